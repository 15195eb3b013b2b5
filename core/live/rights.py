"""May they still watch? Asked for everybody every few seconds, and never older than that at a delivery."""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager

from core.live.database import in_database
from core.live.sockets import Verdict, Watch

logger = logging.getLogger(__name__)

FRESH_SECONDS = 5.0
ASK_EVERY_SECONDS = 2.5
CHUNK = 200  # watches asked about in one go, so that no one question takes long


class RightsKeeper:
    """Keeps every watch fresh; one whose check is too old gets no frame before it is asked again."""

    def __init__(
        self,
        ask: Callable[[int, list[Watch]], dict[Watch, Verdict]],
        settle: Callable[[Watch, Verdict], Awaitable[None]],
    ) -> None:
        self._ask, self._settle = ask, settle
        self._quiet = asyncio.Event()
        self._quiet.set()

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Meanwhile no question is begun: it would share the interpreter with the frames that people wait for.

        Who waits asks one chunk as soon as it ends, so that many frames in a row do not stop the questions.
        """
        self._quiet.clear()
        try:
            yield
        finally:
            self._quiet.set()

    def is_fresh(self, watch: Watch, now: float) -> bool:
        return now - watch.checked_at <= FRESH_SECONDS

    async def keep(self, watches: Callable[[], list[Watch]]) -> None:
        while True:
            await asyncio.sleep(ASK_EVERY_SECONDS)
            try:
                await self.ask(watches())
            except Exception:
                logger.exception("rights of sockets could not be asked")  # they get no frames meanwhile

    async def ask(self, watches: Iterable[Watch]) -> dict[Watch, Verdict]:
        """The verdicts, already acted upon. One organization after another, each in its own scope."""
        by_organization: dict[int, list[Watch]] = defaultdict(list)
        for watch in watches:
            by_organization[watch.socket.organization_id].append(watch)
        verdicts: dict[Watch, Verdict] = {}
        for organization_id, mine in by_organization.items():
            for start in range(0, len(mine), CHUNK):
                await self._quiet.wait()
                asked_at = time.monotonic()
                chunk = mine[start : start + CHUNK]
                verdicts |= await in_database(self._ask)(organization_id, chunk)
                for watch in chunk:
                    if verdicts[watch] is Verdict.ALLOWED:
                        watch.checked_at = asked_at
        for watch, verdict in verdicts.items():
            if verdict is not Verdict.ALLOWED:
                await self._settle(watch, verdict)
        return verdicts
