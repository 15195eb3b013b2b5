"""What a promise means, shown by examples."""

from datetime import datetime, timedelta
from typing import TypedDict

from helpdesk.enums import ArrivalKind
from helpdesk.models import Department
from helpdesk.sla import NoWorkingTime, due_at, longest_break

AHEAD = timedelta(days=14)
BEFORE_CLOSING = timedelta(minutes=20)


class PromiseExample(TypedDict):
    kind: ArrivalKind
    arrives_at: datetime
    due_at: datetime | None  # None: not within two years


def promise_examples(department: Department, *, at: datetime) -> list[PromiseExample]:
    """When tickets are due that arrive as of `at`, shortly before the longest break of the next two weeks, and within
    it. `department` need not be saved; the clock is the one that runs for tickets. UTC.
    """
    arrivals = [(ArrivalKind.NOW, at)]
    found = longest_break(at, at + AHEAD, department.calendar)
    if found:
        closes, opens = found
        middle = closes + (opens - closes) / 2
        arrivals += [
            (ArrivalKind.BEFORE_CLOSING, max(at, closes - BEFORE_CLOSING)),
            (ArrivalKind.CLOSED, middle.replace(minute=0, second=0, microsecond=0)),
        ]
    return [
        PromiseExample(kind=kind, arrives_at=arrives_at, due_at=_due(department, arrives_at))
        for kind, arrives_at in arrivals
    ]


def _due(department: Department, arrives_at: datetime) -> datetime | None:
    try:
        return due_at(arrives_at, department.first_response_seconds, department.calendar)
    except NoWorkingTime:
        return None
