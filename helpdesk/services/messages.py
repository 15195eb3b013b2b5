"""What members write on a ticket."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Membership
from accounts.services import refuse_stale
from core.errors import Conflict, DomainError
from core.services import record
from helpdesk.enums import AuthorKind, DraftKind, MessageDirection, MessageKind, TicketStatus
from helpdesk.events import ReplyDeliveryChanged, TicketNoted, TicketReplied
from helpdesk.models import Draft, Message, Ticket
from helpdesk.previews import preview
from helpdesk.queries.authors import author_name
from helpdesk.queries.clocks import TicketTime
from helpdesk.services.incoming import NewAttachment, NewMessage, attach, new_message
from helpdesk.services.reading import note_read
from helpdesk.services.tickets import enter_status
from helpdesk.services.uploads import claimed, used_up
from helpdesk.services.writing import SUBJECT, locked_ticket, saved, service, told


class NewerMessages(Conflict):
    """Somebody else wrote after the last message the author had seen; `params` holds what.

    Sending again with the newest of them as last seen goes through.
    """

    code = "newer_messages"


class EmptyMessage(DomainError):
    """There is nothing to send."""

    code = "empty_message"


@service
def reply_to_ticket(
    *,
    ticket_id: UUID,
    actor: Membership,
    text: str,
    last_seen_message_id: UUID | None,
    at: datetime,
    html: str = "",
    then_status: str | None = None,
    seen_version: int | None = None,
    attachments: Sequence[NewAttachment] = (),
    upload_ids: Sequence[UUID] = (),
) -> Message:
    """Answer the contact, and with `then_status` move the ticket in the same breath.

    Ends the run and, the first time, the first-response clock. A new ticket is open afterwards.
    The author's draft is gone; `upload_ids` are the author's own files and are used up.
    Raises Ticket.DoesNotExist, NotPermitted, EmptyMessage, NewerMessages, UploadMissing,
    MessageTooLarge, and for the status StaleVersion and StatusNotReachable.
    """
    ticket = locked_ticket(ticket_id, actor, "ticket.reply")
    if then_status and seen_version is not None:
        refuse_stale(ticket, subject=SUBJECT, seen_version=seen_version, writes={"status"})
    _refuse_unseen(ticket, actor=actor, last_seen_message_id=last_seen_message_id)
    files = [*attachments, *used_up(claimed(upload_ids, actor=actor))]
    new = NewMessage(text=_something(text, files), html=html, attachments=files)
    message = new_message(ticket, new, at=at, contact=ticket.contact, actor=actor)
    message.save()
    attach(message, files)
    status = TicketStatus(then_status) if then_status else _after_reply(ticket)
    _count_reply(ticket, message, status=status, actor=actor, at=at)
    if status != ticket.status:
        enter_status(ticket, status, actor=actor, at=at)
    _sent(ticket, message, actor=actor)
    return message


@service
def note_on_ticket(
    *,
    ticket_id: UUID,
    actor: Membership,
    text: str,
    at: datetime,
    html: str = "",
    attachments: Sequence[NewAttachment] = (),
    upload_ids: Sequence[UUID] = (),
) -> Message:
    """Write something for colleagues only; it starts and stops no clock.

    Raises Ticket.DoesNotExist, NotPermitted, EmptyMessage, UploadMissing, MessageTooLarge.
    """
    ticket = locked_ticket(ticket_id, actor, "ticket.note")
    files = [*attachments, *used_up(claimed(upload_ids, actor=actor))]
    message = Message.objects.create(
        ticket=ticket,
        kind=MessageKind.NOTE,
        direction=MessageDirection.NONE,
        author_kind=AuthorKind.HUMAN,
        membership=actor,
        text=_something(text, files),
        html=html,
        at=at,
    )
    attach(message, files)
    saved(ticket)
    record(TicketNoted(**told(ticket, actor=actor, at=at), message_id=message.pk))
    _sent(ticket, message, actor=actor)
    return message


@service
def mark_delivery(*, message_id: int, state: str, at: datetime, reason: str = "", mail_message_id: str = "") -> None:
    """Say how far an outgoing message got. For whoever sends it, and for bounces.

    An empty `mail_message_id` keeps the one it has. What was already said is not said again.
    """
    ticket = Ticket.objects.select_for_update(no_key=True).get(messages=message_id)
    message = Message.objects.get(pk=message_id)
    told_before = (message.delivery_state, message.delivery_reason) == (state, reason)
    if told_before and mail_message_id in ("", message.mail_message_id):
        return
    message.delivery_state, message.delivery_reason = state, reason
    message.mail_message_id = mail_message_id or message.mail_message_id
    message.save(update_fields=["delivery_state", "delivery_reason", "mail_message_id"])
    saved(ticket)
    record(
        ReplyDeliveryChanged(
            subject_id=ticket.pk, version=ticket.version, actor_id=None, at=at, message_id=message.pk, state=state
        )
    )


def _refuse_unseen(ticket: Ticket, *, actor: Membership, last_seen_message_id: UUID | None) -> None:
    seen = ticket.messages.filter(public_id=last_seen_message_id).first() if last_seen_message_id else None
    others = ticket.messages.exclude(membership=actor)
    if seen:
        others = others.filter(Q(at__gt=seen.at) | Q(at=seen.at, pk__gt=seen.pk))
    newer = list(others.select_related("membership__user", "contact").order_by("at", "pk"))
    if newer:
        raise NewerMessages(
            ngettext(
                "A message came in while you were writing. Read it and send again.",
                "%(n)d messages came in while you were writing. Read them and send again.",
                len(newer),
            )
            % {"n": len(newer)},
            messages=[
                {
                    "id": message.public_id,
                    "kind": message.kind,
                    "author": author_name(message),
                    "at": message.at,
                    "preview": preview(message.text),
                }
                for message in newer
            ],
        )


def _something(text: str, attachments: Sequence[NewAttachment]) -> str:
    if not text.strip() and not attachments:
        raise EmptyMessage(_("Write something first."))
    return text


def _named(message: Message) -> str:
    """What a list shows of a message that is nothing but files."""
    return preview(", ".join(message.attachments.order_by("pk").values_list("name", flat=True)))


def _after_reply(ticket: Ticket) -> TicketStatus:
    return TicketStatus.OPEN if ticket.status == TicketStatus.NEW else TicketStatus(ticket.status)


def _count_reply(ticket: Ticket, message: Message, *, status: TicketStatus, actor: Membership, at: datetime) -> None:
    started_at, run_started_at = ticket.first_response_started_at, ticket.waiting_since
    is_first = started_at is not None and ticket.first_responded_at is None
    time = TicketTime(ticket)
    if is_first:
        ticket.first_responded_at = at
    ticket.waiting_since = None
    ticket.last_message_at = max(ticket.last_message_at, at)
    ticket.last_message_preview = preview(message.text) or _named(message)
    saved(ticket, "first_responded_at", "waiting_since", "last_message_at", "last_message_preview")
    record(
        TicketReplied(
            **told(ticket, actor=actor, at=at),
            message_id=message.pk,
            status_after=status.value,
            first_response_seconds=int((at - started_at).total_seconds()) if started_at and is_first else None,
            first_response_business_seconds=(
                time.business_seconds(started_at, at) if started_at and is_first else None
            ),
            run_started_at=run_started_at,
            run_business_seconds=time.business_seconds(run_started_at, at) if run_started_at else None,
        )
    )


def _sent(ticket: Ticket, message: Message, *, actor: Membership) -> None:
    """The author has nothing left to send, and has read what they wrote."""
    kind = DraftKind.NOTE if message.kind == MessageKind.NOTE else DraftKind.REPLY
    Draft.objects.filter(ticket=ticket, membership=actor, kind=kind).delete()
    note_read(ticket, membership=actor, up_to=message.at)
