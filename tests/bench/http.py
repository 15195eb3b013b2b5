"""Ours and the floor as two servers of the same kind, asked in turns over kept-alive connections."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from django.conf import settings
from django.test import Client

from accounts.models import Membership
from core.embedded.parent_death import die_with_parent
from core.tenancy import tenant
from tests.bench.data import HOSTS, ROOT

WARM_UP = 20


class Asked(NamedTuple):
    """One request, again and again."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@contextmanager
def servers() -> Iterator[tuple[int, int]]:
    """Ports of ours and of the floor: one WSGI process with one thread each."""
    ports = _free_port(), _free_port()
    applications = ("config.wsgi:application", "tests.bench.floor:application")
    running = [_serve(port, application) for port, application in zip(ports, applications, strict=True)]
    try:
        for port in ports:
            _wait(port)
        yield ports
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(10)


def interleaved(rounds: int, *asked: tuple[int, Asked]) -> list[float]:
    """The median seconds of each of these (port, request), asked one after the other in every round."""
    connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=30) for port, _ in asked]
    times: list[list[float]] = [[] for _ in asked]
    for turn in range(rounds + WARM_UP):
        for which, (connection, (_, request)) in enumerate(zip(connections, asked, strict=True)):
            began = time.perf_counter()
            connection.request(request.method, request.path, request.body or None, request.headers)
            response = connection.getresponse()
            content = response.read()
            if response.status >= 300:
                raise RuntimeError(f"{request.path}: {response.status} {content[:300]!r}")
            if turn >= WARM_UP:
                times[which].append(time.perf_counter() - began)
    for connection in connections:
        connection.close()
    return [median(found) for found in times]


def headers_of(organization: int) -> dict[str, str]:
    """What the browser of this organization's owner sends."""
    host = HOSTS[organization]
    with tenant(organization):
        owner = Membership.objects.select_related("user").get(role="owner")
        client = Client(headers={"host": host})
        client.get("/login/")  # the form brings the token that calls which change something carry
        client.force_login(owner.user)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return {
        "Host": host,
        "Cookie": cookies,
        "Accept": "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": client.cookies[settings.CSRF_COOKIE_NAME].value,
        "Origin": f"http://{host}",
    }


def _serve(port: int, application: str) -> subprocess.Popen[bytes]:
    granian = Path(sys.executable).parent / "granian"
    options = ["--interface", "wsgi", "--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "error"]
    return subprocess.Popen(
        [granian, *options, "--host", "127.0.0.1", "--port", str(port), application],
        cwd=ROOT,
        env=os.environ | {"PG_ROLE": "desk_app", "PYTHONPATH": str(ROOT), "DATABASE_POOL": "1"},
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 — one thread here
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing answers on port {port}")
