"""The rows behind a figure: exactly as many as its number says. Source: metrics.md, rule 16."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership
from helpdesk.queries.titles import call_titles, ticket_titles
from reports.enums import NOBODY, Clock, Kind
from reports.models import Fact
from reports.periods import Period
from reports.queries.people import Person, people
from reports.queries.scope import Scope
from reports.stats import POSITIVE_FROM, half_up
from surveys.queries.facts import answer_texts

CALLS = frozenset({Kind.CALL_OFFERED, Kind.CALL_ANSWERED})
POSITIVE = POSITIVE_FROM[5]


@dataclass(frozen=True)
class Figure:
    """Which facts a number counts. `distinct`: a ticket or call counts once however often it occurs."""

    kind: Kind
    distinct: bool = False
    only: Q = Q()  # noqa: RUF009 — never changed in place
    counted: bool = True  # False: what was left out


PRODUCTIVITY = {
    "received": Figure(Kind.RECEIVED),
    "assigned": Figure(Kind.ASSIGNED, distinct=True),
    "replied": Figure(Kind.REPLY, distinct=True),
    "replies": Figure(Kind.REPLY),
    "solved": Figure(Kind.RESOLUTION, distinct=True),
    "calls_offered": Figure(Kind.CALL_OFFERED),
    "calls_abandoned": Figure(Kind.CALL_OFFERED, only=Q(outcome="abandoned")),
    "calls_answered": Figure(Kind.CALL_ANSWERED, distinct=True),
    "first_response": Figure(Kind.FIRST_RESPONSE),
    "talk": Figure(Kind.CALL_ANSWERED, only=Q(seconds__isnull=False)),
    "left_out": Figure(Kind.RECEIVED, counted=False),
}
RATING = {
    "n": Figure(Kind.RATING),
    "positive": Figure(Kind.RATING, only=Q(rating__gte=POSITIVE)),
    "left_out": Figure(Kind.RATING, counted=False),
}
FIGURES = {"agent-productivity": PRODUCTIVITY, "agent-rating": RATING}


def value_column(figure: Figure, clock: Clock) -> str | None:
    """The column with the value of each case; None where a case only counts as one."""
    match figure.kind:
        case Kind.RATING:
            return "rating"
        case Kind.FIRST_RESPONSE:
            return "business_seconds" if clock is Clock.BUSINESS else "seconds"
        case Kind.CALL_OFFERED | Kind.CALL_ANSWERED:
            return "seconds"
    return None


class DrillRow(TypedDict):
    """One case. `id` and `title` are empty of meaning only where the reader may no longer see the ticket or call."""

    kind: str
    id: UUID | None
    title: str
    at: datetime
    value: float | None
    agent: Person | None
    ticket: "TicketName | None"
    comment: str | None


class TicketName(TypedDict):
    id: UUID
    number: int


def facts_behind(figure: Figure, *, period: Period, scope: Scope, agent_id: int | None) -> QuerySet[Fact]:
    """The facts of one number of the report: of one agent, or (None) of everybody in scope."""
    facts = Fact.objects.filter(figure.only, kind=figure.kind, day__gte=period.first, day__lte=period.last)
    facts = facts.filter(left_out="") if figure.counted else facts.exclude(left_out="")
    if scope.department_ids is not None:
        facts = facts.filter(department_id__in=scope.department_ids)
    for agent in (scope.agent_id, agent_id):
        if agent is not None:
            facts = facts.filter(agent_id=agent)
    if figure.distinct:  # the latest of each ticket stands for it; asked row by row, so that a page needs no more
        same = facts.filter(subject_id=OuterRef("subject_id"))
        later = same.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")))
        facts = facts.filter(~Exists(later))
    return facts


def drill_rows(facts: Sequence[Fact], *, reader: Membership, clock: Clock) -> list[DrillRow]:
    """These facts as the reader may see them. What is out of their sight now keeps its row, without name and link."""
    tickets = ticket_titles(_ids(facts, "ticket_id"), reader=reader)
    calls = call_titles({fact.subject_id for fact in facts if fact.kind in CALLS}, reader=reader)
    answers = answer_texts({fact.subject_id for fact in facts if fact.kind == Kind.RATING})
    named = people({fact.agent_id for fact in facts})
    rows = []
    for fact in facts:
        ticket = tickets.get(fact.ticket_id or 0)
        call = calls.get(fact.subject_id) if fact.kind in CALLS else None
        answer = answers.get(fact.subject_id) if ticket and fact.kind == Kind.RATING else None
        shown = call or ticket
        rows.append(
            DrillRow(
                kind=_kind(fact),
                id=(answer or shown).public_id if shown else None,
                title=shown.title if shown else _("Not visible to you any more"),
                at=fact.at,
                value=_value(fact, clock),
                agent=None if fact.agent_id == NOBODY else named.get(fact.agent_id),
                ticket=TicketName(id=ticket.public_id, number=ticket.number) if ticket else None,
                comment=answer.comment if answer else None,
            )
        )
    return rows


def _kind(fact: Fact) -> str:
    if fact.kind == Kind.RATING:
        return "answer"
    return "call" if fact.kind in CALLS else "ticket"


def _value(fact: Fact, clock: Clock) -> float | None:
    column = value_column(Figure(Kind(fact.kind)), clock)
    value = None if column is None else getattr(fact, column)
    return float(half_up(value)) if isinstance(value, Decimal) else value


def _ids(facts: Collection[Fact], column: str) -> set[int]:
    return {value for fact in facts if (value := getattr(fact, column)) is not None}
