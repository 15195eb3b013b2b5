"""How long things may take, in seconds; Celery and the relay read the same numbers."""

from core.events import QUEUES, RECEIVERS

SOFT_LIMIT_SECONDS = 60
HARD_LIMIT_SECONDS = 90
BULK_SOFT_LIMIT_SECONDS = 570
BULK_HARD_LIMIT_SECONDS = 600
ABANDONED_SECONDS = 10  # after these, a taken row that nobody holds locked lost its worker
RING_SECONDS = 30  # an unanswered bell is rung again after 30, 60, then every 120 seconds
RING_DOUBLINGS = 2  # no more: a broker that comes back with nothing must not cost a quarter of an hour


def hard_limit_seconds(queue: str) -> int:
    assert queue in QUEUES
    return BULK_HARD_LIMIT_SECONDS if queue == "bulk" else HARD_LIMIT_SECONDS


def tries(receiver: str) -> int:
    """After how many tries a delivery to this receiver waits for a person."""
    known = RECEIVERS.get(receiver)
    return len(known.back_off) + 1 if known else 5
