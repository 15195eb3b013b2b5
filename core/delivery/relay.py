"""From due rows to the doorbell. Any number of these may run; each outlives its servers' restarts."""

import logging
import threading
import time
from collections.abc import Sequence
from typing import Any

import redis
from celery import current_app
from django.db import InterfaceError, OperationalError, connection
from kombu.exceptions import OperationalError as BrokerError

from core.broker import broker_client
from core.delivery.claiming import Claim, claim_due
from core.delivery.limits import BULK_HARD_LIMIT_SECONDS, BULK_SOFT_LIMIT_SECONDS, RING_SECONDS, tries
from core.delivery.parking import give_back, park_worn_out
from core.events import QUEUES, RECEIVERS, Receiver
from core.heartbeats import beat
from core.listening import Listener
from core.periodic import late_jobs
from core.tasks import deliver, deliver_outbound

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 0.2  # between two looks, when nobody calls
BROKEN_PAUSE_SECONDS = 0.5
HEARTBEAT_SECONDS = 2
QUEUE_DEPTH = 500  # rung and not answered, per queue: what waits longer waits in the database, in turns
BROKER_GONE = (BrokerError, redis.RedisError, OSError)
DATABASE_GONE = (OperationalError, InterfaceError)


class Relay:
    """Claims what is due and rings a worker for each, until `stop()`."""

    def __init__(self, *, ring_seconds: float = RING_SECONDS) -> None:
        self.ring_seconds = ring_seconds
        self.stopping = threading.Event()
        self.listener = Listener("core_delivery")
        self.latest_beat = 0.0
        self.broken = ""

    def stop(self) -> None:
        self.stopping.set()

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                self._beat()
                due = self.turn()
            except DATABASE_GONE as error:
                self._rest("the database", error)
                connection.close()
                continue
            except BROKER_GONE as error:
                self._rest("the broker", error)
                continue
            if self.broken:
                logger.warning("relay: %s answers again", self.broken)
                self.broken = ""
            if not due:
                self.listener.wait(PAUSE_SECONDS)
        self.listener.close()

    def turn(self) -> int:
        """One look: park what is worn out, ring for the rest; how many rows were due.

        Asks the broker first: nothing is claimed while it is away.
        """
        depths = queue_depths()
        full = [name for name, known in RECEIVERS.items() if depths[known.queue] >= QUEUE_DEPTH]
        claims = claim_due(skipped=full, ring_seconds=self.ring_seconds)
        worn_out = [claim for claim in claims if claim.attempts >= tries(claim.receiver)]
        park_worn_out(worn_out)
        ring([claim for claim in claims if claim not in worn_out])
        return len(claims)

    def _beat(self) -> None:
        if time.monotonic() - self.latest_beat < HEARTBEAT_SECONDS:
            return
        self.latest_beat = time.monotonic()
        beat("relay", facts={"broken": self.broken})
        for job, seconds in late_jobs().items():
            logger.error("periodic job %s is %d s late", job, seconds)

    def _rest(self, what: str, error: BaseException) -> None:
        if self.broken != what:
            logger.error("relay: %s does not answer: %s", what, error)
        self.broken = what
        self.stopping.wait(BROKEN_PAUSE_SECONDS)


def ring(claims: Sequence[Claim]) -> None:
    """One message per claim, ids only; a broker that is away raises at once and gets no claim."""
    if not claims:
        return
    left = list(claims)
    try:
        with current_app.producer_pool.acquire(block=True) as producer:
            while left:
                _ring(left[0], RECEIVERS.get(left[0].receiver), producer)
                left.pop(0)
    except BROKER_GONE:
        give_back(left)
        raise


def _ring(claim: Claim, known: Receiver | None, producer: Any) -> None:
    queue = known.queue if known else "default"
    task = deliver_outbound if known and known.outbound else deliver
    limits: dict[str, Any] = {"time_limit": BULK_HARD_LIMIT_SECONDS, "soft_time_limit": BULK_SOFT_LIMIT_SECONDS}
    task.apply_async(
        kwargs={"organization_id": claim.organization_id, "delivery_id": claim.delivery_id, "claim": claim.number},
        queue=queue,
        retry=False,
        producer=producer,
        **(limits if queue == "bulk" else {}),
    )


def queue_depths() -> dict[str, int]:
    """How many bells were rung and not answered yet, per queue."""
    pipeline = broker_client().pipeline(transaction=False)
    for queue in QUEUES:
        pipeline.llen(queue)
    return dict(zip(QUEUES, pipeline.execute(), strict=True))
