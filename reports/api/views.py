from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from accounts.models import Membership
from core.api.pagination import KeysetPagination
from reports.api import answers
from reports.api.inputs import PeriodInput, RowsInput, WallboardInput
from reports.api.shapes import (
    DefinitionSerializer,
    DrillRowSerializer,
    ProductivitySerializer,
    RatingSerializer,
    WallboardSerializer,
)
from reports.definitions import DEFINITIONS
from reports.enums import NOBODY, Clock, Kind
from reports.models import Fact
from reports.periods import Period, local_day
from reports.queries.days import days
from reports.queries.freshness import freshness
from reports.queries.left_out import left_out
from reports.queries.people import people
from reports.queries.productivity import productivity
from reports.queries.ratings import ratings
from reports.queries.rows import FIGURES, drill_rows, facts_behind
from reports.queries.scope import Scope, scope_of
from reports.queries.wallboard import wallboard
from reports.queries.watching import places_watched
from reports.queries.zone import organization_zone

USUAL_LENGTH = timedelta(days=29)  # with today: thirty days
IN_PRODUCTIVITY = frozenset({Kind.RECEIVED, Kind.CALL_OFFERED})
IN_RATING = frozenset({Kind.RATING})


class LatestFirst(KeysetPagination):
    ordering = ("-at", "-pk")


class ReportViewSet(MemberViewSet):
    """Figures of a period. Everybody sees those their role reaches: all, their departments, or their own."""

    actions = {
        "agent_productivity": "report.view",
        "agent_rating": "report.view",
        "rows": "report.view",
        "definition": "report.view",
    }
    pagination_class = LatestFirst

    def get_queryset(self) -> QuerySet[Fact]:
        return Fact.objects.none()  # every action chooses its own facts

    @extend_schema(
        operation_id="reports_agent_productivity", parameters=[PeriodInput], responses=ProductivitySerializer
    )
    @action(detail=False, url_path="agent-productivity")
    def agent_productivity(self, request: Request) -> Response:
        """What each agent did in the period."""
        asked = _asked(PeriodInput, request)
        period, scope, clock = _period(asked), self._scope(asked), Clock(asked["clock"])
        *rows, total = productivity(period=period, scope=scope, clock=clock)
        named = people([row.agent_id for row in rows if row.agent_id])
        previous = None
        if asked["compare"] == "previous":
            before = period.before()
            last = productivity(period=before, scope=scope, clock=clock)[-1]
            previous = {"period": answers.period_of(before), "total": answers.total(last)}
        return Response(
            {
                **_head(period, scope, clock, IN_PRODUCTIVITY),
                "rows": [
                    {"agent": answers.person(row.agent_id or NOBODY, named), **answers.figures(row)}
                    for row in rows
                    if answers.has_work(row)
                ],
                "total": answers.total(total),
                "previous": previous,
            }
        )

    @extend_schema(operation_id="reports_agent_rating", parameters=[PeriodInput], responses=RatingSerializer)
    @action(detail=False, url_path="agent-rating")
    def agent_rating(self, request: Request) -> Response:
        """How customers rate the work of each agent."""
        asked = _asked(PeriodInput, request)
        period, scope, clock = _period(asked), self._scope(asked), Clock(asked["clock"])
        rows, team = ratings(period=period, scope=scope)
        named = people([row.agent_id for row in rows])
        previous = None
        if asked["compare"] == "previous":
            before = period.before()
            _rows, team_before = ratings(period=before, scope=scope)
            previous = {"period": answers.period_of(before), "team": answers.team(team_before)}
        return Response(
            {
                **_head(period, scope, clock, IN_RATING),
                "rows": [answers.rating(row, named) for row in rows],
                "team": answers.team(team),
                "previous": previous,
            }
        )

    @extend_schema(operation_id="reports_rows", parameters=[RowsInput], responses=DrillRowSerializer(many=True))
    @action(detail=False)
    def rows(self, request: Request) -> Response:
        """The cases behind one number: exactly as many as it says."""
        asked = _asked(RowsInput, request)
        scope = self._scope(asked)
        agent_id = self._agent(asked.get("agent"), scope)
        figure = FIGURES[asked["report"]][asked["figure"]]
        facts = facts_behind(figure, period=_period(asked), scope=scope, agent_id=agent_id)
        page = self.paginate_queryset(facts) or []
        return self.get_paginated_response(drill_rows(page, reader=self.membership, clock=Clock(asked["clock"])))

    @extend_schema(operation_id="reports_definition", responses=DefinitionSerializer)
    @action(detail=False, url_path="definitions/<slug:code>")
    def definition(self, request: Request, code: str) -> Response:
        """How a figure is counted, in the caller's language."""
        found = DEFINITIONS.get(code)
        if found is None:
            raise NotFound
        texts = ("name", "sentence", "formula", "period_rule", "clock")
        return Response(
            {
                "code": found.code,
                "metric": found.metric,
                "version": found.version,
                **{name: str(getattr(found, name)) for name in texts},
                "exclusions": [str(text) for text in found.exclusions],
                "settings": found.settings,
                "zone": str(organization_zone()),
            }
        )

    def _scope(self, asked: dict[str, Any]) -> Scope:
        return scope_of(self.membership, department=asked.get("department"))

    def _agent(self, asked: str | None, scope: Scope) -> int | None:
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


class LiveViewSet(MemberViewSet):
    """Figures of now."""

    actions = {"wallboard": "live.view"}

    def get_queryset(self) -> QuerySet[Fact]:
        return Fact.objects.none()

    @extend_schema(operation_id="live_wallboard", parameters=[WallboardInput], responses=WallboardSerializer)
    @action(detail=False)
    def wallboard(self, request: Request) -> Response:
        """The live board of one department, or of all the caller may watch; the socket sends the same."""
        department = _asked(WallboardInput, request).get("department")
        places = places_watched(self.membership, department=department)
        return Response(wallboard(places, is_one=department is not None, at=timezone.now(), zone=organization_zone()))


def _asked(shape: type[PeriodInput | WallboardInput], request: Request) -> dict[str, Any]:
    sent = shape(data=request.query_params.dict())
    sent.is_valid(raise_exception=True)
    asked: dict[str, Any] = sent.validated_data
    return asked


def _period(asked: dict[str, Any]) -> Period:
    if "from" in asked:
        return Period(asked["from"], asked["to"])
    today = local_day(timezone.now(), organization_zone())
    return Period(today - USUAL_LENGTH, today)


def _head(period: Period, scope: Scope, clock: Clock, kinds: frozenset[Kind]) -> dict[str, Any]:
    fresh = freshness(at=timezone.now())
    return {
        "period": answers.period_of(period),
        "zone": str(organization_zone()),
        "clock": clock.value,
        "data_as_of": fresh.data_as_of,
        "stale": fresh.stale,
        "days": answers.chart(days(period=period, scope=scope)),
        "left_out": left_out(period=period, scope=scope, kinds=kinds),
    }
