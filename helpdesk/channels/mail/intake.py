"""Stored bytes of a mail into a message on a ticket. Called by a worker, once per mail, inside `tenant()`."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.db import DataError, transaction
from django.utils.translation import gettext as _

from core.files.store import store_file
from core.mail.addresses import is_address
from core.models import RawInbound
from core.raw.child import MEMORY_BYTES, Unreadable, limited_child
from core.raw.store import park_raw, reads
from helpdesk.channels.mail.acknowledgement import acknowledge
from helpdesk.channels.mail.authentication import Verdict
from helpdesk.channels.mail.bounces import note_bounce
from helpdesk.channels.mail.enums import SetAsideReason, SetAsideState
from helpdesk.channels.mail.language import language_of
from helpdesk.channels.mail.received import Received
from helpdesk.channels.mail.set_aside.keeping import note_place, row_of, set_aside, set_unreadable_aside
from helpdesk.channels.mail.threading import Place, mail_verdict, place_of
from helpdesk.channels.mail.unreadable import keep_unreadable, previous_of, replace_unreadable
from helpdesk.enums import ContentKind, MessageBadge, ParticipantSource
from helpdesk.models import Contact, Department, Message, Ticket
from helpdesk.services.contacts import contact_for_address
from helpdesk.services.incoming import NewAttachment, NewMessage, open_ticket, receive_message
from helpdesk.services.participants import suggest_participants

SOURCE = "mail"
PARSER = "helpdesk.channels.mail.parse:parse"
ROOM_PER_BYTE = 8  # a mail is in memory several times while it is read
MANY_MAILS, IN_TIME = 10, timedelta(minutes=10)


@reads(SOURCE)
def read_mail(raw: RawInbound, /, *, at: datetime) -> None:
    """Read the mail in a limited process and put it where it belongs; the unreadable becomes a ticket too."""
    content = bytes(raw.content)
    try:
        mail = parsed(content)
        with transaction.atomic():
            take_in(mail, raw=raw)
    except (Unreadable, DataError) as error:  # the second: read, but made of what no column takes, now or later
        _park(raw, content, reason=str(error))


def parsed(content: bytes) -> Received:
    """What the bytes say, read in a process of its own. Raises Unreadable."""
    return Received.of(limited_child(PARSER, content, memory_bytes=MEMORY_BYTES + ROOM_PER_BYTE * len(content)))


def take_in(mail: Received, *, raw: RawInbound) -> None:
    """One readable mail, as of when it arrived."""
    at = raw.received_at
    if mail.bounce:
        sent = note_bounce(mail, at=at)
        reason = SetAsideReason.DELIVERY_REPORT if sent else SetAsideReason.UNKNOWN_REPORT
        set_aside(raw, mail, reason, at=at, ticket=sent.ticket if sent else None, needs_nobody=sent is not None)
        return
    ours = reason_of_ourselves(mail, host=raw.organization.host)
    if ours:
        set_aside(raw, mail, ours, at=at)
        return
    earlier = previous_of(raw)
    if earlier:
        replace_unreadable(earlier, message_of(mail, badges=()))
        note_place(raw, earlier.ticket, at=at)
        return
    before = row_of(raw)
    if before and before.state == SetAsideState.TICKETED:
        return  # a person made a ticket of it before
    ticket = _put(mail, raw, at=at)
    if ticket is None:
        set_aside(raw, mail, SetAsideReason.NO_DEPARTMENT, at=at)
    elif before:
        note_place(raw, ticket, at=at)


def _put(mail: Received, raw: RawInbound, *, at: datetime) -> Ticket | None:
    """On the ticket it belongs to, else on a new one; None if no department takes new ones."""
    place = place_of(mail, at=at)
    department = None if place else department_for(mail.recipients)
    if not (place or department):
        return None
    contact = contact_of(mail)
    is_loop = _writes_very_often(contact, at=at)
    if place is None and is_loop:
        place = _latest_ticket(contact)
    badges = badges_of(mail, place, is_loop=is_loop)
    message = message_of(mail, badges=badges)
    if place:
        receive_message(ticket=place.ticket, contact=contact, message=message, at=at, raw_inbound_id=raw.pk)
        _suggest(mail, place.ticket, at=at)
        return place.ticket
    assert department, "one of the two is known"
    ticket = open_ticket(
        department=department,
        contact=contact,
        subject=mail.subject,
        message=message,
        language=language_in(mail, raw),
        at=at,
        raw_inbound_id=raw.pk,
    )
    _suggest(mail, ticket, at=at)
    if not badges:
        acknowledge(ticket, answers=mail.message_id, at=at)
    return ticket


def _suggest(mail: Received, ticket: Ticket, *, at: datetime) -> None:
    """Who wrote uninvited and who was named wait for a member; a machine's lists are nobody."""
    if mail.is_silent:
        return
    suggest_participants(ticket=ticket, people=[(mail.sender_name, mail.sender)], source=ParticipantSource.WROTE, at=at)
    suggest_participants(ticket=ticket, people=mail.others, source=ParticipantSource.COPY, at=at)


