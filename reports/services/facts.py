"""From the event log to facts: one event in, its cases out, in whatever order events come."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import singledispatch
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from core.events import DomainEvent
from core.tenancy import current_organization_id
from helpdesk.call_enums import CallOutcome
from helpdesk.queries.call_facts import AnsweredCall, OfferedCall, call_cases
from helpdesk.queries.facts import Assignment, FirstResponse, Received, Reply, Resolution, ticket_cases
from reports.enums import NOBODY, Kind, LeftOut
from reports.models import DirtyDay, Fact
from reports.models.rollup import DayKey
from surveys.events import SurveyAnswered
from surveys.queries.facts import Rating, Suspect, survey_cases

FAMILIES = (frozenset({Kind.CALL_OFFERED, Kind.CALL_ANSWERED}), frozenset({Kind.RATING}))
COUNTED = sorted(
    {
        SurveyAnswered.name,
        *(kind.name for cases in (ticket_cases, call_cases) for kind in cases.registry if kind is not object),
    }
)  # names of the events that are counted


def facts_of(event_id: int, event: DomainEvent, *, zone: ZoneInfo) -> list[Fact]:
    """The facts this event stands for, not saved; days are local to `zone`."""
    return [
        Fact(
            event_id=event_id,
            part=part,
            day=case.at.astimezone(zone).date(),
            at=case.at,
            department_id=case.department_id,
            agent_id=case.agent_id or NOBODY,
            version=event.version,
            **_columns(case),
        )
        for part, case in enumerate(_cases(event))
    ]


@transaction.atomic
def count_event(event_id: int, event: DomainEvent, *, zone: ZoneInfo, at: datetime) -> set[DayKey]:
    """Keep the facts of one event and mark their days; returns the days. Counting it again changes nothing.

    A newer event about the same call or answer replaces the facts of an older one, and an older one that comes late
    is left alone.
    """
    facts = facts_of(event_id, event, zone=zone)
    if not facts:
        return set()
    _lock(facts[0])
    known = Fact.objects.filter(subject_id=facts[0].subject_id, kind__in={fact.kind for fact in facts})
    keys = {DayKey.of(fact) for fact in facts} | {DayKey.of(fact) for fact in known}  # a second day of one ticket
    family = next((kinds for kinds in FAMILIES if facts[0].kind in kinds), None)
    if family:
        told_before = Fact.objects.filter(subject_id=facts[0].subject_id, kind__in=family)
        if told_before.filter(version__gt=event.version).exists():
            return set()
        older = told_before.exclude(event_id=event_id)
        keys |= {DayKey.of(fact) for fact in older}
        older.delete()
    Fact.objects.bulk_create(facts, ignore_conflicts=True)
    mark(keys, at=at)
    return keys


def mark(keys: Iterable[DayKey], *, at: datetime) -> None:
    """These days no longer fit their facts."""
    DirtyDay.objects.bulk_create(DirtyDay(**key._asdict(), marked_at=at) for key in sorted(keys))


def _cases(event: DomainEvent) -> Iterator[Any]:
    yield from ticket_cases(event)
    yield from call_cases(event)
    if isinstance(event, SurveyAnswered):
        yield from survey_cases(event)


def hold_facts() -> None:
    """Until the end of the transaction nobody else writes facts of this organization: a rebuild replaces them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_everything()])


def _lock(fact: Fact) -> None:
    """One event about this ticket, call or answer at a time, until the end of the transaction: each sees the facts
    of the one before. And none while a rebuild has a piece in hand.
    """
    family = next((min(kinds) for kinds in FAMILIES if fact.kind in kinds), "ticket")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0)),"
            " pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [_everything(), f"reports.fact.{fact.organization_id}.{family}.{fact.subject_id}"],
        )


def _everything() -> str:
    return f"reports.facts.{current_organization_id()}"


@singledispatch
def _columns(case: Any) -> dict[str, Any]:
    """What distinguishes this kind of case in the table."""
    raise TypeError(f"{type(case).__name__} is not counted")


@_columns.register
def _received(case: Received) -> dict[str, Any]:
    left_out = LeftOut.OUTBOUND if case.is_outbound else ""
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
    left_out = LeftOut.CLOSED if case.outcome == CallOutcome.CLOSED else ""
    return {
        "kind": Kind.CALL_OFFERED,
        "subject_id": case.call_id,
        "seconds": case.wait_seconds,
        "outcome": case.outcome,
        "in_time": case.in_time,
        "left_out": left_out,
    }


@_columns.register
def _call_answered(case: AnsweredCall) -> dict[str, Any]:
    return {"kind": Kind.CALL_ANSWERED, "subject_id": case.call_id, "seconds": case.talk_seconds}


@_columns.register
def _rating(case: Rating) -> dict[str, Any]:
    return {**_of_answer(case.answer_id, case.ticket_id), "rating": case.rating}


@_columns.register
def _suspect(case: Suspect) -> dict[str, Any]:
    return {**_of_answer(case.answer_id, case.ticket_id), "left_out": LeftOut.SUSPECT}


def _of_answer(answer_id: int, ticket_id: int) -> dict[str, Any]:
    return {"kind": Kind.RATING, "subject_id": answer_id, "ticket_id": ticket_id}


def _of_ticket(kind: Kind, ticket_id: int) -> dict[str, Any]:
    return {"kind": kind, "subject_id": ticket_id, "ticket_id": ticket_id}
