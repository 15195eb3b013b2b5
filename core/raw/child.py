"""Run a parser of hostile bytes in a process of its own that may not grow, spin or linger."""

import json
import os
import signal
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

CPU_SECONDS = 5
MEMORY_BYTES = 256 * 1024 * 1024
WALL_SECONDS = 10
ANSWER_BYTES = 128 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[2]


class Unreadable(Exception):
    """These bytes cannot be read, now or later; the message says why, for the operator."""


class ChildKilled(Unreadable):
    """The parser passed a limit, or died."""


class ChildFailed(Unreadable):
    """The parser raised; the message is its last line."""


def limited_child(
    target: str,
    content: bytes,
    *,
    cpu_seconds: int = CPU_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
    wall_seconds: float = WALL_SECONDS,
    **arguments: Any,
) -> Any:
    """What `package.module:function` makes of the bytes: JSON values and `bytes`, nothing else.

    Called in a fresh interpreter as `function(content, **arguments)`, where only the standard
    library and what that module imports is loaded. Its answer comes back as JSON and never as a
    pickle: a parser that was taken over must not take us over. Raises ChildKilled, ChildFailed.
    """
    limits = json.dumps({"cpu": cpu_seconds, "memory": memory_bytes, "target": target, "arguments": arguments})
    child = subprocess.Popen(  # noqa: S603 — our own interpreter and module
        [sys.executable, "-m", "core.raw.inside", limits],
        cwd=ROOT,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        answer, complaint = child.communicate(content, timeout=wall_seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        raise ChildKilled(f"took longer than {wall_seconds} s") from None
    return _understood(child.returncode, answer, complaint.decode(errors="replace"))


def _understood(code: int, answer: bytes, complaint: str) -> Any:
    last_line = (complaint.strip().splitlines() or ["no message"])[-1][:500]
    if code == 0:
        if len(answer) > ANSWER_BYTES:
            raise ChildKilled("answered with more than it may")
        return json.loads(answer, object_hook=_bytes)
    if code in {-signal.SIGXCPU, -signal.SIGKILL}:
        raise ChildKilled("used more processor time than it may")
    if "MemoryError" in last_line:
        raise ChildKilled("used more memory than it may")
    if code == 1:
        raise ChildFailed(last_line)
    raise ChildKilled(f"died with {code}: {last_line}")


def _bytes(found: dict[str, Any]) -> Any:
    return b64decode(found["$bytes"]) if found.keys() == {"$bytes"} else found
