"""The limit of sockets holds across processes: each `Seats` here stands for one."""

import pytest

from core.live import seats
from core.live.seats import PER_MEMBER, Seats

ME = (1, 7)


@pytest.fixture
async def processes():
    """Two of them, with empty hands afterwards."""
    made = [Seats(), Seats()]
    taken = []

    async def take(number, who=ME):
        seat = await made[number].take(*who)
        if seat:
            taken.append((made[number], seat))
        return seat

    yield made, take
    for process, seat in taken:
        await process.leave(*seat)


async def test_the_limit_is_of_all_processes_together(processes):
    (_, second), take = processes
    first = [await take(number % 2) for number in range(PER_MEMBER)]

    assert [await take(0), await take(1)] == [None, None]
    await second.leave(*first[1])
    assert await take(0) is not None


async def test_another_member_and_the_same_number_elsewhere_have_seats_of_their_own(processes):
    _, take = processes
    for number in range(PER_MEMBER):
        await take(number % 2)

    assert await take(0, (1, 8)) is not None
    assert await take(0, (2, 7)) is not None


async def test_seats_of_a_killed_process_end_and_those_of_a_living_one_are_renewed(processes, time_machine):
    (_, living), take = processes
    time_machine.move_to("2026-11-18T09:00:00Z", tick=False)
    for number in range(PER_MEMBER):
        await take(number % 2)

    for _ in range(3):
        time_machine.shift(10)
        await living.renew()

    assert sum([await take(1) is not None for _ in range(PER_MEMBER)]) == PER_MEMBER // 2


async def test_an_emptied_redis_learns_of_the_seats_again(processes):
    (first, _), take = processes
    for _ in range(PER_MEMBER):
        await take(0)
    await first.client().flushdb()

    await first.renew()

    assert await take(1) is None


async def test_without_redis_each_process_counts_its_own(processes, monkeypatch, settings):
    _, take = processes
    settings.LIVE_REDIS_URL = "unix:///nowhere/valkey.sock"
    monkeypatch.setattr(seats, "PATIENCE_SECONDS", 0.1)

    assert [await take(0) is not None for _ in range(PER_MEMBER + 1)] == [True] * PER_MEMBER + [False]
    assert await take(1) is not None
