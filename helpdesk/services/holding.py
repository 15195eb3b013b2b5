"""Undo send: an answer waits some seconds before it is one.

While it waits it is a `HeldReply`, and the delivery of its own event, due at `release_at`, is what sends it: the
row and the clock survive the page, the browser, the worker and the broker. Whoever locks the row first, release or
undo, has it; the other finds nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import Conflict
from core.models import Delivery
from core.services import record
from helpdesk.enums import NEXT, ContentKind, DraftKind, MessageDirection, TicketStatus
from helpdesk.events import ReplyHeld, ReplyWithdrawn
from helpdesk.models import Draft, HeldReply, Message, Ticket, Upload
from helpdesk.services.incoming import NewMessage
from helpdesk.services.messages import (
    after_reply,
    reply_to_ticket,
    something,
    ticket_to_answer,
    write_reply,
)
from helpdesk.services.uploads import claimed, used_up
from helpdesk.services.writing import service

RELEASE = "helpdesk.release_held_reply"  # the receiver whose delivery waits


class AlreadySent(Conflict):
    """The seconds are over: the answer is on its way."""

    code = "already_sent"


@service
def send_reply(
    *,
    ticket_id: UUID,
    actor: Membership,
    text: str,
    last_seen_message_id: UUID | None,
    at: datetime,
    html: str = "",
    then_status: str | None = None,
    seen_version: int | None = None,
    upload_ids: Sequence[UUID] = (),
) -> HeldReply | Message:
    """Answer the contact after the seconds the organization gives to think again; with none, at once.

    The author's draft is gone and the uploads are claimed. Raises as `reply_to_ticket`, all of it now: what is
    accepted here will go out.
    """
    seconds = actor.organization.undo_send_seconds
    if not seconds:
        return reply_to_ticket(
            ticket_id=ticket_id,
            actor=actor,
            text=text,
            html=html,
            last_seen_message_id=last_seen_message_id,
            then_status=then_status,
            seen_version=seen_version,
            upload_ids=upload_ids,
            at=at,
        )
    ticket = ticket_to_answer(
        ticket_id, actor, last_seen_message_id=last_seen_message_id, then_status=then_status, seen_version=seen_version
    )
    uploads = claimed(upload_ids, actor=actor)
    held = HeldReply.objects.create(
        ticket=ticket,
        membership=actor,
        text=something(text, uploads),
        html=html,
        then_status=then_status or "",
        status_before=ticket.status,
        held_at=at,
        release_at=at + timedelta(seconds=seconds),
    )
    Upload.objects.filter(pk__in=[upload.pk for upload in uploads]).update(held=held, draft=None)
    Draft.objects.filter(ticket=ticket, membership=actor, kind=DraftKind.REPLY).delete()
    event = record(ReplyHeld(subject_id=held.pk, version=1, actor_id=actor.pk, at=at, ticket_id=ticket.pk))
    Delivery.objects.filter(event=event, receiver=RELEASE).update(due_at=held.release_at)
    return held


class Withdrawn(NamedTuple):
    """An answer as it was written. `is_draft`: it is the author's draft again; a draft begun since stays instead."""

    reply: HeldReply
    uploads: list[Upload]
    is_draft: bool


@service
def withdraw_reply(*, held_id: UUID, actor: Membership, at: datetime) -> Withdrawn:
    """Take one's own answer back in time, with its files. Raises HeldReply.DoesNotExist, AlreadySent."""
    mine = HeldReply.objects.withdrawable_by(actor).select_related("ticket")
    held = mine.select_for_update(of=("self",)).filter(public_id=held_id).first()
    if held is None:
        if Message.objects.visible_to(actor).filter(public_id=held_id, membership=actor).exists():
            raise AlreadySent(_("It is too late: this answer has been sent."))
        raise HeldReply.DoesNotExist
    draft, is_new = Draft.objects.get_or_create(
        ticket=held.ticket,
        membership=actor,
        defaults={"kind": DraftKind.REPLY, "text": held.text, "html": held.html, "saved_at": at},
    )
    uploads = list(Upload.objects.filter(held=held).order_by("pk"))
    Upload.objects.filter(held=held).update(held=None, draft=draft if is_new else None, uploaded_at=at)
    record(ReplyWithdrawn(subject_id=held.pk, version=2, actor_id=actor.pk, at=at, ticket_id=held.ticket_id))
    HeldReply.objects.filter(pk=held.pk).delete()
    return Withdrawn(held, uploads, is_draft=is_new)


@service
def release_reply(*, held_id: int, at: datetime) -> None:
    """The seconds are over: now it is a message, counted as of `at`. Once, however often it is called.

    What came meanwhile is not answered by it, for the author had not seen it: a contact who wrote goes on
    waiting, and the ticket stays open for them. A colleague's change of the status stands.
    """
    waiting = HeldReply.objects.filter(pk=held_id).values_list("ticket_id", flat=True).first()
    if waiting is None:
        return
    tickets = Ticket.objects.select_related("department", "contact")
    ticket = tickets.select_for_update(of=("self",), no_key=True).get(pk=waiting)
    held = HeldReply.objects.select_for_update(of=("self",)).select_related("membership").filter(pk=held_id).first()
    if held is None:
        return
    at = max(at, held.release_at)  # the database's clock rang; ours may be behind
    unseen_since = _unseen_since(held)
    files = used_up(list(Upload.objects.filter(held=held).order_by("pk")))
    HeldReply.objects.filter(pk=held.pk).delete()
    write_reply(
        ticket,
        NewMessage(text=held.text, html=held.html, attachments=files),
        public_id=held.public_id,
        actor=held.membership,
        status=_status_after(ticket, held, is_unseen=unseen_since is not None),
        seen_at=held.held_at,
        unseen_since=unseen_since,
        at=at,
    )


def _unseen_since(held: HeldReply) -> datetime | None:
    """When the contact wrote the first word the author had not seen."""
    came = Message.objects.filter(
        ticket_id=held.ticket_id,
        direction=MessageDirection.IN,
        content_kind=ContentKind.TEXT,
        at__gt=held.held_at,
    )
    return came.order_by("at").values_list("at", flat=True).first()


def _status_after(ticket: Ticket, held: HeldReply, *, is_unseen: bool) -> TicketStatus:
    wanted = held.then_status
    is_moved = ticket.status != held.status_before
    if not wanted or is_unseen or is_moved or wanted not in NEXT[ticket.status]:
        return after_reply(ticket)
    return TicketStatus(wanted)
