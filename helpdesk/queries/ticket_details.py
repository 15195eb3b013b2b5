"""One ticket with everything beside its conversation."""

from datetime import datetime
from functools import cache
from typing import Any, TypedDict, cast
from uuid import UUID

from django.db.models import UUIDField

from accounts.models import Membership
from core.compiled import Compiled, Slot
from helpdesk.clocks import FirstResponse, first_response_state
from helpdesk.models import Ticket
from helpdesk.queries.asking import anybody
from helpdesk.queries.other_tickets import OtherTicket, mentioned_tickets, recent_tickets
from helpdesk.queries.participants import ParticipantRow, participant_rows
from helpdesk.queries.tickets import ContactNamed, TicketRow, rows_for, ticket_row

DETAIL_COLUMNS = (
    *("first_solved_at", "contact_id", "opened_by_contact"),
    *("first_response_started_at", "first_response_target_seconds"),
    *("contact__phone", "contact__language", "contact__zone"),
)


class ContactDetails(ContactNamed):
    phone: str
    language: str
    zone: str


class ServiceLevel(TypedDict):
    first_response: FirstResponse


class TicketDetails(TicketRow):
    first_solved_at: datetime | None
    sla: ServiceLevel
    recent_tickets: list[OtherTicket]
    mentions: list[OtherTicket]
    participants: list[ParticipantRow]


def ticket_details(*, ticket_id: UUID, viewer: Membership, at: datetime) -> TicketDetails:
    """The ticket as this member may see it at `at`. Raises Ticket.DoesNotExist."""
    rows = _ticket(viewer.role).rows(viewer=viewer.pk, ticket=ticket_id)
    if not rows:
        raise Ticket.DoesNotExist
    row = rows[0]
    contact = ContactDetails(
        id=row.contact__public_id,
        name=row.contact__name,
        email=row.contact__email,
        phone=row.contact__phone,
        language=row.contact__language,
        zone=row.contact__zone,
    )
    found: dict[str, Any] = {
        **ticket_row(row, viewer=viewer),
        "contact": contact,
        "first_solved_at": row.first_solved_at,
        "sla": ServiceLevel(first_response=first_response_state(row, at=at)),
        "recent_tickets": recent_tickets(viewer=viewer, contact_id=row.contact_id, but=row.id),
        "mentions": mentioned_tickets(row.subject, viewer=viewer, but=row.id),
        "participants": participant_rows(row.id),
    }
    return cast("TicketDetails", found)


@cache
def _ticket(role: str) -> Compiled:
    viewer = anybody(role)
    one = Ticket.objects.visible_to(viewer).filter(public_id=Slot("ticket", UUIDField()))
    return Compiled(rows_for(one, viewer=viewer, and_also=DETAIL_COLUMNS))
