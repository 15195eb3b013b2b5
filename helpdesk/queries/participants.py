"""Who else is on a ticket."""

from datetime import datetime
from functools import cache
from typing import TypedDict, cast

from django.db.models import BigIntegerField

from core.compiled import Compiled, Slot
from helpdesk.enums import ParticipantState
from helpdesk.models import Contact, Participant, Ticket


class ParticipantRow(TypedDict):
    email: str
    name: str
    state: str
    source: str
    suggested_at: datetime


def participant_rows(ticket_id: int) -> list[ParticipantRow]:
    """In the order in which they appeared."""
    return [cast("ParticipantRow", row._asdict()) for row in _participants().rows(ticket=ticket_id)]


@cache
def _participants() -> Compiled:
    of_ticket = Participant.objects.filter(ticket_id=Slot("ticket", BigIntegerField())).order_by("suggested_at", "pk")
    return Compiled(of_ticket.values_list(*ParticipantRow.__annotations__, named=True))


def in_copy(ticket: Ticket) -> list[Contact]:
    """Who gets our answers beside the contact."""
    added = Participant.objects.filter(ticket=ticket, state=ParticipantState.ADDED).select_related("contact")
    return [one.contact for one in added.order_by("pk") if one.contact]


def takes_part(ticket: Ticket, address_key: str) -> bool:
    """Whether this address is the contact's, or of somebody a member added."""
    if not address_key:
        return False
    if ticket.contact.email_key == address_key:
        return True
    return Participant.objects.filter(ticket=ticket, email_key=address_key, state=ParticipantState.ADDED).exists()
