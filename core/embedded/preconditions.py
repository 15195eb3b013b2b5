"""What has to be so before anything is started, each with one sentence for the person at the terminal.

Standard library only: the launcher imports this before any package is installed.
"""

import fcntl
import json
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
FREE_BYTES = 300 * 1024 * 1024


class CannotRun(RuntimeError):
    """A reason to stop, in one sentence for the person at the terminal."""


def refuse_used_ports(*ports: int) -> None:
    """Raise CannotRun, naming the port, if another program listens there."""
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except PermissionError:
                raise CannotRun(
                    f"Port {port} is kept for administrators of this machine; start Kvalita with --port 8000 or higher."
                ) from None
            except OSError:
                raise CannotRun(
                    f"Port {port} is used by another program; stop it, or start Kvalita elsewhere with --port N "
                    "(web on N, mail on N + 25)."
                ) from None


def refuse_full_disk(var: Path) -> None:
    """Raise CannotRun if the data folder's disk has no room to work."""
    free = shutil.disk_usage(var).free
    if free < FREE_BYTES:
        raise CannotRun(f"The disk of {var} has only {free // 2**20} MB left; Kvalita needs {FREE_BYTES // 2**20} MB.")


@contextmanager
def only_one(var: Path) -> Iterator[None]:
    """Hold the data folder; SystemExit with what runs there if somebody else does."""
    with (var / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print(already_running(var), flush=True)  # noqa: T201 — the terminal is the face of this program
            raise SystemExit(0) from None
        try:
            yield
        finally:
            (var / "running.json").unlink(missing_ok=True)


def is_held(var: Path) -> bool:
    """Whether an installation runs, or starts, on this data folder; what a killed one left behind says nothing."""
    try:
        with (var / "lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def already_running(var: Path) -> str:
    """Where the installation on this data folder answers."""
    try:
        state = json.loads((var / "running.json").read_text())
    except (OSError, ValueError):
        return "Kvalita is already starting on this data; nothing was changed."
    return f"Kvalita already runs on this data (process {state['pid']}, port {state['port']}); nothing was changed."
