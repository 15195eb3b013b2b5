"""The launcher itself: whatever stops it, one sentence says so."""

import ast
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from core.embedded import preconditions
from core.embedded.preconditions import CannotRun, refuse_used_ports
from core.embedded.supervisor import ROOT

LAUNCHER = (ROOT / "dev.py", *(Path(sys.modules[name].__file__ or "") for name in ("core", "core.embedded")))
SLOW = "import signal, time; print('begun', flush=True); time.sleep(60)"


@contextmanager
def launched(statement: str) -> Iterator[subprocess.Popen[str]]:
    """`dev.main` with one command replaced by this statement, in a process group of its own as a terminal makes it."""
    # What a script runs in the background inherits that Ctrl-C is not listened to; a terminal's programs do listen.
    listening = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{listening}; import sys, dev; dev.up = lambda _arguments: {statement}; sys.exit(dev.main(['up']))"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("how", ["dev.network", "dev.run"])
def test_control_c_in_the_middle_of_the_set_up_is_one_sentence_and_leaves_nothing(how: str) -> None:
    apart = ", apart=True" if how == "dev.run" else ""
    with launched(f"{how}({sys.executable!r}, '-c', {SLOW!r}{apart})") as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        (child,) = _children(process.pid)

        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=10)[0]

    assert (process.returncode, said.strip()) == (130, "Stopped. What is there already is kept.")
    assert not Path(f"/proc/{child}").exists()


def test_a_download_that_fails_says_what_to_look_at() -> None:
    with launched(f"dev.network({sys.executable!r}, '-c', 'raise SystemExit(1)')") as process:
        said = process.communicate(timeout=10)[0]

    assert process.returncode == 1
    assert "is there a network" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("port", ["0", "65511", "99999", "-1"])
def test_a_port_that_does_not_exist_is_named(port: str) -> None:
    done = subprocess.run(
        [sys.executable, "dev.py", "up", f"--port={port}"], check=False, cwd=ROOT, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert f"There is no port {port}:" in done.stderr


def test_a_port_of_administrators_is_not_called_used(monkeypatch: pytest.MonkeyPatch) -> None:
    class Denied(preconditions.socket.socket):
        def bind(self, _address: object) -> None:
            raise PermissionError

    monkeypatch.setattr(preconditions.socket, "socket", Denied)

    with pytest.raises(CannotRun, match="Port 80 is kept for administrators"):
        refuse_used_ports(80)


@pytest.mark.parametrize("path", LAUNCHER, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_launcher_is_python_3_11_and_the_standard_library_alone(path: Path) -> None:
    """And `dev.py` is read by older ones too, far enough to say which one is needed."""
    oldest = (3, 7) if path.name == "dev.py" else (3, 11)
    tree = ast.parse(path.read_text(), feature_version=oldest)
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    beside = {name for name in named if name.partition(".")[0] not in sys.stdlib_module_names}

    assert beside <= {"core.embedded.preconditions"}


def test_what_the_launcher_asks_of_us_is_the_standard_library_alone() -> None:
    tree = ast.parse(Path(preconditions.__file__).read_text(), feature_version=(3, 11))
    named = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert {name for name in named if name.partition(".")[0] not in sys.stdlib_module_names} == set()


def _children(pid: int) -> list[int]:
    end = time.monotonic() + 5
    while time.monotonic() < end:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if found:
            return [int(child) for child in found]
        time.sleep(0.05)
    return []
