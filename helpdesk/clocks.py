"""Where a promise stands. No database: `at` and the ticket's own times decide. metrics.md §4.1."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypedDict


class ClockState(StrEnum):
    RUNNING = "running"
    OVERDUE = "overdue"
    MET = "met"
    MISSED = "missed"
    NOT_APPLICABLE = "not_applicable"


class FirstResponse(TypedDict):
    state: ClockState
    started_at: datetime | None
    due_at: datetime | None
    stopped_at: datetime | None
    target_seconds: int | None


class HasFirstResponse(Protocol):
    first_response_started_at: datetime | None
    first_response_target_seconds: int | None
    first_response_due_at: datetime | None
    first_responded_at: datetime | None
    first_solved_at: datetime | None


def first_response_state(ticket: HasFirstResponse, *, at: datetime) -> FirstResponse:
    """The first-response clock of one ticket at `at`.

    Solved before anybody answered is missed, at the solving; a calendar that never opens promises
    nothing. Source: metrics.md `sla_clock`.
    """
    due_at = ticket.first_response_due_at
    ends = [end for end in (ticket.first_responded_at, ticket.first_solved_at) if end]
    stopped_at = min(ends) if ends else None
    if due_at is None:
        state = ClockState.NOT_APPLICABLE
    elif stopped_at is None:
        state = ClockState.OVERDUE if at > due_at else ClockState.RUNNING
    elif stopped_at == ticket.first_responded_at and stopped_at <= due_at:
        state = ClockState.MET
    else:
        state = ClockState.MISSED
    return FirstResponse(
        state=state,
        started_at=ticket.first_response_started_at,
        due_at=due_at,
        stopped_at=stopped_at if due_at else None,
        target_seconds=ticket.first_response_target_seconds,
    )
