"""One socket as the hub sees it: what it watches, and a slot for the latest frame of each topic."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

type Send = Callable[[dict[str, Any]], Awaitable[None]]


class Verdict(StrEnum):
    ALLOWED = "allowed"
    REFUSED = "refused"  # not this topic any more
    MOVED = "moved"  # what the member asked for now means another subject
    GONE = "gone"  # signed out, or no longer a member


@dataclass(eq=False)
class Watch:
    """One member watching one topic on one socket, and when that was last found right."""

    socket: "Socket"
    asked: str  # the topic as the client calls it
    topic: str  # the topic it stands for
    checked_at: float  # monotonic


@dataclass(eq=False)
class Socket:
    """A stalled reader keeps one frame per topic and delays nobody; it misses frames, never the latest."""

    organization_id: int
    member: Any  # whatever tells the face who this is
    send: Send
    close: Callable[[int], Awaitable[None]]
    moved: Callable[[str], Awaitable[None]]
    watches: dict[str, Watch] = field(default_factory=dict)  # by the asked name
    pending: dict[str, dict[str, Any]] = field(default_factory=dict)
    sender: asyncio.Task[None] | None = None

    def offer(self, slot: str, message: dict[str, Any]) -> None:
        """Send it now, or when the reader has taken what came before; a newer one takes its place."""
        if self.sender is not None and not self.sender.done():
            self.pending[slot] = message
            return
        # An eager task runs up to its first real wait: to a reader that keeps up this is a plain call.
        self.sender = asyncio.Task(self._pump(message), loop=asyncio.get_running_loop(), eager_start=True)

    async def _pump(self, message: dict[str, Any]) -> None:
        try:
            await self.send(message)
            while self.pending:
                await self.send(self.pending.pop(next(iter(self.pending))))
        except Exception:  # noqa: BLE001 — gone while we were writing, which its disconnect tells
            self.pending.clear()

    def stop(self) -> None:
        self.pending.clear()
        if self.sender is not None:
            self.sender.cancel()
