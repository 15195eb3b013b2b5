"""The one automatic answer: your message is here, and this is its number (security.md §7.5 and §7.7)."""

from datetime import datetime

from django.utils import translation
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from core.mail.addresses import address_key, is_address, named
from core.mail.services import AUTO_REPLIED, may_answer_automatically, queue_mail
from helpdesk.channels.mail.outgoing import FRAME, identity_for
from helpdesk.models import Ticket

ACKNOWLEDGEMENT = "acknowledgement"


def acknowledge(ticket: Ticket, *, answers: str, at: datetime) -> bool:
    """Tell the contact that the ticket is open; False if nobody may be told automatically.

    Holds no word of what came in, not even its subject: a forged sender must not be able to make us
    send their text to somebody else. `answers` is the Message-ID it answers.
    """
    address = ticket.contact.email
    if not is_address(address) or not may_answer_automatically(address=address, at=at):
        return False
    if address_key(address).rpartition("@")[2] == ticket.organization.host:
        return False  # one of our own mailboxes
    identity = identity_for(ticket, purpose=ACKNOWLEDGEMENT, at=at)
    with translation.override(ticket.language or "en"):
        subject, text = _words(ticket)
    headers = {
        "From": named(ticket.organization.name, identity.from_address),
        "Reply-To": named(ticket.organization.name, identity.reply_to),
        "Content-Language": ticket.language or "en",
    }
    if answers:
        headers |= {"In-Reply-To": answers, "References": answers}
    queue_mail(
        to=address,
        subject=subject,
        text=text,
        html=FRAME.format(language=ticket.language or "en", body=linebreaks(text, autoescape=True)),
        headers=headers,
        message_id=identity.message_id,
        automatic=AUTO_REPLIED,
        purpose=ACKNOWLEDGEMENT,
        at=at,
    )
    return True


def _words(ticket: Ticket) -> tuple[str, str]:
    names = {"number": ticket.number, "organization": ticket.organization.name}
    subject = _("We have received your message [#%(number)s]") % names
    text = _(
        "Hello,\n\n"
        "your message has reached us and has the number %(number)s. We will get back to you.\n"
        "If you want to add anything, simply answer this e-mail.\n\n"
        "%(organization)s\n\n"
        "This is an automatic confirmation."
    )
    return subject, text % names + "\n"
