from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from core.api.pagination import KeysetPagination
from surveys.api.serializers import SurveyAnswerSerializer, answer_row
from surveys.models import SurveyAnswer
from surveys.querysets import SurveyAnswerQuerySet


class NewestAnswersFirst(KeysetPagination):
    ordering = ("-answered_at", "-pk")


class SurveyAnswerViewSet(MemberViewSet):
    actions = {"list": "survey.view"}
    serializer_class = SurveyAnswerSerializer
    pagination_class = NewestAnswersFirst

    def get_queryset(self) -> SurveyAnswerQuerySet:
        return SurveyAnswer.objects.visible_to(self.membership).for_reading()

    @extend_schema(
        operation_id="survey_answers_list",
        parameters=[
            OpenApiParameter("ticket", UUID, description="Only answers about this ticket."),
            OpenApiParameter("department", UUID, description="Only answers credited to this department."),
        ],
    )
    def list(self, request: Request) -> Response:
        """What customers answered, the latest first, of the tickets the caller may see."""
        answers = self.get_queryset()
        if ticket := _uuid(request, "ticket"):
            answers = answers.filter(invitation__ticket__public_id=ticket)
        if department := _uuid(request, "department"):
            answers = answers.filter(invitation__department__public_id=department)
        page = self.paginate_queryset(answers)
        return self.get_paginated_response([answer_row(answer) for answer in page or ()])


def _uuid(request: Request, name: str) -> UUID | None:
    text = request.query_params.get(name, "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise ValidationError({name: "This is not an id."}, code="invalid") from None
