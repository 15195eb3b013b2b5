"""Tickets: read, open, answer, move."""

from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from accounts.models import Membership
from core.api.inputs import StrictSerializer, VersionInput
from core.api.references import referenced, required
from helpdesk.api.pages import FirstDueFirst, NewestSolvedFirst
from helpdesk.api.shapes.bulk import CountFilters, TicketCountSerializer
from helpdesk.api.shapes.inputs import (
    AssignInput,
    NoteInput,
    OpenTicketInput,
    PriorityInput,
    ReadInput,
    ReplyInput,
    StatusInput,
    TicketFilters,
    TransferInput,
)
from helpdesk.api.shapes.tickets import TicketDetailSerializer, TicketSerializer, TicketViewsSerializer
from helpdesk.enums import TicketView
from helpdesk.models import Contact, Department, Ticket
from helpdesk.queries.bulk import count_tickets
from helpdesk.queries.openings import contact_named, department_named
from helpdesk.queries.ticket_details import ticket_details
from helpdesk.queries.ticket_pages import ticket_page
from helpdesk.queries.tickets import ticket_rows
from helpdesk.queries.views import view_counts
from helpdesk.querysets import TicketQuerySet
from helpdesk.services.bulk import MOST
from helpdesk.services.contacts import contact_for_address
from helpdesk.services.holding import send_reply
from helpdesk.services.incoming import NewMessage, open_ticket
from helpdesk.services.messages import note_on_ticket
from helpdesk.services.reading import mark_read
from helpdesk.services.tickets import (
    assign_ticket,
    change_status,
    prioritise_ticket,
    solve_ticket,
    transfer_ticket,
)


