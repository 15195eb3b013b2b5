"""Which ticket a mail belongs to, and whether its sender is who they say (security.md §7.2 and §7.3)."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from core.tenancy import current_organization_id
from helpdesk.channels.mail.authentication import Verdict, verdict
from helpdesk.channels.mail.identity import opened, token_of_address, token_of_message_id
from helpdesk.channels.mail.models import SentMail
from helpdesk.channels.mail.received import Received
from helpdesk.models import Message, Ticket
from helpdesk.queries.participants import takes_part


@dataclass(frozen=True, kw_only=True)
class Place:
    """A ticket the mail goes on. `is_verified`: the sender is somebody this ticket is shared with."""

    ticket: Ticket
    is_verified: bool


def place_of(mail: Received, *, at: datetime) -> Place | None:
    """By reply address, then by our own Message-IDs, then by theirs; None starts a new ticket.

    A number in the subject joins nothing: everybody can count.
    """
    sent = _by_reply_address(mail, at=at)
    if sent:
        is_theirs = sent.address_key == mail.sender_key and takes_part(sent.ticket, mail.sender_key)
        return Place(ticket=sent.ticket, is_verified=is_theirs and is_authentic(mail))
    ours = _by_our_message_id(mail, at=at)
    if ours:
        return Place(ticket=ours.ticket, is_verified=takes_part(ours.ticket, mail.sender_key) and is_authentic(mail))
    theirs = _by_their_message_id(mail)
    return Place(ticket=theirs, is_verified=True) if theirs else None


def is_authentic(mail: Received) -> bool:
    """Whether nothing speaks against the sender.

    With a trusted mail server in front, it must have said that DMARC passed. Without one (development, or
    a server that does not judge) the unguessable name under which the mail came is all the proof there is.
    """
    said = mail_verdict(mail)
    return said is Verdict.PASS or (said is Verdict.UNKNOWN and not settings.MAIL_TRUSTED_AUTHSERV_ID)


def mail_verdict(mail: Received) -> Verdict:
    return verdict(mail.authentication, trusted=settings.MAIL_TRUSTED_AUTHSERV_ID, sender_domain=mail.sender_domain)


def sent_mail(token: str, *, at: datetime) -> SentMail | None:
    """The mail we sent under this name; None if the name is not ours."""
    sent_id = opened(token, organization_id=current_organization_id(), at=at) if token else None
    if sent_id is None:
        return None
    return SentMail.objects.select_related("ticket__department", "ticket__contact").filter(pk=sent_id).first()


def _by_reply_address(mail: Received, *, at: datetime) -> SentMail | None:
    return next((sent for one in mail.recipients if (sent := sent_mail(token_of_address(one), at=at))), None)


def _by_our_message_id(mail: Received, *, at: datetime) -> SentMail | None:
    return next((sent for one in mail.answered_ids if (sent := sent_mail(token_of_message_id(one), at=at))), None)


def _by_their_message_id(mail: Received) -> Ticket | None:
    """By a Message-ID that came in earlier, only for somebody who takes part in that ticket already."""
    if not mail.answered_ids or not is_authentic(mail):
        return None
    rows = Message.objects.filter(mail_message_id__in=mail.answered_ids).select_related(
        "ticket__department", "ticket__contact"
    )
    found = {row.mail_message_id: row.ticket for row in rows.order_by("-at", "-pk")}
    tickets = [found[one] for one in mail.answered_ids if one in found]
    return next((ticket for ticket in tickets if takes_part(ticket, mail.sender_key)), None)
