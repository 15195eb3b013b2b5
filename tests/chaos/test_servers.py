"""The servers behind us go away and come back."""

import http.client
import threading
import time

from tests.chaos.house import _until, free_port


def broken(house):
    rows = house.owner("SELECT facts->>'broken' FROM core_heartbeat WHERE name = 'relay'")
    return rows[0][0] if rows else None


def test_f4_a_full_and_a_read_only_broker_lose_nothing_and_are_named(house):
    house.relay()
    house.worker()
    worker = house.processes["worker"]
    for spoil, repair in ((("maxmemory", "1"), ("maxmemory", "0")), (None, None)):
        house.clear()
        if spoil:
            house.broker.config_set(*spoil)
        else:
            house.broker.execute_command("REPLICAOF", "127.0.0.1", "1")
        try:
            house.produce(20)
            _until(lambda: broken(house) == "the broker", 10, what=lambda: house.log("relay")[-1000:])
        finally:
            if repair:
                house.broker.config_set(*repair)
            else:
                house.broker.execute_command("REPLICAOF", "NO", "ONE")
        house.await_quiet()

        assert house.effects() == list(range(1, 21))
    assert worker.poll() is None  # it waits; a supervisor gives up on what keeps ending
    assert "relay: the broker does not answer" in house.log("relay")
    assert "relay: the broker answers again" in house.log("relay")


def test_f5_work_goes_on_while_the_broker_is_away(house):
    house.relay()
    house.worker()
    usual = house.produce(100, first=1001)
    house.await_quiet()
    house.kill_valkey()

    without_broker = house.produce(100)
    house.start_valkey()
    house.await_quiet()

    assert without_broker < 2 * usual + 1
    assert house.effects() == [*range(1, 101), *range(1001, 1101)]


def test_f6_a_restart_of_the_database_is_a_503_for_those_seconds_and_loses_nothing(house):
    port = free_port()
    house.start("web", "uvicorn", "config.asgi:application", "--port", str(port), "--no-access-log")
    house.relay()
    house.worker()
    _until(lambda: _get(port, "/api/v1/me/")[0] in {401, 403}, 60, what=lambda: house.log("web")[-2000:])
    house.produce(60, seconds=0.02)
    house.await_effects(5)
    seen, alive, ready = [], [], []
    stopping = threading.Event()

    def ask():
        while not stopping.is_set():
            seen.append(_get(port, "/api/v1/me/"))
            alive.append(_get(port, "/healthz")[:2])
            ready.append(_get(port, "/readyz")[:2])
            time.sleep(0.05)

    asking = threading.Thread(target=ask)
    asking.start()
    house.restart_postgres()
    _until(lambda: seen[-1][0] in {401, 403}, 30)
    probe = _get(port, "/readyz")[0]
    stopping.set()
    asking.join()
    house.await_quiet()

    refusals = [answer for answer in seen if answer[0] not in {401, 403}]
    assert refusals
    assert {(status, kind, after) for status, kind, after in refusals} == {(503, "application/problem+json", "5")}
    assert set(alive) == {(200, "application/json")}  # nobody restarts the process for it
    assert set(ready) == {(200, "application/json"), (503, "application/json")}
    assert probe == 200
    assert house.effects() == list(range(1, 61))


def _get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": "chaos.testserver"})
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Content-Type"), answer.headers.get("Retry-After")
    except OSError as error:
        return 0, repr(error), None
    finally:
        connection.close()