class TicketViewSet(MemberViewSet):
    actions = {
        "list": "ticket.view",
        "views": "ticket.view",
        "count": "ticket.view",
        "retrieve": "ticket.view",
        "create": "ticket.create",
        "reply": "ticket.reply",
        "note": "ticket.note",
        "assign": "ticket.assign",
        "solve": "ticket.solve",
        "change_status": "ticket.edit",
        "transfer": "ticket.edit",
        "priority": "ticket.edit",
        "read": "ticket.view",
    }
    serializer_class = TicketSerializer
    pagination_class = FirstDueFirst

    def get_queryset(self) -> TicketQuerySet:
        return Ticket.objects.visible_to(self.membership)

    @extend_schema(operation_id="tickets_list", parameters=[TicketFilters], responses=TicketSerializer(many=True))
    def list(self, request: Request) -> Response:
        """One view of the inbox: first due first, then the newest word; solved tickets by when they were solved."""
        asked = self._sent(TicketFilters, request.query_params)
        pages = NewestSolvedFirst() if asked.get("view") == TicketView.SOLVED else FirstDueFirst()
        rows_behind = partial(ticket_page, pages, viewer=self.membership, filters=asked, at=timezone.now())
        page = pages.paginate(rows_behind, request)
        return pages.get_paginated_response(ticket_rows(page, viewer=self.membership))

    @extend_schema(operation_id="tickets_views", responses=TicketViewsSerializer)
    @action(detail=False)
    def views(self, request: Request) -> Response:
        """How much is in each view of the caller's inbox, and in each department they work in."""
        return Response(view_counts(viewer=self.membership, at=timezone.now()))

    @extend_schema(operation_id="tickets_count", parameters=[CountFilters], responses=TicketCountSerializer)
    @action(detail=False)
    def count(self, request: Request) -> Response:
        """How many tickets a filtered view holds, up to as many as one change of many may touch."""
        asked = self._sent(CountFilters, request.query_params)
        return Response(count_tickets(viewer=self.membership, filters=asked, at=timezone.now(), most=MOST))

    @extend_schema(operation_id="tickets_retrieve", responses=TicketDetailSerializer)
    def retrieve(self, request: Request, public_id: UUID) -> Response:
        """One ticket; its conversation is at `thread/`."""
        return self._ticket(public_id)

    @extend_schema(operation_id="tickets_create", request=OpenTicketInput, responses={201: TicketDetailSerializer})
    def create(self, request: Request) -> Response:
        """Write to somebody first. Such a ticket counts as received by nobody."""
        sent = self._sent(OpenTicketInput)
        ticket = open_ticket(
            department=required(department_named(sent["department_id"], viewer=self.membership), "department_id"),
            contact=_contact(sent),
            subject=sent["subject"],
            message=NewMessage(text=sent["text"], html=sent["html"]),
            priority=sent["priority"],
            channel=sent["channel"],
            language=sent["language"],
            actor=self.membership,
            at=timezone.now(),
        )
        return self._ticket(ticket.public_id, status=status.HTTP_201_CREATED)

    @extend_schema(operation_id="tickets_reply", request=ReplyInput, responses=TicketDetailSerializer)
    @action(detail=True, methods=["post"])
    def reply(self, request: Request, public_id: UUID) -> Response:
        """Answer the contact, and if wanted set the status in the same breath.

        It goes out after the seconds the organization gives to take it back; until then it stands in the thread
        with `held`, and neither the status nor any figure knows of it.
        """
        sent = self._sent(ReplyInput)
        send_reply(
            ticket_id=public_id,
            text=sent["text"],
            html=sent["html"],
            last_seen_message_id=sent["last_seen_message_id"],
            then_status=sent["then_status"],
            seen_version=sent["version"],
            upload_ids=sent["upload_ids"],
            **self._now(),
        )
        return self._ticket(public_id)

    @extend_schema(operation_id="tickets_note", request=NoteInput, responses=TicketDetailSerializer)
    @action(detail=True, methods=["post"])
    def note(self, request: Request, public_id: UUID) -> Response:
        """Write a note for colleagues; the customer never sees it."""
        note_on_ticket(ticket_id=public_id, **self._sent(NoteInput), **self._now())
        return self._ticket(public_id)

    @extend_schema(operation_id="tickets_assign", request=AssignInput, responses=TicketDetailSerializer)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, public_id: UUID) -> Response:
        """Give the ticket to a member of its department, or to nobody."""
        sent = self._sent(AssignInput)
        if sent["assignee_id"]:
            referenced(Membership.objects.active(), "assignee_id", sent["assignee_id"])
        assign_ticket(ticket_id=public_id, assignee_id=sent["assignee_id"], seen_version=sent["version"], **self._now())
        return self._ticket(public_id)

    @extend_schema(operation_id="tickets_solve", request=VersionInput, responses=TicketDetailSerializer)
    @action(detail=True, methods=["post"])
    def solve(self, request: Request, public_id: UUID) -> Response:
        """Declare the ticket answered."""
        solve_ticket(ticket_id=public_id, seen_version=self._sent(VersionInput)["version"], **self._now())
        return self._ticket(public_id)

    @extend_schema(operation_id="tickets_status", request=StatusInput, responses=TicketDetailSerializer)
    @action(detail=True, methods=["post"], url_path="status")
    def change_status(self, request: Request, public_id: UUID) -> Response:
        """Move the ticket to another status; leaving solved or closed reopens it."""
        sent = self._sent(StatusInput)
        change_status(ticket_id=public_id, status=sent["status"], seen_version=sent["version"], **self._now())
        return self._ticket(public_id)

    @extend_schema(operation_id="tickets_transfer", request=TransferInput, responses=TicketDetailSerializer)
    @action(detail=True, methods=["post"])
    def transfer(self, request: Request, public_id: UUID) -> Response:
        """Hand the ticket to another department, of which the caller need not be.

        The answer is the ticket as the caller left it, even if they can no longer see it.
        """
        sent = self._sent(TransferInput)
        referenced(Department.objects.in_use(), "department_id", sent["department_id"])
        before = ticket_details(ticket_id=public_id, viewer=self.membership, at=timezone.now())
        ticket = transfer_ticket(
            ticket_id=public_id, department_id=sent["department_id"], seen_version=sent["version"], **self._now()
        )
        if self.get_queryset().filter(pk=ticket.pk).exists():
            return self._ticket(public_id)
        gone = {
            "version": ticket.version,
            "department": {"id": ticket.department.public_id, "name": ticket.department.name},
            "assignee": before["assignee"] if ticket.assignee_id else None,
            "abilities": dict.fromkeys(before["abilities"], False),
        }
        return Response({**before, **gone})

    @extend_schema(operation_id="tickets_priority", request=PriorityInput, responses=TicketDetailSerializer)
    @action(detail=True, methods=["post"])
    def priority(self, request: Request, public_id: UUID) -> Response:
        """Say how urgent it is."""
        sent = self._sent(PriorityInput)
        prioritise_ticket(ticket_id=public_id, priority=sent["priority"], seen_version=sent["version"], **self._now())
        return self._ticket(public_id)

    @extend_schema(operation_id="tickets_read", request=ReadInput, responses={204: None})
    @action(detail=True, methods=["post"])
    def read(self, request: Request, public_id: UUID) -> Response:
        """Say how far the caller has read."""
        sent = self._sent(ReadInput)
        if sent["message_id"]:
            ticket = self.get_object()
            referenced(ticket.messages.all(), "message_id", sent["message_id"])
        mark_read(ticket_id=public_id, message_id=sent["message_id"], actor=self.membership)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def current(self) -> Any:
        return ticket_details(ticket_id=self.kwargs["public_id"], viewer=self.membership, at=timezone.now())

    def _ticket(self, public_id: UUID, *, status: int = status.HTTP_200_OK) -> Response:
        return Response(ticket_details(ticket_id=public_id, viewer=self.membership, at=timezone.now()), status=status)

    def _now(self) -> dict[str, Any]:
        return {"actor": self.membership, "at": timezone.now()}

    def _sent(self, shape: type[StrictSerializer], data: Any = None) -> dict[str, Any]:
        return shape.read(self.request.data if data is None else data)


def _contact(sent: dict[str, Any]) -> Contact:
    if "contact_id" in sent:
        return required(contact_named(sent["contact_id"]), "contact_id")
    return contact_for_address(email=sent["contact_email"], name=sent["contact_name"], language=sent["language"])
