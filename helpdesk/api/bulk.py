"""One change of many tickets: ask, watch, stop, take back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from accounts.models import Membership
from core.api.pagination import KeysetPagination
from core.api.references import referenced
from helpdesk.api.shapes.bulk import BulkChangeInput, BulkChangeSerializer, PassedOverSerializer
from helpdesk.bulk_enums import BulkKind
from helpdesk.models import BulkChange, Department
from helpdesk.queries.bulk import bulk_changes, named_tickets, passed_over, tickets_of_view
from helpdesk.querysets import BulkChangeQuerySet
from helpdesk.services.bulk import MOST, ask_bulk_change, cancel_bulk_change, undo_bulk_change


class BulkChangeViewSet(MemberViewSet):
    actions = {
        "list": "ticket.edit",
        "create": "ticket.edit",
        "retrieve": "ticket.edit",
        "passed_over": "ticket.edit",
        "cancel": "ticket.edit",
        "undo": "ticket.edit",
    }
    serializer_class = BulkChangeSerializer
    pagination_class = KeysetPagination

    def get_queryset(self) -> BulkChangeQuerySet:
        return BulkChange.objects.visible_to(self.membership)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "at": timezone.now()}

    @extend_schema(operation_id="bulk_changes_list", responses=BulkChangeSerializer(many=True), filters=False)
    def list(self, request: Request) -> Response:
        """The caller's own changes: those that run, and the last ten that ended."""
        rows = self.get_serializer(bulk_changes(viewer=self.membership), many=True).data
        return Response({"results": rows, "next": None, "previous": None})

    @extend_schema(operation_id="bulk_changes_create", request=BulkChangeInput, responses={201: BulkChangeSerializer})
    def create(self, request: Request) -> Response:
        """Change many tickets at once: up to 50 before the answer, more in the background.

        Refused whole if one of the named tickets is out of sight. What a single ticket refuses
        is kept with its reason (`passed-over/`), and the others go on.
        """
        wanted = BulkChangeInput.read(request.data)
        if wanted["kind"] == BulkKind.ASSIGN and wanted["value"]:
            referenced(Membership.objects.active(), "value", UUID(wanted["value"]))
        if wanted["kind"] == BulkKind.TRANSFER:
            referenced(Department.objects.in_use(), "value", UUID(wanted["value"]))
        bulk = ask_bulk_change(
            ticket_ids=self._tickets(wanted),
            kind=wanted["kind"],
            value=wanted["value"],
            actor=self.membership,
            at=timezone.now(),
        )
        return Response(self.get_serializer(bulk).data, status=status.HTTP_201_CREATED)

    @extend_schema(operation_id="bulk_changes_retrieve")
    def retrieve(self, request: Request, public_id: UUID) -> Response:
        """How far it is."""
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(operation_id="bulk_changes_passed_over", responses=PassedOverSerializer(many=True))
    @action(detail=True, url_path="passed-over")
    def passed_over(self, request: Request, public_id: UUID) -> Response:
        """The tickets it left as they are, each with the reason."""
        page = self.paginate_queryset(passed_over(self.get_object(), viewer=self.membership))
        return self.get_paginated_response(PassedOverSerializer(page, many=True).data)

    @extend_schema(operation_id="bulk_changes_cancel", request=None)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, public_id: UUID) -> Response:
        """Stop it before its next step; what is done stays done."""
        bulk = cancel_bulk_change(bulk_id=public_id, actor=self.membership, at=timezone.now())
        return Response(self.get_serializer(bulk).data)

    @extend_schema(operation_id="bulk_changes_undo", request=None)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, public_id: UUID) -> Response:
        """Give the changed tickets their old values back, except where somebody changed them since."""
        bulk = undo_bulk_change(bulk_id=public_id, actor=self.membership, at=timezone.now())
        return Response(self.get_serializer(bulk).data)

    def _tickets(self, wanted: dict[str, Any]) -> Sequence[int]:
        if "filters" in wanted:
            filters = wanted["filters"]
            return tickets_of_view(viewer=self.membership, filters=filters, at=timezone.now(), most=MOST)
        found = named_tickets(wanted["ids"], viewer=self.membership)
        if found is None:
            raise ValidationError({"ids": _("Not found.")}, code="not_found")
        return found
