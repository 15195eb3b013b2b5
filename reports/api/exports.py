from array import array
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request

from accounts.api.viewsets import MemberViewSet
from core.spreadsheets import BOM, Cell, csv_lines
from core.tenancy import current_organization_id
from reports.api.asking import CaseQuestion, Question, validated
from reports.api.inputs import ExportRowsInput, PeriodInput
from reports.models import Fact
from reports.periods import Period
from reports.queries.case_files import EXPORT, CaseFile
from reports.queries.productivity import productivity
from reports.queries.ratings import ratings
from reports.queries.rows import value_column
from reports.queries.tables import productivity_table, rating_table
from reports.queries.zone import organization_zone
from reports.services.exports import note_export

A_FILE = {(200, "text/csv"): OpenApiTypes.BINARY}
HEADINGS = 1


class ExportViewSet(MemberViewSet):
    """Figures as CSV: UTF-8 with a byte order mark, decimals and separators as in the reader's language.

    What is taken out, and by whom, stands in the audit trail.
    """

    actions = {"agent_productivity_file": EXPORT, "agent_rating_file": EXPORT, "rows_file": EXPORT}

    def get_queryset(self) -> QuerySet[Fact]:
        return Fact.objects.none()  # every action chooses its own facts

    @extend_schema(operation_id="reports_export_agent_productivity", parameters=[PeriodInput], responses=A_FILE)
    @action(detail=False, url_path="agent-productivity/export")
    def agent_productivity_file(self, request: Request) -> StreamingHttpResponse:
        """The table of agent productivity."""
        question = Question.of(validated(PeriodInput, request), self.membership)
        table = productivity_table(productivity(**question._asdict()))
        return self._table("agent-productivity", table, question.period)

    @extend_schema(operation_id="reports_export_agent_rating", parameters=[PeriodInput], responses=A_FILE)
    @action(detail=False, url_path="agent-rating/export")
    def agent_rating_file(self, request: Request) -> StreamingHttpResponse:
        """The table of agent ratings."""
        question = Question.of(validated(PeriodInput, request), self.membership)
        table = rating_table(*ratings(period=question.period, scope=question.scope))
        return self._table("agent-rating", table, question.period)

    @extend_schema(operation_id="reports_export_rows", parameters=[ExportRowsInput], responses=A_FILE)
    @action(detail=False, url_path="rows/export")
    def rows_file(self, request: Request) -> StreamingHttpResponse:
        """The cases behind one number, all of them, in the order asked for."""
        asked = validated(ExportRowsInput, request)
        question = CaseQuestion.of(asked, self.membership)
        facts = question.facts().order_by(*question.ordering).values_list("pk", flat=True)
        cases = CaseFile(
            facts=array("q", facts.iterator()),
            has_value=value_column(question.figure, question.base.clock) is not None,
            organization_id=current_organization_id(),
            reader_id=self.membership.pk,
            clock=question.base.clock,
            zone=organization_zone(),
            language=translation.get_language(),
        )
        what = f"{asked['report']}/{asked['figure']}"
        self._note(what, len(cases.facts), question.base.period)
        return _download(what, question.base.period, cases.lines())

    def _table(self, what: str, table: list[list[Cell]], period: Period) -> StreamingHttpResponse:
        self._note(what, len(table) - HEADINGS, period)
        lines = csv_lines(table, language=translation.get_language())
        return _download(what, period, (line.encode() for line in (BOM, *lines)))

    def _note(self, what: str, count: int, period: Period) -> None:
        note_export(what=what, period=period, count=count, actor=self.membership, at=timezone.now())


def _download(what: str, period: Period, pieces: Iterator[bytes]) -> StreamingHttpResponse:
    name = f"{what.replace('/', '-').replace('_', '-')}-{period.first}-{period.last}.csv"
    answer = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
