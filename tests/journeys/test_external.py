"""The same product on a PostgreSQL and a Valkey that somebody else runs, reached over TCP with passwords."""

import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from core.embedded import database, servers
from core.embedded.parent_death import die_with_parent, unprivileged
from tests.journeys.stack import Stack, wait_until_ready

PASSWORDS = {"postgres": "of the server", "desk_owner": "of the owner", "desk_app": "of the application"}


@pytest.fixture
def addresses() -> Iterator[dict[str, str]]:
    """Prepared as docs/running.md says."""
    with tempfile.TemporaryDirectory(prefix="kx") as name:
        var = Path(name)
        ports = {"postgres": free_port(), "valkey": free_port()}
        running = [_postgres(var, ports["postgres"]), _valkey(var, ports["valkey"])]
        try:
            yield {
                "DATABASE_URL": _prepared(ports["postgres"]),
                "DATABASE_OWNER_URL": _address("desk_owner", ports["postgres"]),
                "REDIS_URL": f"redis://127.0.0.1:{ports['valkey']}",
            }
        finally:
            for process in running:
                process.send_signal(signal.SIGINT)
                process.wait(30)


def test_it_runs_on_servers_of_somebody_else(addresses: dict[str, str]) -> None:
    stack = Stack(demo=False, environment=addresses)
    try:
        stack.start()

        ready = wait_until_ready(stack)

        assert ready["complete"] is True, ready
        assert "Starting PostgreSQL" not in stack.printed
        assert not (stack.var / "postgres").exists()
        with psycopg.connect(addresses["DATABASE_URL"]) as serving:
            at_work = serving.execute("SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'desk'").fetchall()
        assert at_work == [("desk_app",)]  # nobody serves as the owner of the tables
    finally:
        stack.stop()


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    nowhere = {
        name: f"postgres://nobody@127.0.0.1:{free_port()}/desk" for name in ("DATABASE_URL", "DATABASE_OWNER_URL")
    }
    stack = Stack(demo=False, environment={**nowhere, "REDIS_URL": "redis://127.0.0.1:1"})
    try:
        with pytest.raises(RuntimeError):
            stack.start()

        assert "The database does not answer" in stack.printed
        assert "Traceback" not in stack.printed
    finally:
        stack.stop()


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _postgres(var: Path, port: int) -> "subprocess.Popen[bytes]":
    data, password = var / "data", var / "password"
    data.mkdir(mode=0o700)
    password.write_text(PASSWORDS["postgres"])
    initdb = [servers.postgres_binary("initdb"), "-D", data, "-U", "postgres", "--auth=scram-sha-256", "--no-sync"]
    _as_nobody(var, [*initdb, f"--pwfile={password}", "--encoding=UTF8", "--locale=C"]).wait()
    where = ("-c", "listen_addresses=127.0.0.1", "-p", port, "-k", var)
    process = _as_nobody(var, [servers.postgres_binary("postgres"), "-D", data, *where, *servers.THROW_AWAY])
    await_port(port)
    return process


def _valkey(var: Path, port: int) -> "subprocess.Popen[bytes]":
    argv = [str(servers.valkey_binary()), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(var), "--save", ""]
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, preexec_fn=die_with_parent(signal.SIGTERM))  # noqa: PLW1509 — one thread
    await_port(port)
    return process


def _as_nobody(var: Path, argv: list[object]) -> "subprocess.Popen[bytes]":
    before = unprivileged(signal.SIGINT, [var, *var.iterdir()])
    with (var / "log").open("ab") as log:
        return subprocess.Popen([str(part) for part in argv], stdout=log, stderr=log, preexec_fn=before)  # noqa: PLW1509


def _prepared(port: int) -> str:
    """Roles and database made by the superuser; returns the address for the application."""
    here = Path(database.__file__).parent
    with psycopg.connect(_address("postgres", port, "postgres"), autocommit=True) as server:
        server.execute((here / "roles.sql").read_bytes())
        for role in ("desk_owner", "desk_app"):
            server.execute(f"ALTER ROLE {role} PASSWORD '{PASSWORDS[role]}'")
        server.execute("CREATE DATABASE desk OWNER desk_owner")
    with psycopg.connect(_address("postgres", port), autocommit=True) as desk:
        desk.execute((here / "grants.sql").read_bytes())
    return _address("desk_app", port)


def _address(role: str, port: int, name: str = "desk") -> str:
    return f"postgres://{role}:{PASSWORDS[role].replace(' ', '%20')}@127.0.0.1:{port}/{name}"


def await_port(port: int, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < end, f"nothing listens on port {port}"
        time.sleep(0.1)
