"""What comes from outside, and what opens a ticket."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import NotPermitted
from core.services import record
from helpdesk.enums import (
    AuthorKind,
    ContentKind,
    MessageDelivery,
    MessageDirection,
    TicketChannel,
    TicketPriority,
    TicketStatus,
)
from helpdesk.events import MessageReceived, TicketOpened
from helpdesk.models import Attachment, Contact, Department, Message, Ticket
from helpdesk.policies import can
from helpdesk.previews import preview
from helpdesk.services.contacts import searched
from helpdesk.services.inserting import insert_ticket
from helpdesk.services.promises import start_first_response
from helpdesk.services.tickets import back_to_work
from helpdesk.services.writing import saved, service, told


@dataclass(frozen=True, kw_only=True)
class NewAttachment:
    """A stored file on its way onto a message."""

    file_id: int  # of a core StoredFile
    name: str
    content_type: str
    size: int
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, kw_only=True)
class NewMessage:
    """A message before it is on a ticket. `html` is as it came: it is cleaned when shown."""

    text: str
    html: str = ""
    content_kind: str = ContentKind.TEXT
    badges: Sequence[str] = ()
    mail_message_id: str = ""
    attachments: Sequence[NewAttachment] = ()

    def as_automatic(self) -> Self:
        """The same words, for which nobody waits (metrics.md §1.3)."""
        return replace(self, content_kind=ContentKind.AUTO_REPLY)


@service
def open_ticket(
    *,
    department: Department,
    contact: Contact,
    subject: str,
    message: NewMessage,
    at: datetime,
    actor: Membership | None = None,
    channel: str = TicketChannel.MAIL,
    language: str = "",
    priority: str = TicketPriority.NORMAL,
    raw_inbound_id: int | None = None,
) -> Ticket:
    """Begin a ticket with its first message: the contact's, or with `actor` one to the contact.

    Only what a person outside wrote starts the first-response clock (metrics.md §3.2); a ticket
    opened by a member or by a machine has none until the contact writes. Returns the ticket;
    its first message is `ticket.messages.get()`. Raises NotPermitted.
    """
    ticket = Ticket(
        department=department,
        contact=contact,
        subject=subject.strip()[:300] or _("(no subject)"),
        status=TicketStatus.OPEN if actor else TicketStatus.NEW,
        priority=priority,
        channel=channel,
        language=language or contact.language,
        opened_at=at,
        opened_by_contact=actor is None,
        last_message_at=at,
        last_message_preview=preview(message.text),
    )
    if actor and not can(actor, "ticket.create", ticket):
        raise NotPermitted(_("Your role may not open tickets in this department."))
    if actor is None and message.content_kind == ContentKind.TEXT:
        ticket.waiting_since = at
        start_first_response(ticket, at=at)
    first = new_message(ticket, message, at=at, contact=contact, actor=actor, raw_inbound_id=raw_inbound_id)
    ticket.search_text = searched(ticket.subject, contact)
    insert_ticket(ticket, first)
    attach(first, message.attachments)
    record(
        TicketOpened(
            **told(ticket, actor=actor, at=at, actor_kind="" if actor else AuthorKind.CUSTOMER.value),
            contact_id=contact.pk,
            channel=ticket.channel,
            language=ticket.language,
            opened_by_contact=ticket.opened_by_contact,
            first_response_due_at=ticket.first_response_due_at,
            message_id=first.pk,
            content_kind=first.content_kind,
        )
    )
    return ticket


@service
def receive_message(
    *,
    ticket: Ticket,
    contact: Contact,
    message: NewMessage,
    at: datetime,
    raw_inbound_id: int | None = None,
) -> Message:
    """Put what somebody outside wrote on a ticket that is there.

    An ordinary message begins a run unless one is open, ends waiting for the contact, and brings a
    solved ticket back to work. A courtesy and an automatic reply are only kept (metrics.md §1.3).
    """
    ticket = Ticket.objects.select_for_update(no_key=True).get(pk=ticket.pk)  # no join: it may be moving
    received = new_message(ticket, message, at=at, contact=contact, raw_inbound_id=raw_inbound_id)
    received.save()
    attach(received, message.attachments)
    counts = message.content_kind == ContentKind.TEXT
    starts_run = counts and ticket.waiting_since is None
    if starts_run and not ticket.solved_at:  # a solved one begins to wait when it is reopened, below
        ticket.waiting_since = at
    ticket.last_message_at = max(ticket.last_message_at, at)
    ticket.last_message_preview = preview(message.text)
    if counts and ticket.first_response_started_at is None and ticket.opened_by_contact:
        start_first_response(ticket, at=at)
    saved(
        ticket,
        *("last_message_at", "last_message_preview", "waiting_since"),
        *("first_response_started_at", "first_response_target_seconds", "first_response_due_at"),
    )
    record(
        MessageReceived(
            **told(ticket, actor=None, at=at, actor_kind=AuthorKind.CUSTOMER.value),
            message_id=received.pk,
            contact_id=contact.pk,
            content_kind=received.content_kind,
            starts_run=starts_run,
        )
    )
    if counts:
        back_to_work(ticket, at=at)
    return received


def new_message(
    ticket: Ticket,
    message: NewMessage,
    *,
    at: datetime,
    contact: Contact,
    actor: Membership | None = None,
    raw_inbound_id: int | None = None,
) -> Message:
    """A public message, in the direction its author gives it. Not saved."""
    return Message(
        ticket=ticket,
        direction=MessageDirection.OUT if actor else MessageDirection.IN,
        author_kind=AuthorKind.HUMAN if actor else AuthorKind.CUSTOMER,
        membership=actor,
        contact=None if actor else contact,
        text=message.text,
        html=message.html,
        at=at,
        content_kind=message.content_kind,
        badges=list(message.badges),
        raw_inbound_id=raw_inbound_id,
        mail_message_id=message.mail_message_id,
        delivery_state=MessageDelivery.QUEUED if actor and contact.email else "",
    )


def attach(message: Message, attachments: Sequence[NewAttachment]) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            file_id=new.file_id,
            name=new.name[:255],
            content_type=new.content_type[:120],
            size=new.size,
            content_id=new.content_id[:255],
            inline=new.inline,
        )
        for new in attachments
    )
