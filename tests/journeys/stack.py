"""The whole of Kvalita on throw-away data, started exactly as `dev.py up` starts it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from core.embedded.supervisor import ROOT

READY_SECONDS = 180
OWN = ("PG_HOST", "PG_NAME", "PG_ROLE", "PG_TEST_NAME", "VALKEY_SOCKET", "VALKEY_DB", "DATABASE_URL", "REDIS_URL")


class Stack:
    """A running installation with its demo organizations."""

    def __init__(self) -> None:
        self.var = Path(tempfile.mkdtemp(prefix="kj"))
        self.port = _free_port()
        self.mail_port = self.port + 25
        self._log = self.var / "up.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Everything up and the demo created; raises with the log if that fails."""
        inherited = {key: value for key, value in os.environ.items() if key not in OWN}
        argv = [sys.executable, "-m", "core.embedded.supervisor", "--var", str(self.var), "--port", str(self.port)]
        environment = {**inherited, "DJANGO_SETTINGS_MODULE": "config.settings.base"}
        with self._log.open("wb") as out:
            self._process = subprocess.Popen(
                argv, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True
            )
        end = time.monotonic() + READY_SECONDS
        while "Kvalita is ready." not in self.printed:
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"The stack did not start:\n{self.printed}\n{self.logs}")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stopped as Ctrl-C stops it, its files removed."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(90)
        shutil.rmtree(self.var, ignore_errors=True)

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
