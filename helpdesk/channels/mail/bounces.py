"""A mail of ours came back (RFC 3464): the reply says so, no ticket is opened, nobody is written to."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from helpdesk.channels.mail.identity import token_of_address, token_of_message_id
from helpdesk.channels.mail.models import SentMail
from helpdesk.channels.mail.received import Bounce, Received
from helpdesk.channels.mail.threading import sent_mail
from helpdesk.enums import MessageDelivery
from helpdesk.services.messages import mark_delivery


def note_bounce(mail: Received, *, at: datetime) -> SentMail | None:
    """Mark the reply this report is about; the mail of ours it names, None if it names none by a name we made.

    A report of a delay changes nothing yet: the other side still tries.
    """
    bounce = mail.bounce
    sent = _reported(mail, at=at)
    if bounce is None or sent is None:
        return None
    if bounce.action and bounce.action != "failed":
        return sent
    SentMail.objects.filter(pk=sent.pk, bounced_at__isnull=True).update(bounced_at=at)
    if sent.message_id:
        with translation.override(sent.organization.language):
            reason = _reason(bounce)
        mark_delivery(message_id=sent.message_id, state=MessageDelivery.FAILED, reason=reason, at=at)
    return sent


def _reported(mail: Received, *, at: datetime) -> SentMail | None:
    """By the address the report came to, which was the envelope sender, else by the Message-ID inside it."""
    tokens = [token_of_address(one) for one in mail.recipients]
    if mail.bounce:
        tokens.append(token_of_message_id(mail.bounce.original_message_id))
    tokens += [token_of_message_id(one) for one in mail.answered_ids]
    return next((sent for token in tokens if (sent := sent_mail(token, at=at))), None)


def _reason(bounce: Bounce) -> str:
    said = bounce.diagnostic or bounce.status
    return _("The mail server of %(recipient)s sent it back: %(reason)s") % {
        "recipient": bounce.recipient or "?",
        "reason": said or "?",
    }
