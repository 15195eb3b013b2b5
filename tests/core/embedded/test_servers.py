import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest

from core.embedded import database
from core.embedded.preconditions import CannotRun, only_one, refuse_full_disk, refuse_used_ports
from core.embedded.servers import LONGEST_SOCKET_FOLDER, Embedded, ServerFailed, socket_folder

START = """
import sys, time
from pathlib import Path
from core.embedded.servers import Embedded
Embedded(Path(sys.argv[1]), throw_away=True).start()
print("started", flush=True)
time.sleep(60)
"""


@pytest.fixture
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kv") as folder:
        yield Path(folder)


def processes_on(var: Path) -> list[str]:
    """The command lines of everything that names this folder."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(var) in line and "tests/core/embedded" not in line:
            found.append(line)
    return found


def test_both_servers_die_with_whoever_started_them_even_by_kill_nine(var: Path) -> None:
    starter = subprocess.Popen([sys.executable, "-c", START, str(var)], stdout=subprocess.PIPE)
    assert starter.stdout is not None
    assert starter.stdout.readline() == b"started\n"
    assert [line for line in processes_on(var) if "valkey-server" in line or "bin/postgres" in line] != []

    starter.kill()
    starter.wait()
    starter.stdout.close()

    end = time.monotonic() + 10
    while processes_on(var) and time.monotonic() < end:
        time.sleep(0.05)
    assert processes_on(var) == []


def test_what_was_written_is_there_after_a_restart_and_preparing_twice_changes_nothing(var: Path) -> None:
    servers = Embedded(var)
    servers.start()
    database.prepare(str(servers.run))
    assert database.create(str(servers.run), "desk") is True
    servers.stop()

    again = Embedded(var)
    again.start()
    try:
        database.prepare(str(again.run))

        assert database.create(str(again.run), "desk") is False
        with psycopg.connect(host=str(again.run), user="desk_app", dbname="desk") as connection:
            row = connection.execute(
                "SELECT rolbypassrls, rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
        assert row == (False, False)
    finally:
        again.stop()


def test_a_server_that_cannot_start_names_its_log(var: Path) -> None:
    servers = Embedded(var)
    servers.start()
    servers.stop()
    (servers.data / "postgresql.conf").write_text("no such setting\n")

    with pytest.raises(ServerFailed, match=r"postgres.*log"):
        Embedded(var).start()


def test_a_long_path_gets_its_sockets_elsewhere() -> None:
    deep = Path("/srv") / ("deep/" * 40)

    assert len(str(socket_folder(deep))) <= LONGEST_SOCKET_FOLDER
    assert socket_folder(deep) == socket_folder(deep)


def test_a_second_start_on_the_same_data_says_so_and_changes_nothing(
    var: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with only_one(var):
        (var / "running.json").write_text('{"pid": 7, "port": 8000}')

        with pytest.raises(SystemExit) as stopped, only_one(var):
            pytest.fail("two at once")

    assert stopped.value.code == 0
    assert "already runs on this data (process 7, port 8000)" in capsys.readouterr().out


def test_a_used_port_is_named_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CannotRun, match=f"Port {port} is used by another program.*--port N"):
            refuse_used_ports(port)


def test_a_full_disk_is_named_before_anything_is_written(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=2**20))

    with pytest.raises(CannotRun, match="has only 1 MB left"):
        refuse_full_disk(var)


def test_stopping_is_asked_for_by_signal_and_leaves_nothing(var: Path) -> None:
    servers = Embedded(var, throw_away=True)
    servers.start()

    servers.stop()

    assert processes_on(var) == []
