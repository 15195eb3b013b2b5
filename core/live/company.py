"""Who else is here: what members look at and write to right now. Nothing of it outlives ten seconds of silence."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Literal, NamedTuple, TypedDict, get_args

import orjson
import redis.asyncio

from core.broker import REDIS_GONE
from core.keys import key
from core.live.ticker import channel_of

HERE_SECONDS = 10  # clients say it again every four
NEWS = b"here"  # on the channel of the gathering: read it again
MOST = 200  # people told of in one gathering

type Doing = Literal["viewing", "replying", "noting"]
DOINGS: tuple[str, ...] = get_args(Doing.__value__)  # the later, the more it matters


class Person(TypedDict):
    """One member at one place, as everybody in the gathering is told."""

    at: str  # the topic they have open
    id: str
    name: str
    doing: str


class Place(NamedTuple):
    """Where one socket is: in which gathering, and at which topic of it."""

    gathering: str
    topic: str
    doing: str


class Company:
    """A hash per gathering, one field per socket; each says until when it holds.

    Told as a whole and never as a difference. A killed tab is gone with its socket, a killed machine
    when its last word is ten seconds old.
    """

    def __init__(self, client: Callable[[], redis.asyncio.Redis]) -> None:
        self._client = client

    async def say(
        self, organization_id: int, seat: str, place: Place, *, member_id: str, name: str, is_news: bool
    ) -> None:
        """This socket is there; `is_news` unless it only says so again."""
        gathering = _key(organization_id, place.gathering)
        said = orjson.dumps([place.topic, member_id, name, place.doing, time.time() + HERE_SECONDS])
        pipeline = self._client().pipeline(transaction=False)
        pipeline.hset(gathering, seat, said)
        pipeline.expire(gathering, HERE_SECONDS)
        if is_news:
            pipeline.publish(channel_of(organization_id, place.gathering), NEWS)
        with suppress(*REDIS_GONE):
            await pipeline.execute()

    async def leave(self, organization_id: int, seat: str, gathering: str) -> None:
        pipeline = self._client().pipeline(transaction=False)
        pipeline.hdel(_key(organization_id, gathering), seat)
        pipeline.publish(channel_of(organization_id, gathering), NEWS)
        with suppress(*REDIS_GONE):
            await pipeline.execute()

    async def read(self, organization_id: int, gathering: str) -> list[Person]:
        """Everybody there now, each member once at each place, with what matters most of what they do."""
        said: dict[bytes, bytes] = {}
        with suppress(*REDIS_GONE):
            answer: Any = self._client().hgetall(_key(organization_id, gathering))
            said = await answer
        now = time.time()
        found: dict[tuple[str, str], Person] = {}
        for topic, member_id, name, doing, until in map(orjson.loads, said.values()):
            known = found.get((topic, member_id))
            if until > now and (known is None or DOINGS.index(doing) > DOINGS.index(known["doing"])):
                found[topic, member_id] = Person(at=topic, id=member_id, name=name, doing=doing)
        return sorted(found.values(), key=lambda person: (person["name"], person["id"], person["at"]))[:MOST]


def _key(organization_id: int, gathering: str) -> str:
    return key(organization_id, "live", "here", gathering)
