"""What is being written. Nothing typed is ever lost."""

from datetime import datetime
from uuid import UUID

from accounts.models import Membership
from helpdesk.enums import DraftKind
from helpdesk.models import Draft, Ticket
from helpdesk.services.writing import service


@service
def save_draft(*, ticket_id: UUID, actor: Membership, kind: str, text: str, html: str, at: datetime) -> Draft | None:
    """Keep what `actor` has typed so far, one draft per person and ticket; nothing typed is no draft.

    Raises Ticket.DoesNotExist.
    """
    ticket = Ticket.objects.visible_to(actor).get(public_id=ticket_id)
    if not text.strip() and not html.strip():
        Draft.objects.filter(ticket=ticket, membership=actor).delete()
        return None
    draft, _created = Draft.objects.update_or_create(
        ticket=ticket,
        membership=actor,
        defaults={"kind": DraftKind(kind), "text": text, "html": html, "saved_at": at},
    )
    return draft


@service
def discard_draft(*, ticket_id: UUID, actor: Membership) -> None:
    """Throw away what `actor` typed; there may be nothing. Raises Ticket.DoesNotExist."""
    ticket = Ticket.objects.visible_to(actor).get(public_id=ticket_id)
    Draft.objects.filter(ticket=ticket, membership=actor).delete()
