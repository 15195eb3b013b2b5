"""Fetching what a stranger named, and never anything of ours (security.md §7.10).

A name is looked up once, every address it has must lie on the public internet, and the connection goes to one of the
very addresses that were looked at. No cookies, no Referer, no proxy of the environment, a limit on bytes and on time.
"""

import ssl
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from http.client import HTTPException, HTTPResponse
from io import BufferedReader, RawIOBase
from socket import SOCK_STREAM, create_connection, getaddrinfo, socket
from time import monotonic
from typing import Any, cast
from urllib.parse import urljoin

from django.conf import settings

from core.http_addresses import Target, is_public, target_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 3
MAX_BYTES = 5 * 1024 * 1024
SECONDS = 8.0  # for everything together
CONNECT_SECONDS = 3.0
READ_SECONDS = 4.0  # for one piece
TRIED_ADDRESSES = 3
OK = 200

_lookups = ThreadPoolExecutor(max_workers=4, thread_name_prefix="lookup")  # a lookup knows no time limit of its own


class NotFetched(Exception):
    """The reason is for logs and tests; a stranger's server decides it, so nobody else is told."""


def fetch(address: str, *, max_bytes: int = MAX_BYTES, seconds: float = SECONDS) -> bytes:
    """The bytes at an outside http or https address. Raises NotFetched; never call it inside a transaction."""
    deadline = monotonic() + seconds
    try:
        for _ in range(MAX_REDIRECTS + 1):
            target = target_of(address)
            moved_to, body = _ask(target, max_bytes=max_bytes, deadline=deadline)
            if moved_to is None:
                return body
            address = urljoin(address, moved_to)
    except (OSError, HTTPException, ValueError) as error:
        raise NotFetched(f"{type(error).__name__}: {error}") from error
    raise NotFetched("too many redirects")


def _ask(target: Target, *, max_bytes: int, deadline: float) -> tuple[str | None, bytes]:
    with _connected(target, deadline=deadline) as connection:
        connection.settimeout(_left(deadline, READ_SECONDS))
        connection.sendall(target.request())
        response = HTTPResponse(cast(Any, _Timed(connection, deadline)), method="GET")
        with response:
            response.begin()
            if response.status in REDIRECTS:
                return response.headers.get("Location", ""), b""
            if response.status != OK:
                raise NotFetched(f"status {response.status}")
            body = response.read(max_bytes + 1)
    if len(body) > max_bytes:
        raise NotFetched("too large")
    return None, body


def _connected(target: Target, *, deadline: float) -> socket:
    """A connection to an address that was looked at; the name is not looked up again."""
    reason: Exception = NotFetched("no address")
    for ip in _public_addresses(target, deadline=deadline)[:TRIED_ADDRESSES]:
        try:
            plain = create_connection((ip, target.port), timeout=_left(deadline, CONNECT_SECONDS))
        except OSError as error:
            reason = error
            continue
        if target.scheme == "http":
            return plain
        plain.settimeout(_left(deadline, CONNECT_SECONDS))
        try:
            return _tls().wrap_socket(plain, server_hostname=target.host)
        except BaseException:
            plain.close()
            raise
    raise reason


def _public_addresses(target: Target, *, deadline: float) -> list[str]:
    """All addresses of the name, of which not one may be ours."""
    looked_up = _lookups.submit(getaddrinfo, target.host, target.port, type=SOCK_STREAM)
    found = [str(each[4][0]) for each in looked_up.result(timeout=_left(deadline, CONNECT_SECONDS))]
    for ip in found:
        if not is_public(ip, target.port) and (ip, target.port) not in settings.HTTP_ALSO_REACHES:
            raise NotFetched(f"{ip} port {target.port} is not for strangers")
    return found


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()  # asks for a certificate of the name


def _left(deadline: float, most: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise NotFetched("too slow")
    return min(left, most)


class _Timed(RawIOBase):
    """A connection read against the deadline: who sends a byte now and then gains nothing by it."""

    def __init__(self, connection: socket, deadline: float) -> None:
        self.connection, self.deadline = connection, deadline

    def makefile(self, mode: str) -> BufferedReader:
        return BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.connection.settimeout(_left(self.deadline, READ_SECONDS))
        return self.connection.recv_into(buffer)
