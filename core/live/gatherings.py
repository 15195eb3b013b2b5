"""Telling the sockets of this process who else is where they are."""

import asyncio
from collections.abc import Awaitable, Callable

from core.live.company import Company, Person
from core.live.frames import here_text
from core.live.sockets import Watch
from core.live.ticker import channel_of

GATHER_SECONDS = 0.2
LOOK_ROUND_SECONDS = 2.5

type Watcher = Callable[[str], Watch | None]
type Offer = Callable[[str, str, Callable[[str], str]], Awaitable[None]]


class Gatherings:
    """By channel, who was told to be there; told again only when that has changed.

    `watcher` is any watch of a channel, None if nobody is left; `offer` hands one text to all of its watches.
    """

    def __init__(self, company: Company, watcher: Watcher, offer: Offer) -> None:
        self._company = company
        self._watcher = watcher
        self._offer = offer
        self._told: dict[str, list[Person]] = {}
        self._awaited: set[str] = set()

    def forget(self, channel: str) -> None:
        self._told.pop(channel, None)

    def stop(self) -> None:
        self._awaited.clear()

    async def gather_soon(self, channel: str) -> None:
        """Ten people who begin to type at once are one message."""
        if channel in self._awaited:
            return
        self._awaited.add(channel)
        await asyncio.sleep(GATHER_SECONDS)
        self._awaited.discard(channel)
        await self._gather(channel)

    async def tell(self, watch: Watch) -> None:
        """To one who has just come."""
        people = await self._company.read(watch.socket.organization_id, watch.topic)
        if people and watch.socket.watches.get(watch.asked) is watch:
            frame = {"type": "websocket.send", "text": here_text(watch.asked, people)}
            watch.socket.offer(f"here {watch.asked}", frame)
            self._told.setdefault(channel_of(watch.socket.organization_id, watch.topic), people)

    async def look_round(self) -> None:
        """Whoever fell silent has said nothing when leaving."""
        while True:
            await asyncio.sleep(LOOK_ROUND_SECONDS)
            for channel in [channel for channel, people in self._told.items() if people]:
                await self._gather(channel)

    async def _gather(self, channel: str) -> None:
        """Tell everybody of this channel who is there, if that is not what they were told already."""
        watch = self._watcher(channel)
        if watch is None:
            return
        people = await self._company.read(watch.socket.organization_id, watch.topic)
        if people == self._told.get(channel, []) or self._watcher(channel) is None:
            return
        self._told[channel] = people
        await self._offer(channel, "here ", lambda asked: here_text(asked, people))
