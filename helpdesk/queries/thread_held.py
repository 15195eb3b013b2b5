"""Answers that can still be taken back, as the thread shows them: messages that say until when."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.models import Membership
from helpdesk.enums import AuthorKind, ContentKind, MessageDirection, MessageKind
from helpdesk.models import HeldReply, Ticket, Upload


def held_of(ticket: Ticket, viewer: Membership) -> QuerySet[HeldReply]:
    return HeldReply.objects.filter(ticket=ticket).select_related("membership__user").prefetch_related("uploads")


def held_items(replies: Sequence[HeldReply]) -> list[dict[str, Any]]:
    """One item each, of the shape and with the id of the message it will be."""
    return [_held(reply) for reply in replies]


def _held(reply: HeldReply) -> dict[str, Any]:
    author = reply.membership
    return {
        "type": "message",
        "id": reply.public_id,
        "kind": MessageKind.PUBLIC,
        "direction": MessageDirection.OUT,
        "author": {
            "kind": AuthorKind.HUMAN,
            "id": author.public_id,
            "name": author.user.name,
            "email": author.user.email,
        },
        "at": reply.held_at,
        "text": reply.text,
        "visible_text": reply.text,
        "quoted_text": "",
        "html": reply.html or None,
        "attachments": [_file(upload) for upload in sorted(reply.uploads.all(), key=lambda one: one.pk)],
        "pictures": {},
        "delivery": None,
        "badges": [],
        "content_kind": ContentKind.TEXT,
        "held": {"release_at": reply.release_at, "then_status": reply.then_status or None},
    }


def _file(upload: Upload) -> dict[str, Any]:
    return {
        "id": upload.public_id,
        "name": upload.name,
        "content_type": upload.content_type,
        "size": upload.size,
        "inline": False,
        "content_id": "",
    }
