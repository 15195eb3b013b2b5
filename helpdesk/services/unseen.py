"""An answer is refused while its author has not seen what others wrote meanwhile."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import ngettext

from accounts.models import Membership
from core.errors import Conflict
from helpdesk.enums import MessageKind
from helpdesk.models import HeldReply, Message, Ticket
from helpdesk.previews import preview
from helpdesk.queries.authors import author_name


class NewerMessages(Conflict):
    """Somebody else wrote after the last message the author had seen; `params` holds what.

    Sending again with the newest of them as last seen goes through.
    """

    code = "newer_messages"


def refuse_unseen(ticket: Ticket, *, actor: Membership, last_seen_message_id: UUID | None) -> None:
    """Raise NewerMessages if somebody else wrote after what the author saw last, also what is still held."""
    others = ticket.messages.exclude(membership=actor).select_related("membership__user", "contact")
    held = ticket.held_replies.exclude(membership=actor).select_related("membership__user")
    if last_seen_message_id:
        seen = ticket.messages.filter(public_id=last_seen_message_id).first()
        seen_held = ticket.held_replies.filter(public_id=last_seen_message_id).first()
        if seen:
            others = others.filter(Q(at__gt=seen.at) | Q(at=seen.at, pk__gt=seen.pk))
            held = held.filter(held_at__gt=seen.at)
        elif seen_held:
            others = others.filter(at__gt=seen_held.held_at)
            held = held.filter(pk__gt=seen_held.pk)
    newer = [
        *({**_told(message), "kind": message.kind, "at": message.at} for message in others.order_by("at", "pk")),
        *({**_told(reply), "kind": MessageKind.PUBLIC, "at": reply.held_at} for reply in held.order_by("pk")),
    ]
    if newer:
        raise NewerMessages(
            ngettext(
                "A message came in while you were writing. Read it and send again.",
                "%(n)d messages came in while you were writing. Read them and send again.",
                len(newer),
            )
            % {"n": len(newer)},
            messages=newer,
        )


def _told(written: Message | HeldReply) -> dict[str, object]:
    author = author_name(written) if isinstance(written, Message) else written.membership.user.name
    return {"id": written.public_id, "author": author, "preview": preview(written.text)}
