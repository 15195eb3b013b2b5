"""Tickets and calls by name, for lists of other apps; only what the reader may see."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from accounts.models import Membership
from helpdesk.models import Ticket
from helpdesk.models.calls import Call


class TicketTitle(NamedTuple):
    public_id: UUID
    number: int
    subject: str

    @property
    def title(self) -> str:
        return f"#{self.number} {self.subject}"


class CallTitle(NamedTuple):
    public_id: UUID
    contact: str | None
    caller_name: str
    caller_number: str

    @property
    def title(self) -> str:
        return self.contact or self.caller_name or self.caller_number or "–"


def ticket_titles(pks: Collection[int], *, reader: Membership) -> dict[int, TicketTitle]:
    """Those of these tickets that `reader` may see."""
    if not pks:
        return {}
    rows = Ticket.objects.visible_to(reader).filter(pk__in=pks).values_list("pk", "public_id", "number", "subject")
    return {pk: TicketTitle(public_id, number, subject) for pk, public_id, number, subject in rows}


def call_titles(pks: Collection[int], *, reader: Membership) -> dict[int, CallTitle]:
    """Those of these calls that `reader` may see."""
    if not pks:
        return {}
    rows = Call.objects.visible_to(reader).filter(pk__in=pks)
    columns = rows.values_list("pk", "public_id", "contact__name", "caller_name", "caller_number")
    return {pk: CallTitle(*told) for pk, told in ((row[0], row[1:]) for row in columns)}
