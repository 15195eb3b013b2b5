"""The whole of Kvalita on throw-away data, started exactly as `dev.py up` starts it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from core.embedded.supervisor import ROOT

READY_SECONDS = 180
SERVERS = ("PG_HOST", "PG_NAME", "PG_ROLE", "PG_TEST_NAME", "VALKEY_SOCKET", "VALKEY_DB", "DATABASE_URL", "REDIS_URL")
OWN = {*SERVERS, "SECRET_KEY", "KVALITA_VAR"}  # what the test run itself was told


class Stack:
    """A running installation, with its demo organizations unless told otherwise."""

    def __init__(self, *, demo: bool = True, environment: Mapping[str, str] | None = None) -> None:
        self.demo = demo
        self.environment = dict(environment or {})
        self.var = Path(tempfile.mkdtemp(prefix="kj"))
        self.port = _free_port()
        self.mail_port = self.port + 25
        self._log = self.var / "up.log"
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def running_at(cls, port: int) -> "Stack":
        """One that somebody else started and will stop: for writing journeys."""
        stack = cls()
        stack.port, stack.mail_port = port, port + 25
        return stack

    def start(self) -> None:
        """Everything up and the demo created; raises with the log if that fails."""
        self.begin()
        self.wait_for("Kvalita is ready.")

    def begin(self) -> None:
        """Only begin to start."""
        inherited = {key: value for key, value in os.environ.items() if key not in OWN}
        argv = [sys.executable, "-m", "core.embedded.supervisor", "--var", str(self.var), "--port", str(self.port)]
        environment = {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "config.settings.base",
            "KVALITA_DEMO": "1" if self.demo else "0",
            **self.environment,
        }
        with self._log.open("wb") as out:
            self._process = subprocess.Popen(
                argv, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True
            )

    def wait_for(self, words: str) -> None:
        """Until they were printed."""
        assert self._process, "begin() first"
        end = time.monotonic() + READY_SECONDS
        while words not in self.printed:
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"The stack did not start:\n{self.printed}\n{self.logs}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stopped as Ctrl-C stops it, its files removed."""
        self.interrupt()
        shutil.rmtree(self.var, ignore_errors=True)

    def interrupt(self) -> int | None:
        """Ctrl-C; returns the exit code."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            return self._process.wait(90)
        return None

    def kill(self) -> None:
        """`kill -9`, which nothing can prepare for."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def processes(self) -> list[str]:
        """The command line of everything that still belongs to this installation."""
        return [line for line, environment in _all_processes() if str(self.var) in line + environment]

    def address(self, organization: str, path: str = "/") -> str:
        """Where this organization's pages are."""
        return f"http://{organization}.localhost:{self.port}{path}"

    @property
    def printed(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    @property
    def logs(self) -> str:
        """The last lines of every log, for the report of a failure."""
        files = sorted((self.var / "log").glob("*.log"))
        return "\n".join(f"--- {file.name}\n{file.read_text(errors='replace')[-2000:]}" for file in files)


def answer(stack: Stack, path: str) -> tuple[int, dict[str, object]]:
    """Status and body of a JSON answer, a refusal included."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{stack.port}{path}", timeout=5) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def wait_until_ready(stack: Stack) -> dict[str, object]:
    """What `/readyz` says as soon as every part works, or after a minute and a half."""
    end = time.monotonic() + 90
    body: dict[str, object] = {}
    while not body.get("complete") and time.monotonic() < end:
        with suppress(OSError):  # a database that starts may let it wait for longer than we do
            _, body = answer(stack, "/readyz")
        time.sleep(0.2)
    return body


def _all_processes() -> Iterator[tuple[str, str]]:
    for folder in Path("/proc").glob("[0-9]*"):
        if folder.name == str(os.getpid()):
            continue
        try:
            line, environment = ((folder / name).read_bytes() for name in ("cmdline", "environ"))
        except OSError:
            continue
        yield line.replace(b"\0", b" ").decode(errors="replace"), environment.decode(errors="replace")


def _free_port() -> int:
    """A port whose neighbour 25 further is free as well."""
    while True:
        with socket.socket() as web, socket.socket() as mail:
            web.bind(("127.0.0.1", 0))
            port = int(web.getsockname()[1])
            try:
                mail.bind(("127.0.0.1", port + 25))
            except (OSError, OverflowError):
                continue
            return port
