"""Everything of one installation in one process group: start in order, watch, stop in order.

`python -m core.embedded.supervisor --port 8000 …` is what `dev.py up` becomes.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

import psycopg

from core.embedded import database, prepared
from core.embedded.environment import environment_of
from core.embedded.parent_death import die_with_parent
from core.embedded.preconditions import HOST, CannotRun, only_one, refuse_full_disk, refuse_used_ports
from core.embedded.probes import is_healthy, listens
from core.embedded.processes import BEHIND, FACES, Process
from core.embedded.servers import Embedded, ServerFailed

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 120
RESTARTS, RESTARTS_WITHIN_SECONDS = 5, 60  # of one process or server, before everything stops with its reason


class Supervisor:
    """The servers and processes of one data folder."""

    def __init__(self, var: Path, *, port: int, demo: str) -> None:
        self.var, self.port, self.mail_port, self.demo = var, port, port + 25, demo
        self.embedded = None if "DATABASE_URL" in os.environ else Embedded(var)
        self.children: dict[Process, subprocess.Popen[bytes]] = {}
        self.restarts: dict[str, list[float]] = {}
        self.stopping = threading.Event()
        self.environment = environment_of(
            var,
            port=port,
            mail_port=self.mail_port,
            servers=self.embedded.environment if self.embedded else None,
        )

    def run(self, *, build: list[str] | None) -> None:
        """Serve until told to stop; `build` is a command that must end before the first page is served."""
        (self.var / "running.json").write_text(json.dumps(self._state))
        front_end = self._assistant(build, self.environment) if build else None
        addresses = self._addresses()
        self._prepare()
        self._await_build(front_end)
        for process in () if self.stopping.is_set() else FACES:
            self._start(process)
        self._wait_ready()
        for process in () if self.stopping.is_set() else BEHIND:
            self._start(process)
        if not self.stopping.is_set():
            self._announce(addresses)
            self._watch()

    def stop(self) -> None:
        """Processes first, in reverse order, then Valkey, PostgreSQL last."""
        self.stopping.set()
        for process, child in reversed(self.children.items()):
            if child.poll() is None:
                child.send_signal(process.stop)
        for process, child in reversed(self.children.items()):
            try:
                child.wait(process.grace_seconds)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        if self.embedded:
            self.embedded.stop()

    def manage(self, *arguments: str, role: str = "DATABASE_URL") -> None:
        """Run a management command as the application, or as the role of another address."""
        environment = {**self.environment, "DATABASE_URL": self.environment[role]}
        if self._failed(self._assistant([sys.executable, "manage.py", *arguments], environment)):
            raise CannotRun(f"`manage.py {' '.join(arguments)}` failed; its reason stands above.")

    @property
    def _state(self) -> dict[str, int]:
        return {"pid": os.getpid(), "port": self.port, "mail_port": self.mail_port}

    def _prepare(self) -> None:
        if self.embedded:
            say("Starting PostgreSQL and Valkey")
            self.embedded.start()
            database.prepare(str(self.embedded.run))
            database.create(str(self.embedded.run), "desk")
        owner = self.environment["DATABASE_OWNER_URL"]
        try:
            done = prepared.remembered(owner)
        except psycopg.OperationalError as error:
            raise CannotRun(f"The database does not answer: {str(error).strip()}") from None
        schema = prepared.schema(ROOT)
        if done.get("schema") != schema:
            say("Bringing the database up to date")
            self.manage("migrate", "--verbosity", "0", role="DATABASE_OWNER_URL")
            prepared.remember(owner, schema=schema)
        made = done.get("demo", [])
        if self._has_demo and self.demo not in made:
            self.manage("demo", *(["--large"] if self.demo == "large" else []))
            prepared.remember(owner, demo=[*made, self.demo])

    @property
    def _has_demo(self) -> bool:
        return self.environment["KVALITA_DEMO"] == "1"

    def _addresses(self) -> subprocess.Popen[str] | None:
        """Asked while the servers start: it takes half a second."""
        if not self._has_demo:
            return None
        argv = [sys.executable, "-m", "config.demo.addresses"]
        before = die_with_parent(signal.SIGTERM)
        return subprocess.Popen(  # noqa: S603 — our own program
            argv, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, preexec_fn=before
        )

    def _await_build(self, running: subprocess.Popen[bytes] | None) -> None:
        if running and self._failed(running):
            raise CannotRun("The front end could not be built; the reason stands above.")

    def _failed(self, assistant: "subprocess.Popen[bytes]") -> bool:
        """Wait for its end, or end it if everything is to stop."""
        while assistant.poll() is None:
            if self.stopping.wait(0.05):
                assistant.terminate()
                assistant.wait()
        return bool(assistant.returncode)

    def _assistant(self, argv: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
        """A program that ends by itself; in a session of its own, so that Ctrl-C is ours to pass on."""
        return subprocess.Popen(  # noqa: S603 — our own programs
            argv,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )

    def _start(self, process: Process) -> None:
        argv = process.command(host=HOST, port=self.port, var=self.var)
        program = shutil.which(argv[0], path=self.environment["PATH"]) or argv[0]
        pool = {"DATABASE_POOL": "1"} if process.name == "web" else {}
        with (self.var / "log" / f"{process.name}.log").open("ab") as log:
            self.children[process] = subprocess.Popen(  # noqa: S603 — our own table of processes
                [program, *argv[1:]],
                cwd=ROOT,
                env={**self.environment, **pool},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(process.stop),
            )

    def _wait_ready(self) -> None:
        end = time.monotonic() + READY_SECONDS
        while not self.stopping.is_set():
            self._restart_fallen()
            if is_healthy(self.port) and listens(self.mail_port):
                return
            if time.monotonic() > end:
                raise CannotRun(f"Web or mail intake did not answer within {READY_SECONDS} s; see {self.var}/log")
            time.sleep(0.1)

    def _watch(self) -> None:
        while not self.stopping.wait(0.5):
            self._restart_server()
            self._restart_fallen()

    def _restart_server(self) -> None:
        """Meanwhile pages say that we are back in a moment, and everything waits; nothing is lost."""
        fallen = self.embedded.fallen() if self.embedded else None
        if self.embedded is None or fallen is None:
            return
        self._count_restart(fallen)
        say(f"{fallen} ended by itself; starting it again")
        with suppress(ServerFailed):  # asked again in a moment: what is left of the old one may still be ending
            self.embedded.start_again(fallen)

    def _restart_fallen(self) -> None:
        for process, child in list(self.children.items()):
            if child.poll() is None or self.stopping.is_set():
                continue
            self._count_restart(process.name)
            say(f"{process.name} ended (code {child.returncode}); starting it again")
            self._start(process)

    def _count_restart(self, name: str) -> None:
        """Raise CannotRun when it is too many in a minute."""
        now = time.monotonic()
        recent = [at for at in self.restarts.get(name, []) if now - at < RESTARTS_WITHIN_SECONDS]
        self.restarts[name] = [*recent, now]
        if len(recent) >= RESTARTS:
            raise CannotRun(f"{name} keeps ending; its reason is in {self.var}/log/{name}.log")

    def _announce(self, addresses: subprocess.Popen[str] | None) -> None:
        if addresses:
            say(addresses.communicate()[0].rstrip())
        say(f"Kvalita is ready. Mail goes in at {HOST}:{self.mail_port}. Ctrl-C or `python3 dev.py down` stops it.")


def say(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)  # noqa: T201 — the terminal is the face of this program


def main() -> int:
    """0 after a stop that was asked for, 1 with one sentence otherwise."""
    parser = argparse.ArgumentParser(prog="dev.py up")
    parser.add_argument("--var", type=Path, required=True)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--demo", choices=["small", "large"], default="small")
    parser.add_argument("--build", nargs="+", default=None)
    asked = parser.parse_args()
    (asked.var / "log").mkdir(parents=True, exist_ok=True)
    with only_one(asked.var):
        try:
            refuse_full_disk(asked.var)
            refuse_used_ports(asked.port, asked.port + 25)
            supervisor = Supervisor(asked.var, port=asked.port, demo=asked.demo)
        except CannotRun as reason:
            say(str(reason))
            return 1
        return _serve(supervisor, asked.build)


def _serve(supervisor: Supervisor, build: list[str] | None) -> int:
    def asked_to_stop(_signal: int, _frame: FrameType | None) -> None:
        supervisor.stopping.set()

    signal.signal(signal.SIGINT, asked_to_stop)
    signal.signal(signal.SIGTERM, asked_to_stop)
    try:
        supervisor.run(build=build)
    except (CannotRun, ServerFailed) as reason:
        if not supervisor.stopping.is_set():
            say(str(reason))
            return 1
    finally:
        supervisor.stop()
    say("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
