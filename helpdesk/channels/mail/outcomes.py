"""What became of the mail of a reply, written on the reply itself."""

from datetime import datetime

from core.mail.events import MailDeferred, MailFailed
from core.mail.models import OutgoingMail
from helpdesk.enums import MessageDelivery
from helpdesk.models import Message
from helpdesk.services.messages import mark_delivery

UNDECIDED = ("", MessageDelivery.QUEUED)


def note_sent(*, mail_message_id: str, is_possibly_twice: bool, at: datetime) -> None:
    """The other side took it. A bounce that was faster is not overwritten."""
    state = MessageDelivery.POSSIBLY_SENT_TWICE if is_possibly_twice else MessageDelivery.SENT
    _mark(mail_message_id, state, "", only_from=UNDECIDED, at=at)


def note_later(*, mail_message_id: str, reason: str, at: datetime) -> None:
    """Still waiting, and why."""
    _mark(mail_message_id, MessageDelivery.QUEUED, reason, only_from=UNDECIDED, at=at)


def note_failed(*, mail_message_id: str, reason: str, at: datetime) -> None:
    _mark(mail_message_id, MessageDelivery.FAILED, reason, only_from=("", *MessageDelivery.values), at=at)


def told_by(event: MailDeferred | MailFailed) -> str:
    """What the other side said; of a copy, also whose it was."""
    mail = OutgoingMail.objects.only("to", "to_key").get(pk=event.outgoing_id)
    is_copy = not Message.objects.filter(
        mail_message_id=event.message_id, direction="out", ticket__contact__email_key=mail.to_key
    ).exists()
    return f"{mail.to}: {event.reason}" if is_copy else event.reason


def _mark(mail_message_id: str, state: str, reason: str, *, only_from: tuple[str, ...], at: datetime) -> None:
    message = Message.objects.filter(mail_message_id=mail_message_id, direction="out").first()
    if message and message.delivery_state in only_from:
        mark_delivery(message_id=message.pk, state=state, reason=reason, at=at)
