import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from core.embedded.preconditions import is_held, only_one
from core.embedded.supervisor import ROOT
from tests.journeys.stack import Stack, answer, wait_until_ready


@pytest.fixture
def bare() -> Iterator[Stack]:
    """An installation without demo organizations: quick to start."""
    stack = Stack(demo=False)
    stack.start()
    yield stack
    stack.stop()


def wait_until_gone(stack: Stack) -> list[str]:
    """What is left of the installation after at most twenty seconds."""
    end = time.monotonic() + 20
    while stack.processes() and time.monotonic() < end:
        time.sleep(0.1)
    return stack.processes()


def test_every_part_reports_ready_and_control_c_leaves_nothing(bare: Stack) -> None:
    status, alive = answer(bare, "/healthz")
    ready = wait_until_ready(bare)

    assert (status, alive) == (200, {"ok": True})
    assert ready["complete"] is True, ready
    assert bare.interrupt() == 0
    assert wait_until_gone(bare) == []


def test_kill_nine_leaves_nothing_and_the_next_start_finds_its_data(bare: Stack) -> None:
    secret = (bare.var / "secret-key").read_text()

    bare.kill()

    assert wait_until_gone(bare) == []
    assert "Bringing the database up to date" in bare.printed
    bare.start()
    assert wait_until_ready(bare)["complete"] is True
    assert "Bringing the database up to date" not in bare.printed  # nothing is pending, and asking Django takes seconds
    assert (bare.var / "secret-key").read_text() == secret


def test_a_server_that_is_killed_is_started_again_on_its_data(bare: Stack) -> None:
    wait_until_ready(bare)
    postmaster = int((bare.var / "postgres" / "postmaster.pid").read_text().split()[0])
    (valkey,) = [pid for pid, line in _processes_of(bare) if "valkey-server" in line]

    for name, pid in (("postgres", postmaster), ("valkey", valkey)):
        os.kill(pid, signal.SIGKILL)
        bare.wait_for(f"{name} ended by itself; starting it again")

        assert wait_until_ready(bare)["complete"] is True
    assert answer(bare, "/healthz") == (200, {"ok": True})
    assert bare.interrupt() == 0
    assert wait_until_gone(bare) == []


def _processes_of(stack: Stack) -> Iterator[tuple[int, str]]:
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            if str(stack.var) in line:
                yield int(folder.name), line


def test_a_second_start_on_the_same_data_changes_nothing(bare: Stack) -> None:
    argv = [sys.executable, "-m", "core.embedded.supervisor", "--var", str(bare.var), "--port", str(bare.port)]

    second = subprocess.run(argv, check=False, cwd=ROOT, capture_output=True, text=True, timeout=30)

    assert second.returncode == 0
    assert "already runs on this data" in second.stdout
    assert answer(bare, "/healthz")[0] == 200


def test_stopped_or_killed_while_the_demo_is_made_nothing_is_left() -> None:
    stack = Stack()
    try:
        stack.begin()
        stack.wait_for("day 1")
        assert any("manage.py demo" in line for line in stack.processes())

        assert stack.interrupt() == 0
        assert wait_until_gone(stack) == []
        assert "Traceback" not in stack.printed

        stack.begin()
        stack.wait_for("day 1")
        stack.kill()
        assert wait_until_gone(stack) == []
    finally:
        stack.stop()


def test_what_a_killed_one_left_behind_is_not_taken_for_a_running_one(tmp_path: Path) -> None:
    (tmp_path / "lock").touch()
    (tmp_path / "running.json").write_text(json.dumps({"pid": os.getpid(), "port": 8000}))

    assert not is_held(tmp_path)
    assert _dev(tmp_path, "down") == "Nothing runs on this data.\n"  # this process, whose number it names, lives on
    with only_one(tmp_path):
        assert is_held(tmp_path)
        assert "down` first" in _dev(tmp_path, "reset", "--yes")
    assert "Deleted" in _dev(tmp_path, "reset", "--yes")
    assert not tmp_path.exists()


def _dev(var: Path, *arguments: str) -> str:
    environment = {**os.environ, "KVALITA_VAR": str(var)}
    argv = [sys.executable, "dev.py", *arguments]
    done = subprocess.run(argv, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr
