"""Accepted is done: whatever dies, each job is done once. CHAOS=full does it with ten times as much."""

import time

from tests.chaos.conftest import FULL

JOBS = 2000 if FULL else 160
KILLERS = {17: "kill", 501: "kill", 1002: "kill", 1999: "kill"} if FULL else {17: "kill", 151: "kill"}
F1_KILLS = 20 if FULL else 3


def numbers(count, without=()):
    return [number for number in range(1, count + 1) if number not in without]


def test_whatever_is_killed_each_job_is_done_once_and_poison_is_parked(house):
    house.relay()
    house.worker()
    house.produce(JOBS, kinds=KILLERS, seconds=0.005)

    house.await_effects(JOBS // 8)
    house.kill("worker")
    house.broker.flushall()
    house.worker()
    house.await_effects(JOBS // 3)
    house.kill_valkey()
    time.sleep(1)
    house.start_valkey()
    house.await_effects(JOBS // 2)
    house.kill("worker")
    house.worker()
    recovered_in = house.await_quiet()

    assert house.effects() == numbers(JOBS, without=KILLERS)
    assert house.deliveries() == {"done": JOBS - len(KILLERS), "parked": len(KILLERS), "open": 0}
    reasons = house.owner("SELECT DISTINCT attempts, reason FROM core_delivery WHERE parked_at IS NOT NULL")
    assert reasons == [(5, "Each try ended with the death of its worker.")]
    assert recovered_in < 90 * house.others


def test_f1_a_worker_killed_again_and_again_does_each_job_once(house):
    house.relay()
    house.worker()
    count = 40 * F1_KILLS
    house.produce(count, seconds=0.01)
    for kill in range(1, F1_KILLS + 1):
        house.await_effects(count * kill // (F1_KILLS + 2))
        house.kill("worker")
        house.worker()

    recovered_in = house.await_quiet()

    assert house.effects() == numbers(count)
    assert recovered_in < 60 * house.others


def test_f2_a_worker_told_to_stop_finishes_or_gives_back(house):
    house.relay()
    house.worker()
    house.produce(50, seconds=0.1)
    house.await_effects(5)

    house.terminate("worker")
    given_back = house.deliveries()["open"]
    stopped_log = house.log("worker")
    house.worker()
    house.await_quiet()

    assert given_back > 0
    assert house.effects() == numbers(50)
    assert "Traceback" not in stopped_log


def test_f3_poison_is_parked_with_its_reason_and_neighbours_are_fine(house):
    house.kill("worker")
    house.kill("relay")
    house.relay(CHAOS_SOFT_SECONDS="1")  # the bell carries the limit
    house.worker()
    house.produce(22, kinds={5: "raise", 6: "sleep"})

    house.await_effects(20)
    house.await_quiet()
    house.kill("relay")

    assert house.effects() == numbers(22, without={5, 6})
    parked = house.owner(
        "SELECT e.subject_id, d.attempts, d.reason FROM core_delivery d JOIN core_event e ON e.id = d.event_id"
        " WHERE parked_at IS NOT NULL ORDER BY 1"
    )
    assert parked == [(5, 5, "RuntimeError('this never works')"), (6, 5, "SoftTimeLimitExceeded()")]


def test_f7_death_between_commit_and_effect_loses_nothing(house):
    house.kill("relay")
    house.produce(3, die=True)
    assert house.deliveries() == {"done": 0, "parked": 0, "open": 3}

    house.relay()
    house.worker()
    house.await_quiet()

    assert house.effects() == [1, 2, 3]


def test_f12_one_that_burns_the_processor_is_parked_and_a_hundred_are_read(house):
    house.relay()
    house.worker()
    house.produce(101, raw=True, kinds={1: "burn"})

    house.await_quiet()

    states = house.owner("SELECT state, count(*), min(reason), min(content) FROM core_rawinbound GROUP BY 1 ORDER BY 1")
    assert [row[:2] for row in states] == [("parked", 1), ("parsed", 100)]
    assert states[0][2] == "used more processor time than it may"
    assert bytes(states[0][3]) == b"burn"
