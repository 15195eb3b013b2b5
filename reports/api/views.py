from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from core.api.pagination import KeysetPagination
from reports.api import answers
from reports.api.asking import CaseQuestion, Question, validated
from reports.api.inputs import PeriodInput, RowsInput, WallboardInput
from reports.api.shapes.reports import ProductivitySerializer, RatingSerializer
from reports.api.shapes.rows import DefinitionSerializer, DrillRowSerializer
from reports.api.shapes.wallboard import WallboardSerializer
from reports.definitions import DEFINITIONS
from reports.enums import NOBODY, Kind
from reports.models import Fact
from reports.queries.days import days
from reports.queries.freshness import freshness
from reports.queries.left_out import left_out
from reports.queries.people import named, people
from reports.queries.productivity import productivity
from reports.queries.ratings import ratings
from reports.queries.rows import drill_rows
from reports.queries.wallboard import wallboard
from reports.queries.watching import places_watched
from reports.queries.zone import organization_zone

IN_PRODUCTIVITY = frozenset({Kind.RECEIVED, Kind.CALL_OFFERED})
IN_RATING = frozenset({Kind.RATING})


class ReportViewSet(MemberViewSet):
    """Figures of a period. Everybody sees those their role reaches: all, their departments, or their own."""

    actions = {
        "agent_productivity": "report.view",
        "agent_rating": "report.view",
        "rows": "report.view",
        "definition": "report.view",
    }
    pagination_class = KeysetPagination

    def get_queryset(self) -> QuerySet[Fact]:
        return Fact.objects.none()  # every action chooses its own facts

    @extend_schema(
        operation_id="reports_agent_productivity", parameters=[PeriodInput], responses=ProductivitySerializer
    )
    @action(detail=False, url_path="agent-productivity")
    def agent_productivity(self, request: Request) -> Response:
        """What each agent did in the period."""
        asked = validated(PeriodInput, request)
        question = Question.of(asked, self.membership)
        *rows, total = productivity(**question._asdict())
        known = people([row.agent_id for row in rows if row.agent_id])
        previous = None
        if asked["compare"] == "previous":
            before = question._replace(period=question.period.before())
            last = productivity(**before._asdict())[-1]
            previous = {**_before(before), "total": answers.total(last)}
        return Response(
            {
                **_head(question, IN_PRODUCTIVITY),
                "rows": [
                    {"agent": named(row.agent_id or NOBODY, known), **answers.figures(row)}
                    for row in rows
                    if row.has_work
                ],
                "total": answers.total(total),
                "previous": previous,
            }
        )

    @extend_schema(operation_id="reports_agent_rating", parameters=[PeriodInput], responses=RatingSerializer)
    @action(detail=False, url_path="agent-rating")
    def agent_rating(self, request: Request) -> Response:
        """How customers rate the work of each agent."""
        asked = validated(PeriodInput, request)
        question = Question.of(asked, self.membership)
        rows, team = ratings(period=question.period, scope=question.scope)
        known = people([row.agent_id for row in rows])
        previous = None
        if asked["compare"] == "previous":
            before = question._replace(period=question.period.before())
            _rows, team_before = ratings(period=before.period, scope=before.scope)
            previous = {**_before(before), "team": answers.team(team_before)}
        return Response(
            {
                **_head(question, IN_RATING),
                "rows": [answers.rating(row, known) for row in rows],
                "team": answers.team(team),
                "previous": previous,
            }
        )

    @extend_schema(operation_id="reports_rows", parameters=[RowsInput], responses=DrillRowSerializer(many=True))
    @action(detail=False)
    def rows(self, request: Request) -> Response:
        """The cases behind one number: exactly as many as it says."""
        question = CaseQuestion.of(validated(RowsInput, request), self.membership)
        assert isinstance(self.paginator, KeysetPagination)
        self.paginator.ordering = question.ordering
        page = self.paginate_queryset(question.facts()) or []
        return self.get_paginated_response(drill_rows(page, reader=self.membership, clock=question.base.clock))

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


class LiveViewSet(MemberViewSet):
    """Figures of now."""

    actions = {"wallboard": "live.view"}

    def get_queryset(self) -> QuerySet[Fact]:
        return Fact.objects.none()

    @extend_schema(operation_id="live_wallboard", parameters=[WallboardInput], responses=WallboardSerializer)
    @action(detail=False)
    def wallboard(self, request: Request) -> Response:
        """The live board of one department, or of all the caller may watch; the socket sends the same."""
        department = validated(WallboardInput, request).get("department")
        places = places_watched(self.membership, department=department)
        return Response(wallboard(places, is_one=department is not None, at=timezone.now(), zone=organization_zone()))


def _head(question: Question, kinds: frozenset[Kind]) -> dict[str, Any]:
    fresh = freshness(at=timezone.now())
    return {
        "period": answers.period_of(question.period),
        "zone": str(organization_zone()),
        "clock": question.clock.value,
        "data_as_of": fresh.data_as_of,
        "stale": fresh.stale,
        "days": answers.chart(days(**question._asdict())),
        "left_out": left_out(period=question.period, scope=question.scope, kinds=kinds),
    }


def _before(question: Question) -> dict[str, Any]:
    return {"period": answers.period_of(question.period), "days": answers.chart(days(**question._asdict()))}
