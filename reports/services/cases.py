"""What one event counts for, as rows of the table of facts: one definition, for what happens now and for a rebuild."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import singledispatch
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from core.events import DomainEvent
from helpdesk.call_enums import CallOutcome
from helpdesk.queries.call_facts import AnsweredCall, OfferedCall, call_cases
from helpdesk.queries.facts import Assignment, FirstResponse, Received, Reply, Resolution, ticket_cases
from reports.enums import NOBODY, Kind, LeftOut
from surveys.events import SurveyAnswered
from surveys.queries.facts import Rating, Suspect, survey_cases

# Told again when more becomes known: of these only the newest event about a subject counts.
FAMILIES = (frozenset({Kind.CALL_OFFERED, Kind.CALL_ANSWERED}), frozenset({Kind.RATING}))
COUNTED = sorted(
    {
        SurveyAnswered.name,
        *(kind.name for cases in (ticket_cases, call_cases) for kind in cases.registry if kind is not object),
    }
)  # names of the events that are counted


class FactRow(NamedTuple):
    """A fact before it has a place: every column of its own but key and organization."""

    event_id: int
    part: int
    kind: str
    at: datetime
    day: date
    department_id: int
    agent_id: int
    subject_id: int
    version: int
    ticket_id: int | None = None
    seconds: Decimal | int | None = None
    business_seconds: int | None = None
    rating: int | None = None
    outcome: str = ""
    in_time: bool | None = None
    left_out: str = ""


def rows_of(event_id: int, event: DomainEvent, *, zone: ZoneInfo) -> list[FactRow]:
    """The facts this event stands for; days are local to `zone`."""
    return [
        FactRow(
            event_id=event_id,
            part=part,
            at=case.at,
            day=case.at.astimezone(zone).date(),
            department_id=case.department_id,
            agent_id=case.agent_id or NOBODY,
            version=event.version,
            **_columns(case),
        )
        for part, case in enumerate(_cases(event))
    ]


def family_of(kind: str) -> frozenset[Kind] | None:
    """The kinds that are told again together with this one; None: this kind is told once."""
    return next((kinds for kinds in FAMILIES if kind in kinds), None)


def _cases(event: DomainEvent) -> Iterator[Any]:
    yield from ticket_cases(event)
    yield from call_cases(event)
    if isinstance(event, SurveyAnswered):
        yield from survey_cases(event)


@singledispatch
def _columns(case: Any) -> dict[str, Any]:
    """What distinguishes this kind of case in the table."""
    raise TypeError(f"{type(case).__name__} is not counted")


@_columns.register
def _received(case: Received) -> dict[str, Any]:
    left_out = LeftOut.OUTBOUND.value if case.is_outbound else ""
    return {**_of_ticket(Kind.RECEIVED, case.ticket_id), "left_out": left_out}


@_columns.register
def _assignment(case: Assignment) -> dict[str, Any]:
    return _of_ticket(Kind.ASSIGNED, case.ticket_id)


@_columns.register
def _reply(case: Reply) -> dict[str, Any]:
    return _of_ticket(Kind.REPLY, case.ticket_id)


@_columns.register
def _first_response(case: FirstResponse) -> dict[str, Any]:
    columns = _of_ticket(Kind.FIRST_RESPONSE, case.ticket_id)
    return {**columns, "seconds": case.seconds, "business_seconds": case.business_seconds}


@_columns.register
def _resolution(case: Resolution) -> dict[str, Any]:
    columns = _of_ticket(Kind.RESOLUTION, case.ticket_id)
    return {**columns, "seconds": case.seconds, "business_seconds": case.business_seconds}


@_columns.register
def _call_offered(case: OfferedCall) -> dict[str, Any]:
    left_out = LeftOut.CLOSED.value if case.outcome == CallOutcome.CLOSED else ""
    return {
        "kind": Kind.CALL_OFFERED.value,
        "subject_id": case.call_id,
        "seconds": case.wait_seconds,
        "outcome": case.outcome,
        "in_time": case.in_time,
        "left_out": left_out,
    }


@_columns.register
def _call_answered(case: AnsweredCall) -> dict[str, Any]:
    return {"kind": Kind.CALL_ANSWERED.value, "subject_id": case.call_id, "seconds": case.talk_seconds}


@_columns.register
def _rating(case: Rating) -> dict[str, Any]:
    return {**_of_answer(case.answer_id, case.ticket_id), "rating": case.rating}


@_columns.register
def _suspect(case: Suspect) -> dict[str, Any]:
    return {**_of_answer(case.answer_id, case.ticket_id), "left_out": LeftOut.SUSPECT.value}


def _of_answer(answer_id: int, ticket_id: int) -> dict[str, Any]:
    return {"kind": Kind.RATING.value, "subject_id": answer_id, "ticket_id": ticket_id}


def _of_ticket(kind: Kind, ticket_id: int) -> dict[str, Any]:
    return {"kind": kind.value, "subject_id": ticket_id, "ticket_id": ticket_id}
