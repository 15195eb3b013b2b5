"""How long until the last of thousands of sockets has a frame of 1 kB, against a bare broadcast of the same frame.

`python -m tests.bench.live_fanout`, or `dev.py bench live_fanout`. Both servers run at once and take turns; the
clients are plain sockets in one epoll loop, so that they cost less than what they measure. Ours is the whole way of
a frame: bus, hub, rights, slot of each socket, ASGI server. BENCH_SOCKETS and BENCH_ROUNDS make it smaller.
"""

import json
import os
import resource
import select
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import redis
from psycopg import sql

from core.embedded.processes import WEB
from tests.bench.data import drop_database

ROOT = Path(__file__).parents[2]
SOCKETS = int(os.environ.get("BENCH_SOCKETS", "5000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "15"))
OPENING_AT_ONCE = 8  # each sign-in of a socket waits for the database
PER_MEMBER = 10  # as many as one member may open
DATABASE = "desk_bench_live"
TOPIC = "bench.00000000-0000-4000-8000-000000000001"
NO_PINGS = ("--ws-ping-interval", "86400")  # as in the floor: these clients only read, and would be taken for dead
FRAME_SECONDS = 10  # a frame not there by then is lost
TARGET, STALLED_TARGET = 1.5, 1.2
BYTES = 1024


def measure() -> dict[str, Any]:
    """p99 of publish to receipt over all sockets, as the median of the rounds, in milliseconds."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    sockets = min(SOCKETS, (most - 200) // 2)
    with _servers(sockets // PER_MEMBER) as (ours, floor, house):
        mine = Crowd(ours, sockets, house)
        theirs = Crowd(floor, sockets, None)
        bus = redis.Redis.from_url(_redis_url())
        pairs = [(_round(bus, mine, n), _round(bus, theirs, n)) for n in range(ROUNDS + 2)][2:]
        stalled = mine.stall()
        slow = [_round(bus, mine, 1000 + n) for n in range(ROUNDS)]
        stalled.close()
    lost = sum(sockets - len(times) for times, _ in pairs)
    p99 = statistics.median(_p99(times) for times, _ in pairs)
    bare = statistics.median(_p99(times) for _, times in pairs)
    with_stalled = statistics.median(_p99(times) for times in slow) / p99
    ratio = p99 / bare
    return {
        "ours": round(p99, 1),
        "floor": round(bare, 1),
        "unit": "ms until the 99th of 100 sockets has the frame",
        "ratio": round(ratio, 2),
        "target": TARGET,
        "ok": ratio <= TARGET and lost == 0 and with_stalled < STALLED_TARGET,
        "sockets": sockets,
        "rounds": ROUNDS,
        "lost": lost,
        "with_a_stalled_client": round(with_stalled, 2),
    }


class Crowd:
    """Many sockets that only read."""

    def __init__(self, port: int, count: int, house: dict[str, Any] | None) -> None:
        self.port, self.house = port, house
        self.channel = f"o{house['organization']}.live.{TOPIC}" if house else "floor"
        self.epoll = select.epoll()
        self.buffers: dict[int, bytes] = {}
        self.sockets = {}
        with ThreadPoolExecutor(OPENING_AT_ONCE) as pool:
            for opened in pool.map(self._open, range(count)):
                self.sockets[opened.fileno()] = opened
        for opened in self.sockets.values():
            self.buffers[opened.fileno()] = b""
            self.epoll.register(opened, select.EPOLLIN)

    def frame(self, number: int) -> tuple[bytes, bytes]:
        """What is published, and the mark by which a reader knows it."""
        mark = b"<%08d>" % number
        data = b'"%b%b"' % (mark, b"x" * (BYTES - len(mark) - 2))
        return (b"%d\n%b" % (number + 1, data) if self.house else data), mark

    def receive(self, mark: bytes, began: float) -> list[float]:
        """When each socket had the frame, in milliseconds after `began`."""
        times: list[float] = []
        while len(times) < len(self.sockets) and time.perf_counter() < began + FRAME_SECONDS:
            for number, _ in self.epoll.poll(0.5):
                piece = self.sockets[number].recv(65536)
                if not piece:  # closed by the server: its frames are lost
                    self.epoll.unregister(number)
                    continue
                got = self.buffers[number] + piece
                if mark in got:
                    times.append((time.perf_counter() - began) * 1000)
                    got = b""
                self.buffers[number] = got[-BYTES * 2 :]
        return sorted(times)

    def stall(self) -> socket.socket:
        """One more socket, which never reads again and has room for nothing."""
        return self._open(len(self.sockets), small=True)

    def _open(self, number: int, *, small: bool = False) -> socket.socket:
        opened = socket.socket()
        if small:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        opened.connect(("127.0.0.1", self.port))
        cookie = ""
        if self.house:
            value = self.house["cookies"][number // PER_MEMBER % len(self.house["cookies"])]
            cookie = f"Cookie: {self.house['name']}={value}\r\nOrigin: http://bench.testserver\r\n"
        host = "bench.testserver" if self.house else "127.0.0.1"
        opened.sendall(
            f"GET /live/ HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{cookie}"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        answer = _read_until(opened, b"\r\n\r\n")
        assert b" 101 " in answer.split(b"\r\n")[0] + b" ", answer[:200]
        if self.house:
            opened.sendall(_masked(json.dumps({"type": "join", "topic": TOPIC}).encode()))
            _read_until(opened, b'"joined"')
        opened.setblocking(False)
        return opened


def _round(bus: redis.Redis, crowd: Crowd, number: int) -> list[float]:
    content, mark = crowd.frame(number)
    began = time.perf_counter()
    bus.publish(crowd.channel, content)
    times = crowd.receive(mark, began)
    time.sleep(0.15)
    return times


def _p99(times: list[float]) -> float:
    return times[int(len(times) * 0.99) - 1] if times else FRAME_SECONDS * 1000


def _read_until(opened: socket.socket, end: bytes) -> bytes:
    opened.settimeout(30)
    found = b""
    while end not in found:
        piece = opened.recv(4096)
        assert piece, found
        found += piece
    return found


def _masked(text: bytes) -> bytes:
    """A client's text frame; the mask of zeros leaves the text as it is."""
    assert len(text) < 126  # the short form of a frame
    return bytes([0x81, 0x80 | len(text)]) + bytes(4) + text


@contextmanager
def _servers(members: int) -> Iterator[tuple[int, int, dict[str, Any]]]:
    environment = {**os.environ, "PG_NAME": DATABASE, "DJANGO_SETTINGS_MODULE": "tests.bench.live_app.settings"}
    environment["DATABASE_POOL"] = "1"  # as the web process has it
    environment.pop("DATABASE_URL", None)
    ours, floor = _free_port(), _free_port()
    with _database(environment):
        people = [sys.executable, "-m", "tests.bench.live_app.people", str(members + 1)]
        said = subprocess.run(people, check=True, cwd=ROOT, env=environment, capture_output=True)
        web = (*WEB.command(host="127.0.0.1", port=ours), "--log-level", "error", "--backlog", "4096", *NO_PINGS)
        bare = ("tests.bench.live_app.floor", _redis_url(), str(floor))
        running = [subprocess.Popen([sys.executable, "-m", *argv], cwd=ROOT, env=environment) for argv in (web, bare)]
        try:
            for port in (ours, floor):
                _await_port(port)
            yield ours, floor, json.loads(said.stdout)
        finally:
            for process in running:
                process.send_signal(signal.SIGKILL)
                process.wait()


@contextmanager
def _database(environment: dict[str, str]) -> Iterator[None]:
    name = sql.Identifier(DATABASE)
    where = {"host": os.environ["PG_HOST"], "user": "desk_owner", "dbname": "postgres"}
    with psycopg.connect(**where, autocommit=True) as server:
        drop_database(server, DATABASE)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE desk_template").format(name))
        migrate = [sys.executable, "manage.py", "migrate", "-v0"]
        try:
            subprocess.run(migrate, check=True, cwd=ROOT, env={**environment, "PG_ROLE": "desk_owner"})
            yield
        finally:
            drop_database(server, DATABASE)


def _redis_url() -> str:
    return f"unix://{os.environ['VALKEY_SOCKET']}?db={os.environ.get('VALKEY_DB', '1')}"


def _free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def _await_port(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"nothing listens on {port}")


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"name": "live_fanout", **measure()}) + "\n")
