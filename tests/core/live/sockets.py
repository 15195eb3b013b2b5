"""Talking to a socket."""

import asyncio
from unittest.mock import ANY

from core.live import hub as hub_module
from tests.core.live.boards import SUBJECT

BELL = f"bell.{SUBJECT}"
INTAKE = f"intake.{SUBJECT}"


async def joined(communicator, topic):
    await communicator.send_json_to({"type": "join", "topic": topic})
    answer = await communicator.receive_json_from()
    assert answer == {"type": "joined", "topic": topic, "version": ANY}
    return answer["version"]


async def told(communicator, wanted):
    """Reads on past heartbeats and older news until this comes; never is a failure."""
    async with asyncio.timeout(20):
        while not wanted(await communicator.receive_json_from(timeout=20)):
            pass


def the_hub(communicator):
    return hub_module._hubs[asyncio.get_running_loop()]
