"""What members write on a ticket."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.services import refuse_stale
from core.errors import DomainError
from core.services import record
from helpdesk.enums import AuthorKind, DraftKind, MessageDirection, MessageKind, TicketStatus
from helpdesk.events import ReplyDeliveryChanged, TicketNoted, TicketReplied
from helpdesk.models import Draft, Message, Ticket
from helpdesk.previews import preview
from helpdesk.queries.clocks import TicketTime
from helpdesk.services.incoming import NewAttachment, NewMessage, attach, new_message
from helpdesk.services.reading import note_read
from helpdesk.services.tickets import enter_status
from helpdesk.services.unseen import refuse_unseen
from helpdesk.services.uploads import claimed, used_up
from helpdesk.services.writing import SUBJECT, locked_ticket, saved, service, told


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
    ticket = ticket_to_answer(
        ticket_id, actor, last_seen_message_id=last_seen_message_id, then_status=then_status, seen_version=seen_version
    )
    files = [*attachments, *used_up(claimed(upload_ids, actor=actor))]
    Draft.objects.filter(ticket=ticket, membership=actor, kind=DraftKind.REPLY).delete()
    return write_reply(
        ticket,
        NewMessage(text=something(text, files), html=html, attachments=files),
        actor=actor,
        status=TicketStatus(then_status) if then_status else after_reply(ticket),
        seen_at=at,
        at=at,
    )


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
        text=something(text, files),
        html=html,
        at=at,
    )
    attach(message, files)
    saved(ticket)
    record(TicketNoted(**told(ticket, actor=actor, at=at), message_id=message.pk))
    Draft.objects.filter(ticket=ticket, membership=actor, kind=DraftKind.NOTE).delete()
    note_read(ticket, membership=actor, up_to=at)
    return message


def ticket_to_answer(
    ticket_id: UUID,
    actor: Membership,
    *,
    last_seen_message_id: UUID | None,
    then_status: str | None,
    seen_version: int | None,
) -> Ticket:
    """The ticket, locked, if `actor` may answer it having seen this much of it.

    Raises Ticket.DoesNotExist, NotPermitted, NewerMessages, and for the status StaleVersion.
    """
    ticket = locked_ticket(ticket_id, actor, "ticket.reply")
    if then_status and seen_version is not None:
        refuse_stale(ticket, subject=SUBJECT, seen_version=seen_version, writes={"status"})
    refuse_unseen(ticket, actor=actor, last_seen_message_id=last_seen_message_id)
    return ticket


def write_reply(
    ticket: Ticket,
    new: NewMessage,
    *,
    actor: Membership,
    status: TicketStatus,
    seen_at: datetime,
    at: datetime,
    unseen_since: datetime | None = None,
    public_id: UUID | None = None,
) -> Message:
    """Put an answer on a locked ticket and count it as of `at`.

    It answers what its author could have seen by `seen_at`. `unseen_since` is when the contact wrote the first
    word after that: they go on waiting from then, and the author has not read it.
    """
    message = new_message(ticket, new, at=at, contact=ticket.contact, actor=actor)
    message.public_id = public_id or message.public_id
    message.save()
    attach(message, new.attachments)
    _count_reply(ticket, message, status=status, actor=actor, seen_at=seen_at, unseen_since=unseen_since)
    if status != ticket.status:
        enter_status(ticket, status, actor=actor, at=at)
    if unseen_since is None:
        note_read(ticket, membership=actor, up_to=at)
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


def something(text: str, attachments: Sequence[object]) -> str:
    """The text. Raises EmptyMessage if there is nothing to send."""
    if not text.strip() and not attachments:
        raise EmptyMessage(_("Write something first."))
    return text


def _named(message: Message) -> str:
    """What a list shows of a message that is nothing but files."""
    return preview(", ".join(message.attachments.order_by("pk").values_list("name", flat=True)))


def after_reply(ticket: Ticket) -> TicketStatus:
    """What an answer alone makes of the status: a new ticket is open."""
    return TicketStatus.OPEN if ticket.status == TicketStatus.NEW else TicketStatus(ticket.status)


def _count_reply(
    ticket: Ticket,
    message: Message,
    *,
    status: TicketStatus,
    actor: Membership,
    seen_at: datetime,
    unseen_since: datetime | None,
) -> None:
    at, started_at, run_started_at = message.at, ticket.first_response_started_at, ticket.waiting_since
    is_first = started_at is not None and ticket.first_responded_at is None and started_at <= seen_at
    time = TicketTime(ticket)
    if is_first:
        ticket.first_responded_at = at
    if run_started_at and run_started_at > seen_at:
        run_started_at = None  # they began to wait after these words were written
    else:
        ticket.waiting_since = unseen_since if run_started_at else None
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
