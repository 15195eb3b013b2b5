"""Who else is on a ticket: adding and leaving out."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from core.api.inputs import StrictSerializer
from helpdesk.api.shapes.tickets import TicketDetailSerializer
from helpdesk.models import Ticket
from helpdesk.queries.ticket_details import ticket_details
from helpdesk.querysets import TicketQuerySet
from helpdesk.services.participants import add_participant, leave_out_participant


class AddParticipantInput(StrictSerializer):
    """Somebody a mail named, or a new address."""

    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)


class LeaveOutInput(StrictSerializer):
    email = serializers.CharField(max_length=320)


class ParticipantViewSet(MemberViewSet):
    actions = {"add": "ticket.reply", "leave_out": "ticket.reply"}
    serializer_class = TicketDetailSerializer

    def get_queryset(self) -> TicketQuerySet:
        return Ticket.objects.visible_to(self.membership)

    @extend_schema(
        operation_id="tickets_participants_add", request=AddParticipantInput, responses=TicketDetailSerializer
    )
    @action(detail=True, methods=["post"], url_path="participants/add")
    def add(self, request: Request, public_id: UUID) -> Response:
        """Send this address our answers in copy from now on, and believe that it is who it says."""
        add_participant(ticket_id=public_id, **AddParticipantInput.read(request.data), **self._now())
        return self._ticket(public_id)

    @extend_schema(
        operation_id="tickets_participants_leave_out", request=LeaveOutInput, responses=TicketDetailSerializer
    )
    @action(detail=True, methods=["post"], url_path="participants/leave-out")
    def leave_out(self, request: Request, public_id: UUID) -> Response:
        """Send this address nothing more of the ticket."""
        leave_out_participant(ticket_id=public_id, **LeaveOutInput.read(request.data), **self._now())
        return self._ticket(public_id)

    def _now(self) -> dict[str, Any]:
        return {"actor": self.membership, "at": timezone.now()}

    def _ticket(self, public_id: UUID) -> Response:
        return Response(ticket_details(ticket_id=public_id, viewer=self.membership, at=timezone.now()))
