from core.events import receiver
from core.mail.events import MailDeferred, MailFailed, MailSent
from helpdesk.channels.mail import intake  # noqa: F401 — registers the reader of stored mail
from helpdesk.channels.mail.outcomes import note_failed, note_later, note_sent, told_by
from helpdesk.channels.mail.outgoing import REPLY, send_reply
from helpdesk.events import TicketOpened, TicketReplied


@receiver(TicketReplied, queue="mail_out")
def mail_reply(event: TicketReplied) -> None:
    send_reply(message_id=event.message_id, at=event.at)


@receiver(TicketOpened, queue="mail_out")
def mail_first_word(event: TicketOpened) -> None:
    """A member wrote to a contact who had not asked anything yet."""
    if not event.opened_by_contact and event.message_id:
        send_reply(message_id=event.message_id, at=event.at)


@receiver(MailSent)
def note_reply_sent(event: MailSent) -> None:
    if event.purpose == REPLY:
        note_sent(mail_message_id=event.message_id, is_possibly_twice=event.is_possibly_twice, at=event.at)


@receiver(MailDeferred)
def note_reply_later(event: MailDeferred) -> None:
    if event.purpose == REPLY:
        note_later(mail_message_id=event.message_id, reason=told_by(event), at=event.at)


@receiver(MailFailed)
def note_reply_failed(event: MailFailed) -> None:
    if event.purpose == REPLY:
        note_failed(mail_message_id=event.message_id, reason=told_by(event), at=event.at)
