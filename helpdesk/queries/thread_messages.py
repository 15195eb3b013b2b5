"""Messages as the thread shows them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.models import Membership
from helpdesk.models import Attachment, Message, Ticket
from helpdesk.queries.authors import author_name
from helpdesk.quoting import split_quoted


def messages_of(ticket: Ticket, viewer: Membership) -> QuerySet[Message]:
    return Message.objects.filter(ticket=ticket).select_related("membership__user", "contact")


def message_items(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """One item each. `html` is still as it came and `pictures` are its own files by Content-ID: whoever
    sends the item out cleans the one with the other.
    """
    attachments: dict[int, list[Attachment]] = defaultdict(list)
    if messages:
        for attachment in Attachment.objects.filter(message__in=messages).select_related("file").order_by("pk"):
            attachments[attachment.message_id].append(attachment)
    return [_message(message, attachments[message.pk]) for message in messages]


def _message(message: Message, attachments: list[Attachment]) -> dict[str, Any]:
    parts = split_quoted(message.text)
    return {
        "type": "message",
        "id": message.public_id,
        "kind": message.kind,
        "direction": message.direction,
        "author": _author(message),
        "at": message.at,
        "text": message.text,
        "visible_text": parts.visible,
        "quoted_text": parts.quoted,
        "html": message.html or None,
        "attachments": [_attachment(attachment) for attachment in attachments],
        "pictures": {each.content_id: each.file for each in attachments if each.content_id},
        "delivery": (
            {"state": message.delivery_state, "reason": message.delivery_reason} if message.delivery_state else None
        ),
        "badges": message.badges,
        "content_kind": message.content_kind,
        "held": None,
    }


def _author(message: Message) -> dict[str, Any]:
    person = message.membership or message.contact
    email = message.membership.user.email if message.membership else message.contact.email if message.contact else ""
    return {
        "kind": message.author_kind,
        "id": person.public_id if person else None,
        "name": author_name(message),
        "email": email,
    }


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {
        "id": attachment.public_id,
        "name": attachment.name,
        "content_type": attachment.content_type,
        "size": attachment.size,
        "inline": attachment.inline,
        "content_id": attachment.content_id,
    }
