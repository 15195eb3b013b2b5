"""How many sockets a member has open, in all processes together."""

import secrets
import time
from collections import defaultdict
from contextlib import suppress

import redis.asyncio
from django.conf import settings

from core.broker import REDIS_GONE
from core.keys import key

PER_MEMBER = 10
SECONDS = 25  # more than two heartbeats: so long a killed process holds its seats
CONNECTIONS = 4
PATIENCE_SECONDS = 2


class Seats:
    """One seat per socket, in a sorted set per member; each ends by itself unless a heartbeat renews it.

    While Redis is away this process counts its own alone.
    """

    def __init__(self) -> None:
        self._mine: dict[str, set[str]] = defaultdict(set)
        self._client: redis.asyncio.Redis | None = None

    async def take(self, organization_id: int, membership_id: int) -> tuple[str, str] | None:
        """A seat to be given to `leave()`, or None if the member has as many as anybody may."""
        member, seat = key(organization_id, "live", "seats", membership_id), secrets.token_hex(8)
        if len(self._mine[member]) >= PER_MEMBER:
            return None
        self._mine[member].add(seat)
        taken = 0
        with suppress(*REDIS_GONE):
            taken = await self._sit_down(member, seat)
        if taken <= PER_MEMBER:
            return member, seat
        await self.leave(member, seat)
        return None

    async def leave(self, member: str, seat: str) -> None:
        self._mine[member].discard(seat)
        if not self._mine[member]:
            del self._mine[member]
        with suppress(*REDIS_GONE):
            await self.client().zrem(member, seat)
        if not self._mine:
            await self._close()

    async def renew(self) -> None:
        """All seats of this process, also those a broken or emptied Redis has forgotten."""
        if not self._mine:
            return
        ends = time.time() + SECONDS
        pipeline = self.client().pipeline(transaction=False)
        for member, seats in self._mine.items():
            pipeline.zadd(member, dict.fromkeys(seats, ends))
            pipeline.expire(member, SECONDS)
        with suppress(*REDIS_GONE):
            await pipeline.execute()

    async def _sit_down(self, member: str, seat: str) -> int:
        """Sit down first and count then: of two who come at once to the last seat none is overlooked."""
        now = time.time()
        pipeline = self.client().pipeline(transaction=True)
        pipeline.zremrangebyscore(member, "-inf", now)
        pipeline.zadd(member, {seat: now + SECONDS})
        pipeline.expire(member, SECONDS)
        pipeline.zcard(member)
        counted = await pipeline.execute()
        return int(counted[-1])

    def client(self) -> redis.asyncio.Redis:
        """The bus with short patience; closed with the last seat."""
        if self._client is None:
            pool = redis.asyncio.BlockingConnectionPool.from_url(
                settings.LIVE_REDIS_URL,
                max_connections=CONNECTIONS,
                timeout=PATIENCE_SECONDS,
                socket_timeout=PATIENCE_SECONDS,
                socket_connect_timeout=PATIENCE_SECONDS,
            )
            self._client = redis.asyncio.Redis.from_pool(pool)
        return self._client

    async def _close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(*REDIS_GONE):
                await client.aclose()
