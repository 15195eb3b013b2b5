"""What a child does before exec, so that it never outlives its parent and never runs a server as root.

Standard library only: the launcher imports this before any package is installed.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

NOBODY = 65534
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000


def die_with_parent(stop: signal.Signals) -> Callable[[], None]:
    """For `preexec_fn`: the kernel sends `stop` to the child when its parent is gone, `kill -9` included."""

    def before_exec() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, stop)

    return before_exec


def unprivileged(stop: signal.Signals, owned: Sequence[Path]) -> Callable[[], None]:
    """As `die_with_parent`, and no longer root: PostgreSQL refuses to run as root.

    Root becomes `nobody` inside a user namespace (the files stay root's outside it), or for real
    where namespaces are forbidden; then the folders in `owned` are given to `nobody`.
    """

    def before_exec() -> None:
        if os.geteuid() == 0:
            _leave_root(owned)
        die_with_parent(stop)()  # after the change of credentials, which clears it

    return before_exec


def _leave_root(owned: Sequence[Path]) -> None:
    if sys.platform == "linux" and ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER) == 0:
        maps = (("setgroups", "deny"), ("uid_map", f"{NOBODY} 0 1"), ("gid_map", f"{NOBODY} 0 1"))
        for name, content in maps:
            Path("/proc/self", name).write_text(content)
        return
    for folder in owned:
        os.chown(folder, NOBODY, NOBODY)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