def reason_of_ourselves(mail: Received, *, host: str) -> SetAsideReason | None:
    """How one of our own inboxes wrote this, if one did: a mailbox that writes to itself must not open tickets."""
    if mail.sender_domain != host:
        return None
    if mail.loop == host:
        return SetAsideReason.LOOP
    local = mail.sender_key.rpartition("@")[0].partition("+")[0]
    ours = local in {"r", "no-reply"} or Department.objects.filter(address_local_part=local).exists()
    return SetAsideReason.OWN_MAILBOX if ours else None


def department_for(recipients: Any) -> Department | None:
    """The first addressed one; for a reply address that of its ticket; else the oldest there is, if there is one."""
    departments = Department.objects.filter(archived_at__isnull=True).order_by("pk")
    known = {one.address_local_part: one for one in departments}
    for recipient in recipients:
        found = known.get(recipient.rpartition("@")[0].partition("+")[0].casefold())
        if found:
            return found
    return departments.first()


def contact_of(mail: Received) -> Contact:
    """Who wrote, by address; without one that can be written to, somebody nobody knows."""
    if is_address(mail.sender):
        return contact_for_address(email=mail.sender, name=mail.sender_name)
    return Contact.objects.create(name=(mail.sender_name or mail.sender or _("Unknown sender"))[:200])


def badges_of(mail: Received, place: Place | None, *, is_loop: bool) -> list[str]:
    badges: list[str] = []
    if (place and not place.is_verified) or mail_verdict(mail) is Verdict.FAIL:
        badges.append(MessageBadge.UNVERIFIED_PARTICIPANT)
    if is_loop:
        badges.append(MessageBadge.SUSPECTED_LOOP)
    if mail.is_silent:
        badges.append(MessageBadge.AUTOMATIC)
    return badges


def language_in(mail: Received, raw: RawInbound) -> str:
    """The language the mail is written in, else that of the organization."""
    return language_of(
        f"{mail.subject}\n{mail.text}", declared=mail.content_language, otherwise=raw.organization.language
    )


def message_of(mail: Received, *, badges: Any) -> NewMessage:
    return NewMessage(
        text=mail.text,
        html=mail.html,
        content_kind=ContentKind.AUTO_REPLY if mail.is_auto_reply else ContentKind.TEXT,
        badges=badges,
        mail_message_id=mail.message_id,
        attachments=[_attachment(found) for found in mail.attachments],
    )


def _attachment(found: Any) -> NewAttachment:
    stored = store_file(content=found["content"], name=found["name"], content_type=found["content_type"])
    return NewAttachment(
        file_id=stored.pk,
        name=found["name"],
        content_type=found["content_type"],
        size=stored.size,
        content_id=found["content_id"],
        inline=found["inline"],
    )


def _writes_very_often(contact: Contact, *, at: datetime) -> bool:
    recent = Message.objects.filter(contact=contact, at__gt=at - IN_TIME, at__lte=at)
    return recent.count() >= MANY_MAILS


def _latest_ticket(contact: Contact) -> Place | None:
    ticket = Ticket.objects.filter(contact=contact, channel="mail").select_related("department", "contact").last()
    return Place(ticket=ticket, is_verified=True) if ticket else None


def _park(raw: RawInbound, content: bytes, *, reason: str) -> None:
    """A ticket with the original, where a department takes any; the bytes wait to be read again."""
    sender, recipients = _envelope(content)
    department = department_for(recipients)
    ticket = keep_unreadable(raw, department=department, at=raw.received_at) if department else None
    set_unreadable_aside(raw, sender=sender, recipients=recipients, detail=reason, ticket=ticket, at=raw.received_at)
    park_raw(raw, reason=reason)


def _envelope(content: bytes) -> tuple[str, list[str]]:
    """Sender and recipients from the lines the intake wrote, when nothing else of the mail can be read."""
    top = content[:20_000].decode("ascii", "replace")
    found = re.search(r"\AReturn-Path: <([^\r\n>]*)>\r\nX-Kvalita-Recipients: ([^\r\n]*)", top)
    return (found[1], [one.strip() for one in found[2].split(",")]) if found else ("", [])
