"""Mail out of tickets: under a name only we can make, so that the answer finds its way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape, linebreaks, urlize

from core.mail.addresses import named
from core.mail.services import NotAnAddress, queue_mail
from core.tenancy import current_organization_id
from helpdesk.channels.mail.identity import mail_message_id, reply_address, sealed
from helpdesk.channels.mail.models import SentMail
from helpdesk.enums import MessageDelivery, MessageDirection
from helpdesk.html import clean_html
from helpdesk.models import Contact, Message, Ticket
from helpdesk.queries.participants import in_copy
from helpdesk.services.messages import mark_delivery

REPLY = "reply"
MOST_REFERENCES = 20
FRAME = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"></head>'
    '<body style="font-family:sans-serif;font-size:14px;line-height:1.5">{body}</body></html>'
)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The names one mail goes out under."""

    message_id: str
    reply_to: str  # the bare address; also where bounces go
    from_address: str


def identity_for(
    ticket: Ticket, *, purpose: str, at: datetime, message: Message | None = None, to: Contact | None = None
) -> Identity:
    """Names for a mail to the contact of the ticket, or to somebody else on it. For the same message always the same.

    The Message-ID says which message it is, the reply address also to whom it went: a mail that comes back to
    it must be from them.
    """
    recipient = to or ticket.contact
    sent = _sent_mail(ticket, recipient, purpose=purpose, message=message, at=at)
    is_first = message is None or recipient == ticket.contact
    first = sent if is_first else _sent_mail(ticket, ticket.contact, purpose=purpose, message=message, at=at)
    host = ticket.organization.host
    token, name = (sealed(one.pk, organization_id=current_organization_id()) for one in (sent, first))
    local = ticket.department.address_local_part or "support"
    return Identity(
        message_id=mail_message_id(name, host), reply_to=reply_address(token, host), from_address=f"{local}@{host}"
    )


def _sent_mail(ticket: Ticket, recipient: Contact, *, purpose: str, message: Message | None, at: datetime) -> SentMail:
    known = SentMail.objects.filter(message=message, address_key=recipient.email_key).first() if message else None
    return known or SentMail.objects.create(
        ticket=ticket,
        message=message,
        contact=recipient,
        address_key=recipient.email_key,
        purpose=purpose,
        sent_at=at,
    )


def send_reply(*, message_id: int, at: datetime) -> None:
    """Queue the mail of one public answer: to the contact of its ticket, and to each who takes part a copy under
    a reply address of their own. Doing it twice queues it once.
    """
    message = Message.objects.select_related(
        "ticket__department", "ticket__contact", "ticket__organization", "membership__user"
    ).get(pk=message_id)
    ticket = message.ticket
    if message.mail_message_id or message.direction != MessageDirection.OUT or not ticket.contact.email:
        return
    copies = in_copy(ticket)
    try:
        name = _queue(message, to=ticket.contact, copies=copies, at=at)
        for one in copies:
            _queue(message, to=one, copies=copies, at=at)
    except NotAnAddress as error:
        mark_delivery(message_id=message.pk, state=MessageDelivery.FAILED, reason=error.message, at=at)
        return
    mark_delivery(message_id=message.pk, state=MessageDelivery.QUEUED, mail_message_id=name, at=at)


def _queue(message: Message, *, to: Contact, copies: Sequence[Contact], at: datetime) -> str:
    """One copy of the answer on its way; the Message-ID all of them have."""
    identity = identity_for(message.ticket, purpose=REPLY, at=at, message=message, to=to)
    queue_mail(
        to=to.email,
        subject=subject_of(message.ticket),
        text=_text(message),
        html=_html(message),
        headers=_headers(message, identity, copies),
        message_id=identity.message_id,
        envelope_from=identity.reply_to,
        attachments=[(file.file_id, file.name, file.content_type) for file in message.attachments.order_by("pk")],
        purpose=REPLY,
        at=at,
    )
    return identity.message_id


def subject_of(ticket: Ticket) -> str:
    """The subject the contact knows, with the number for people to quote; it joins nothing."""
    subject = ticket.subject.strip()
    is_answer = ticket.opened_by_contact and not subject.lower().startswith("re:")
    start = "Re: " if is_answer else ""
    return f"{start}{subject} [#{ticket.number}]"


def sender_name(message: Message) -> str:
    """The person who answers, and for whom. No brackets: in an address they are a comment."""
    organization = message.ticket.organization.name
    return f"{message.membership.user.name} – {organization}" if message.membership else organization


def thread_ids(ticket: Ticket, *, before: Message | None = None) -> list[str]:
    """Message-IDs of the public mails of this ticket so far, oldest first: what References holds."""
    rows = Message.objects.filter(ticket=ticket, kind="public").exclude(mail_message_id="")
    if before:
        rows = rows.exclude(pk=before.pk).filter(at__lte=before.at)
    rows = rows.exclude(badges__contains=["unverified_participant"])
    return list(rows.order_by("at", "pk").values_list("mail_message_id", flat=True))


def _headers(message: Message, identity: Identity, copies: Sequence[Contact]) -> dict[str, str]:
    ticket = message.ticket
    headers = {
        "From": named(sender_name(message), identity.from_address),
        "To": _named(ticket.contact),
        "Reply-To": named(ticket.organization.name, identity.reply_to),
    }
    if copies:
        headers["Cc"] = ", ".join(_named(one) for one in copies)
    known = thread_ids(ticket, before=message)
    if known:
        headers["In-Reply-To"] = known[-1]
        headers["References"] = " ".join([*known[:1], *known[1:][-MOST_REFERENCES:]])
    if ticket.language:
        headers["Content-Language"] = ticket.language
    return headers


def _named(contact: Contact) -> str:
    return named(contact.name if contact.name != contact.email else "", contact.email)


def _text(message: Message) -> str:
    return f"{message.text.rstrip()}\n\n-- \n{_signature(message)}\n"


def _html(message: Message) -> str:
    """What the author laid out, cleaned as if a stranger had; plain words become paragraphs."""
    body = clean_html(message.html).html if message.html else linebreaks(urlize(message.text, autoescape=True))
    signature = "<br>".join(escape(line) for line in _signature(message).split("\n"))
    return FRAME.format(language=escape(message.ticket.language or "en"), body=f"{body}<p>-- <br>{signature}</p>")


def _signature(message: Message) -> str:
    ticket = message.ticket
    place = f"{ticket.department.name}, {ticket.organization.name}"
    return f"{message.membership.user.name}\n{place}" if message.membership else place
