"""Tickets beside the one that is shown: of the same contact, or named in its subject."""

import re
from datetime import datetime
from functools import cache
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import BigIntegerField

from accounts.models import Membership
from core.compiled import Compiled, Slot
from helpdesk.models import Ticket
from helpdesk.queries.asking import anybody

RECENT = 5
MENTION = re.compile(r"#([0-9]{1,9})(?![0-9])")
MENTIONED = 5
OTHER_COLUMNS = ("public_id", "number", "subject", "status", "opened_at")


class OtherTicket(TypedDict):
    id: UUID
    number: int
    subject: str
    status: str
    opened_at: datetime


def recent_tickets(*, viewer: Membership, contact_id: int, but: int) -> list[OtherTicket]:
    """The newest other tickets of one contact that this member may see."""
    return [_other(row) for row in _recent(viewer.role).rows(viewer=viewer.pk, contact=contact_id, but=but)]


def mentioned_tickets(subject: str, *, viewer: Membership, but: int) -> list[OtherTicket]:
    """Those whose number stands in a subject, if this member may see them, the lowest number first.

    A number joins nothing, since everybody can write one (security.md §7.2); it is a way there for the reader.
    """
    numbers = [int(number) for number in MENTION.findall(subject)]
    if not numbers:
        return []
    named = Ticket.objects.visible_to(viewer).filter(number__in=numbers).exclude(pk=but).order_by("number")
    return [_other(row) for row in named.values_list(*OTHER_COLUMNS, named=True)[:MENTIONED]]


def _other(row: Any) -> OtherTicket:
    return OtherTicket(
        id=row.public_id, number=row.number, subject=row.subject, status=row.status, opened_at=row.opened_at
    )


@cache
def _recent(role: str) -> Compiled:
    key = BigIntegerField()
    of_contact = Ticket.objects.visible_to(anybody(role)).filter(contact_id=Slot("contact", key))
    newest = of_contact.exclude(pk=Slot("but", key)).order_by("-opened_at", "-pk")[:RECENT]
    return Compiled(newest.values_list(*OTHER_COLUMNS, named=True))
