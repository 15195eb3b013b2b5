"""The page of mail that was set aside."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from accounts.models import Membership
from accounts.permissions import Reach, reach
from core.api.inputs import VersionInput
from core.api.pagination import KeysetPagination
from core.api.references import referenced
from core.files.links import file_right, signed_file_url
from core.models import StoredFile
from helpdesk.channels.mail.intake import department_for
from helpdesk.channels.mail.models import SetAsideMail
from helpdesk.channels.mail.set_aside.acts import ACTION, ask_again, dismiss, make_ticket, original_of, restore
from helpdesk.channels.mail.set_aside.shapes import (
    SetAsideFilters,
    SetAsideLinkSerializer,
    SetAsideMailDetailSerializer,
    SetAsideMailSerializer,
    SetAsideTicketInput,
)
from helpdesk.models import Department

RIGHT = "set_aside"


@file_right(RIGHT)
def may_open(member_id: UUID, stored: StoredFile) -> bool:
    """Who may handle mail that was set aside may read its original, as long as that is so."""
    member = Membership.objects.active().filter(public_id=member_id).first()
    return (
        member is not None
        and reach(member, ACTION) is Reach.ALL
        and SetAsideMail.objects.filter(original=stored).exists()
    )


class NewestMail(KeysetPagination):
    ordering = ("-arrived_at", "-pk")


class SetAsideMailViewSet(MemberViewSet):
    """Mail on no ticket: why, what it says, and what may be done with it."""

    actions = dict.fromkeys(
        ("list", "retrieve", "ticket", "dismiss", "restore", "read_again", "original"), "set_aside.manage"
    )
    serializer_class = SetAsideMailSerializer
    pagination_class = NewestMail

    def get_queryset(self) -> QuerySet[SetAsideMail]:
        rows = SetAsideMail.objects.select_related("raw", "ticket", "settled_by__user")
        return rows.defer("raw__content")  # the table reaches everybody who reaches the action

    @extend_schema(
        operation_id="set_aside_mail_list",
        parameters=[SetAsideFilters],
        responses=SetAsideMailSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Newest first; without a filter what waits for somebody to look."""
        asked = SetAsideFilters.read(request.query_params)
        rows = self.get_queryset().filter(state=asked["state"]).defer("raw__content", "text", "headers", "recipients")
        if "reason" in asked:
            rows = rows.filter(reason=asked["reason"])
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(operation_id="set_aside_mail_retrieve", responses=SetAsideMailDetailSerializer)
    def retrieve(self, request: Request, public_id: UUID) -> Response:
        return self._detail(public_id)

    @extend_schema(
        operation_id="set_aside_mail_ticket", request=SetAsideTicketInput, responses=SetAsideMailDetailSerializer
    )
    @action(detail=True, methods=["post"])
    def ticket(self, request: Request, public_id: UUID) -> Response:
        """Make a ticket of it. Nobody is answered automatically."""
        sent = SetAsideTicketInput.read(request.data)
        department = referenced(Department.objects.in_use(), "department_id", sent["department_id"])
        make_ticket(
            mail_id=public_id,
            seen_version=sent["version"],
            department=department,
            actor=self.membership,
            at=timezone.now(),
        )
        return self._detail(public_id)

    @extend_schema(operation_id="set_aside_mail_dismiss", request=VersionInput, responses=SetAsideMailDetailSerializer)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, public_id: UUID) -> Response:
        """Nothing is to be done."""
        version = VersionInput.read(request.data)["version"]
        dismiss(mail_id=public_id, seen_version=version, actor=self.membership, at=timezone.now())
        return self._detail(public_id)

    @extend_schema(operation_id="set_aside_mail_restore", request=VersionInput, responses=SetAsideMailDetailSerializer)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, public_id: UUID) -> Response:
        """Let it wait again after it was dismissed."""
        version = VersionInput.read(request.data)["version"]
        restore(mail_id=public_id, seen_version=version, actor=self.membership, at=timezone.now())
        return self._detail(public_id)

    @extend_schema(operation_id="set_aside_mail_read_again", request=None, responses=SetAsideMailDetailSerializer)
    @action(detail=True, methods=["post"], url_path="read-again")
    def read_again(self, request: Request, public_id: UUID) -> Response:
        """Have a worker read its original once more, for instance after an update."""
        ask_again(mail_id=public_id, actor=self.membership, at=timezone.now())
        return self._detail(public_id)

    @extend_schema(operation_id="set_aside_mail_original", request=None, responses=SetAsideLinkSerializer)
    @action(detail=True, methods=["post"])
    def original(self, request: Request, public_id: UUID) -> Response:
        """A link to the bytes as they came."""
        stored = original_of(mail_id=public_id, actor=self.membership)
        return Response({"url": signed_file_url(stored, self.membership, right=RIGHT)})

    def current(self) -> Any:
        return self._detail(self.kwargs["public_id"]).data

    def _detail(self, public_id: UUID) -> Response:
        context = {**self.get_serializer_context(), "department_for": department_for}
        return Response(
            SetAsideMailDetailSerializer(self.get_queryset().get(public_id=public_id), context=context).data
        )
