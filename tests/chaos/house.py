"""Servers and processes of our own, to be broken: real PostgreSQL, Valkey, relay and Celery workers."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg
import redis

from core.embedded import database
from core.embedded.parent_death import die_with_parent
from core.embedded.servers import Embedded

ROOT = Path(__file__).resolve().parents[2]
STALLED_SECONDS = 120  # a worker on a busy machine takes half a minute to start, and bells ring every twelve seconds


class House:
    def __init__(self, var: Path) -> None:
        self.var = var
        self.servers = Embedded(var, throw_away=True)
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.others = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))  # how much slower than a machine of our own
        kept = {name: value for name, value in os.environ.items() if name not in {"VALKEY_DB", "PG_HOST", "PG_NAME"}}
        self.environment = {
            **kept,
            **self.servers.environment,
            "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
            "SECRET_KEY": "only for tests",
            "KVALITA_VAR": str(var),
            "CHAOS_ABANDONED_SECONDS": "2",
            "PYTHONUNBUFFERED": "1",
        }

    def build(self) -> None:
        self.servers.start()
        database.prepare(str(self.servers.run))
        database.create(str(self.servers.run), "desk")
        owner = {**self.environment, "DATABASE_URL": self.environment["DATABASE_OWNER_URL"]}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, cwd=ROOT, env=owner)
        found = [sys.executable, "-m", "tests.chaos.work.found"]
        said = subprocess.run(found, check=True, cwd=ROOT, env=self.environment, capture_output=True)
        self.organization = int(said.stdout)

    def tear_down(self) -> None:
        for name in list(self.processes):
            self.kill(name)
        self.servers.stop()

    # processes

    def start(self, name: str, *argv: str, **environment: str) -> None:
        with (self.var / "log" / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", *argv],
                cwd=ROOT,
                env={**self.environment, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 — started from one thread
            )

    def relay(self, **environment: str) -> None:
        """Runs on from test to test: starting a process takes longer than most tests."""
        if not self.lives("relay"):
            self.start("relay", "django", "relay", "--ring-seconds", "3", **environment)

    def lives(self, name: str) -> bool:
        return name in self.processes and self.processes[name].poll() is None

    def worker(self, name: str = "worker", **environment: str) -> None:
        if self.lives(name):
            return
        queues = "mail_in,mail_out,live,default,bulk"
        options = ("--concurrency", "2", "--loglevel", "WARNING", "--without-gossip", "--without-mingle")
        self.start(name, "celery", "--app", "config", "worker", "--queues", queues, *options, **environment)

    def kill(self, name: str) -> None:
        """The whole tree, at once."""
        if name not in self.processes:
            return
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def terminate(self, name: str, *, seconds: float = 20) -> int:
        process = self.processes.pop(name)
        process.terminate()
        return process.wait(seconds)

    def log(self, name: str) -> str:
        path = self.var / "log" / f"{name}.log"
        return path.read_text() if path.exists() else ""

    # the broker

    @property
    def broker(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.servers.valkey_socket), db=2)

    def kill_valkey(self) -> None:
        pid = self.broker.info("server")["process_id"]
        os.kill(pid, signal.SIGKILL)
        _until(lambda: not _answers(self.servers.valkey_socket), 5)

    def start_valkey(self) -> None:
        self.servers.start_valkey()
        _until(lambda: _answers(self.servers.valkey_socket), 10)

    # the database

    def owner(self, statement: str, *values: object) -> list[tuple]:
        with psycopg.connect(self.environment["DATABASE_OWNER_URL"], autocommit=True) as connection:
            found = connection.execute(statement, values)
            return found.fetchall() if found.description else []

    def restart_postgres(self, *, away_seconds: float = 1.0) -> None:
        running = next(process for process, _ in self.servers._running if "postgres" in str(process.args[0]))
        running.send_signal(signal.SIGINT)
        running.wait(30)
        time.sleep(away_seconds)
        self.servers._running = [(p, s) for p, s in self.servers._running if p is not running]
        self.servers.start_postgres()
        _until(self.servers._postgres_ready, 30)

    # the work

    def clear(self) -> None:
        for log in (self.var / "log").glob("*.log"):
            os.truncate(log, 0)
        self.owner("TRUNCATE core_delivery, core_event, core_rawinbound, core_periodicrun, core_heartbeat CASCADE")
        self.broker.flushall()

    def produce(self, count: int, **asked: object) -> float:
        """Record jobs 1…count in another process; the seconds it took."""
        began = time.monotonic()
        argv = [
            sys.executable,
            "-m",
            "tests.chaos.work.produce",
            str(self.organization),
            json.dumps({"count": count, **asked}),
        ]
        done = subprocess.run(argv, check=False, cwd=ROOT, env=self.environment, capture_output=True)
        assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
        return time.monotonic() - began

    def effects(self) -> list[int]:
        return sorted(
            int(row[0]) for row in self.owner("SELECT external_key FROM core_rawinbound WHERE source = 'effect'")
        )

    def deliveries(self) -> dict[str, int]:
        (row,) = self.owner(
            "SELECT count(*) FILTER (WHERE done_at IS NOT NULL), count(*) FILTER (WHERE parked_at IS NOT NULL),"
            " count(*) FILTER (WHERE done_at IS NULL AND parked_at IS NULL) FROM core_delivery"
        )
        return dict(zip(("done", "parked", "open"), row, strict=True))

    def await_quiet(self, stalled_seconds: float = STALLED_SECONDS) -> float:
        """Until nothing is open; the seconds it took. Fails when nothing moves for that long."""
        began = time.monotonic()
        self._while_it_moves(lambda: self.deliveries()["open"] == 0, stalled_seconds)
        return time.monotonic() - began

    def await_effects(self, count: int, stalled_seconds: float = STALLED_SECONDS) -> None:
        self._while_it_moves(lambda: len(self.effects()) >= count, stalled_seconds)

    def _while_it_moves(self, happened: Callable[[], bool], stalled_seconds: float) -> None:
        """A busy machine is slow, and that is no fault; standing still is one."""
        seen: object = None
        moved_at = time.monotonic()
        while not happened():
            now = self.owner("SELECT count(done_at), count(parked_at), sum(attempts) FROM core_delivery")
            if now != seen:
                seen, moved_at = now, time.monotonic()
            assert time.monotonic() - moved_at < stalled_seconds, (
                f"nothing moved for {stalled_seconds} s: {len(self.effects())} effects, {self.deliveries()}\n"
                f"{self._open()}\n{self.log('relay')[-2000:]}\n{self.log('worker')[-2000:]}"
            )
            time.sleep(0.1)

    def _open(self) -> list[tuple]:
        """What is known of the open deliveries, for the report of a failure."""
        columns = "receiver, claims, taken, attempts, left(reason, 80)"
        return self.owner(
            f"SELECT {columns}, count(*), max(due_at) - now() FROM core_delivery"
            f" WHERE done_at IS NULL AND parked_at IS NULL GROUP BY {columns}"
        )


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def _until(happened: Callable[[], bool], seconds: float, *, what: Callable[[], str] = str) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what()}")


def _answers(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
    except OSError:
        return False
