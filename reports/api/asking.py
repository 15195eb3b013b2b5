"""What a reader asks of a report, understood once for figures, cases and files."""

from datetime import timedelta
from typing import Any, NamedTuple, Self
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from accounts.models import Membership
from core.api.inputs import StrictSerializer
from reports.enums import NOBODY, Clock
from reports.models import Fact
from reports.periods import Period, local_day
from reports.queries.rows import FIGURES, Figure, facts_behind, value_column
from reports.queries.scope import Scope, scope_of
from reports.queries.zone import organization_zone

USUAL_LENGTH = timedelta(days=29)  # with today: thirty days


def validated(shape: type[StrictSerializer], request: Request) -> dict[str, Any]:
    """The query of the address, checked; raises the answer 400."""
    return shape.read(request.query_params.dict())


class Question(NamedTuple):
    """Which figures: of these days, of those the reader reaches, by this clock."""

    period: Period
    scope: Scope
    clock: Clock

    @classmethod
    def of(cls, asked: dict[str, Any], reader: Membership) -> Self:
        scope = scope_of(reader, department=asked.get("department"))
        return cls(_period(asked), scope, Clock(asked["clock"]))


class CaseQuestion(NamedTuple):
    """Which cases: those behind one figure of one agent, or (None) of everybody."""

    figure: Figure
    agent_id: int | None
    ordering: tuple[str, str]
    base: Question

    @classmethod
    def of(cls, asked: dict[str, Any], reader: Membership) -> Self:
        base = Question.of(asked, reader)
        figure = FIGURES[asked["report"]][asked["figure"]]
        return cls(figure, _agent(asked.get("agent"), base.scope), _ordering(asked["sort"], figure, base.clock), base)

    def facts(self) -> QuerySet[Fact]:
        return facts_behind(self.figure, period=self.base.period, scope=self.base.scope, agent_id=self.agent_id)


def _period(asked: dict[str, Any]) -> Period:
    if "from" in asked:
        return Period(asked["from"], asked["to"])
    today = local_day(timezone.now(), organization_zone())
    return Period(today - USUAL_LENGTH, today)


def _agent(asked: str | None, scope: Scope) -> int | None:
    """The agent whose number is opened; somebody the reader has no figures of is not there."""
    if asked is None:
        return None
    if asked == "nobody":
        return NOBODY
    try:
        found = Membership.objects.get(public_id=UUID(asked)).pk
    except ValueError:
        raise NotFound from None
    if scope.agent_id not in (None, found):
        raise NotFound
    return found


def _ordering(asked: str, figure: Figure, clock: Clock) -> tuple[str, str]:
    """Columns to order by; cases without a value are ordered by their time."""
    sign = "-" if asked.startswith("-") else ""
    column = "at" if asked.endswith("at") else value_column(figure, clock) or "at"
    return f"{sign}{column}", f"{sign}pk"
