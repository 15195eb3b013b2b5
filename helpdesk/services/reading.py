"""Who has read how far."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from accounts.models import Membership
from core.tenancy import current_organization_id
from helpdesk.models import Message, Ticket, TicketRead
from helpdesk.services.alerts import see_alerts_of
from helpdesk.services.writing import service


@service
def mark_read(*, ticket_id: UUID, message_id: UUID | None, actor: Membership) -> None:
    """`actor` has read the ticket up to this message; None: has read nothing of it.

    Raises Ticket.DoesNotExist, Message.DoesNotExist.
    """
    ticket = Ticket.objects.visible_to(actor).get(public_id=ticket_id)
    if message_id is None:
        TicketRead.objects.filter(ticket=ticket, membership=actor).delete()
        return
    message = Message.objects.get(ticket=ticket, public_id=message_id)
    note_read(ticket, membership=actor, up_to=message.at)
    see_alerts_of(ticket, actor=actor, up_to=message.at)


def note_read(ticket: Ticket, *, membership: Membership, up_to: datetime) -> None:
    """Move the mark forwards; two tabs of one person never move it back."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {TicketRead._meta.db_table} AS known (organization_id, ticket_id, membership_id, read_at)
            VALUES (%s, %s, %s, %s) ON CONFLICT (organization_id, membership_id, ticket_id)
            DO UPDATE SET read_at = greatest(known.read_at, excluded.read_at)""",  # noqa: S608 — the name of our table
            [current_organization_id(), ticket.pk, membership.pk, up_to],
        )
