"""What is being written. Nothing typed is ever lost."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from accounts.models import Membership
from helpdesk.enums import DraftKind
from helpdesk.models import Draft, Ticket
from helpdesk.services.uploads import hang_on_draft
from helpdesk.services.writing import service


@service
def save_draft(
    *,
    ticket_id: UUID,
    actor: Membership,
    kind: str,
    text: str,
    html: str,
    at: datetime,
    upload_ids: Sequence[UUID] = (),
) -> Draft | None:
    """Keep what `actor` has typed and attached so far, one draft per person and ticket.

    Nothing typed and nothing attached is no draft. Files that are gone, or not the actor's, are left out.

    Raises Ticket.DoesNotExist.
    """
    ticket = Ticket.objects.visible_to(actor).get(public_id=ticket_id)
    if not text.strip() and not html.strip() and not upload_ids:
        Draft.objects.filter(ticket=ticket, membership=actor).delete()
        return None
    draft, _created = Draft.objects.update_or_create(
        ticket=ticket,
        membership=actor,
        defaults={"kind": DraftKind(kind), "text": text, "html": html, "saved_at": at},
    )
    hang_on_draft(draft, upload_ids)
    return draft


@service
def discard_draft(*, ticket_id: UUID, actor: Membership) -> None:
    """Throw away what `actor` typed; there may be nothing. Raises Ticket.DoesNotExist."""
    ticket = Ticket.objects.visible_to(actor).get(public_id=ticket_id)
    Draft.objects.filter(ticket=ticket, membership=actor).delete()
