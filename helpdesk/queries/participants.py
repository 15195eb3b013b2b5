"""Who else is on a ticket."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import TypedDict, cast

from django.db.models import BigIntegerField

from accounts.models import Membership
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
    people = list(added.order_by("pk"))
    barred = shut_out(ticket, {one.email_key for one in people})
    return [one.contact for one in people if one.contact and one.email_key not in barred]


def takes_part(ticket: Ticket, address_key: str) -> bool:
    """Whether this address is the contact's, or of somebody a member added."""
    if not address_key:
        return False
    if ticket.contact.email_key == address_key:
        return True
    added = Participant.objects.filter(ticket=ticket, email_key=address_key, state=ParticipantState.ADDED)
    return added.exists() and not shut_out(ticket, {address_key})


def shut_out(ticket: Ticket, address_keys: Collection[str]) -> set[str]:
    """Which of these addresses belong to colleagues who may not see the ticket, or who left.

    Being put in copy once does not outlive the right: it is asked again at every answer, and of every mail.
    """
    members = Membership.objects.filter(user__email__in=address_keys).select_related("user") if address_keys else ()
    return {
        member.user.email
        for member in members
        if member.ended_at or not Ticket.objects.visible_to(member).filter(pk=ticket.pk).exists()
    }
