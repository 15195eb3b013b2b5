"""Whether the faces of an installation answer."""

import socket
import urllib.error
import urllib.request

from core.embedded.preconditions import HOST


def is_healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004 — OK
    except (urllib.error.URLError, OSError):
        return False


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
