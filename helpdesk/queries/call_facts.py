"""What reports may read of calls: cases of plain values out of the event log, never models."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import singledispatch

from core.events import DomainEvent
from helpdesk.call_enums import CallDirection
from helpdesk.events.calls import CallEnded


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferedCall:
    """An incoming call entered a queue, and how that ended. Source: metrics.md `calls_offered`, `call_outcome`."""

    at: datetime  # the first queue entry, the period of every call figure
    department_id: int
    agent_id: None = None
    call_id: int
    outcome: str
    wait_seconds: Decimal | None  # of the customer; None: not known
    in_time: bool  # answered within the threshold of its queue


@dataclass(frozen=True, kw_only=True, slots=True)
class AnsweredCall:
    """One person's part in an answered incoming call. Source: metrics.md `average_talk_time`."""

    at: datetime
    department_id: int
    agent_id: int | None  # None: somebody we do not know
    call_id: int
    talk_seconds: Decimal | None  # all their legs together, hold left out; None: not known


@singledispatch
def call_cases(event: DomainEvent) -> Iterator[OfferedCall | AnsweredCall]:
    """What is counted because of this event; a newer event about the same call replaces its cases."""
    yield from ()


@call_cases.register
def _ended(event: CallEnded) -> Iterator[OfferedCall | AnsweredCall]:
    if event.direction != CallDirection.IN or event.offered_at is None:
        return
    wait = _exact(event.customer_wait_seconds)
    yield OfferedCall(
        at=event.offered_at,
        department_id=event.department_id,
        call_id=event.subject_id,
        outcome=event.outcome,
        wait_seconds=wait,
        in_time=event.answered and wait is not None and wait <= event.threshold_seconds,
    )
    for agent_id, talk in _talk(event).items():
        yield AnsweredCall(
            at=event.offered_at,
            department_id=event.department_id,
            agent_id=agent_id,
            call_id=event.subject_id,
            talk_seconds=talk,
        )


def _talk(event: CallEnded) -> dict[int | None, Decimal | None]:
    """Who answered, and how long each talked; two legs of one person are one part."""
    talked: dict[int | None, Decimal | None] = {}
    for leg in event.legs:
        if leg["answered_at"] is None:
            continue
        seconds = _exact(leg["talk_seconds"])
        known = talked.get(leg["agent_id"])
        talked[leg["agent_id"]] = seconds if known is None else known + (seconds or 0)
    return talked


def _exact(seconds: float | None) -> Decimal | None:
    """As many thousandths as a telephone system counts."""
    return None if seconds is None else Decimal(str(seconds)).quantize(Decimal("0.001"))
