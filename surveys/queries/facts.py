"""What reports may read of us: cases of plain values out of the event log, and the words beside them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch
from typing import NamedTuple
from uuid import UUID

from core.events import DomainEvent
from surveys.events import SurveyAnswered, SurveyInvited, SurveySuppressed
from surveys.models import SurveyAnswer


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyCase:
    """Something countable about one resolution, by what was true when it was solved."""

    at: datetime
    department_id: int
    agent_id: int | None  # metrics.md `credit`: assignee at the resolution, else whoever solved
    ticket_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating(SurveyCase):
    """One answer that counts; a newer version of the same answer takes its place.

    `at` is when it was first given and stays when it is changed, so that a day that is over keeps its
    number of answers. Source: metrics.md `survey_response`, `csat_score`.
    """

    answer_id: int
    rating: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Suspect(SurveyCase):
    """An answer that stayed out, because a machine may have sent it."""

    answer_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked(SurveyCase):
    """A customer was asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NotAsked(SurveyCase):
    """A customer was not asked. Source: metrics.md `feedback_request_rate`."""

    reason: str


class AnswerText(NamedTuple):
    public_id: UUID
    comment: str


@singledispatch
def survey_cases(event: DomainEvent) -> Iterator[SurveyCase]:
    """What is counted because of this event; most events count for nothing."""
    yield from ()


@survey_cases.register
def _answered(event: SurveyAnswered) -> Iterator[SurveyCase]:
    where = {"department_id": event.department_id, "agent_id": event.agent_id, "ticket_id": event.ticket_id}
    if event.suspect or event.first_answered_at is None:
        yield Suspect(at=event.at, answer_id=event.subject_id, **where)  # type: ignore[arg-type]
    else:
        yield Rating(
            at=event.first_answered_at,
            answer_id=event.subject_id,
            rating=event.rating,
            **where,  # type: ignore[arg-type]
        )


@survey_cases.register
def _invited(event: SurveyInvited) -> Iterator[SurveyCase]:
    yield Asked(at=event.at, department_id=event.department_id, agent_id=event.agent_id, ticket_id=event.ticket_id)


@survey_cases.register
def _suppressed(event: SurveySuppressed) -> Iterator[SurveyCase]:
    yield NotAsked(
        at=event.at,
        department_id=event.department_id,
        agent_id=event.agent_id,
        ticket_id=event.ticket_id,
        reason=event.reason,
    )


def answer_texts(answer_ids: Collection[int]) -> dict[int, AnswerText]:
    """The words beside these ratings, by `answer_id`; they are the customer's, to be shown as text."""
    rows = SurveyAnswer.objects.filter(pk__in=answer_ids).values_list("pk", "public_id", "comment")
    return {pk: AnswerText(public_id, comment) for pk, public_id, comment in rows}
