import asyncio
import time

import pytest

from core.live.rights import CHUNK, RightsKeeper
from core.live.sockets import Socket, Verdict, Watch


async def nothing(*_):
    pass


def watches(count):
    socket = Socket(1, None, nothing, nothing, nothing)
    return [Watch(socket, "all", "board.all", time.monotonic()) for _ in range(count)]


class Asked:
    """Answers yes, and remembers how many it was asked about at a time."""

    def __init__(self):
        self.sizes = []

    def __call__(self, organization_id, asked):
        self.sizes.append(len(asked))
        return dict.fromkeys(asked, Verdict.ALLOWED)


async def test_while_frames_are_handed_out_no_question_is_begun():
    asked = Asked()
    keeper = RightsKeeper(asked, nothing)
    with keeper.held_back():
        asking = asyncio.create_task(keeper.ask(watches(3)))
        await asyncio.sleep(0.05)
        assert asked.sizes == []

    assert set((await asking).values()) == {Verdict.ALLOWED}
    assert asked.sizes == [3]


async def test_frames_without_end_let_one_chunk_through_after_each():
    asked = Asked()
    keeper = RightsKeeper(asked, nothing)
    with keeper.held_back():
        asking = asyncio.create_task(keeper.ask(watches(3 * CHUNK)))
        await asyncio.sleep(0.05)
    for frames in (1, 2):
        with keeper.held_back():
            await asyncio.sleep(0.2)
            assert asked.sizes == [CHUNK] * frames

    assert len(await asking) == 3 * CHUNK


async def test_a_failed_hand_out_holds_nothing_back():
    keeper = RightsKeeper(Asked(), nothing)
    with pytest.raises(ZeroDivisionError), keeper.held_back():
        1 / 0  # noqa: B018 — fails

    assert len(await keeper.ask(watches(1))) == 1
