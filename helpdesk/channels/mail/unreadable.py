"""Mail that cannot be read is a ticket with its original attached, and can be read again later."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from core.files.store import store_file
from core.models import RawInbound
from helpdesk.enums import MessageBadge
from helpdesk.models import Contact, Department, Message, Ticket
from helpdesk.previews import preview
from helpdesk.services.incoming import NewAttachment, NewMessage, attach, open_ticket

ORIGINAL = "original.eml"


def keep_unreadable(raw: RawInbound, *, department: Department, at: datetime) -> Ticket:
    """A ticket saying so, from somebody nobody knows. One ticket per mail, however often it fails."""
    earlier = previous_of(raw)
    if earlier:
        return earlier.ticket
    with translation.override(raw.organization.language):
        subject = _("A message could not be read")
        text = _("This message could not be read. Its original is attached; open it with care.")
        name = _("Unknown sender")
    stored = store_file(content=bytes(raw.content), name=ORIGINAL, content_type="message/rfc822")
    return open_ticket(
        department=department,
        contact=Contact.objects.create(name=name),
        subject=subject,
        message=NewMessage(
            text=text,
            badges=[MessageBadge.UNREADABLE],
            attachments=[
                NewAttachment(file_id=stored.pk, name=ORIGINAL, content_type="message/rfc822", size=stored.size)
            ],
        ),
        at=at,
        raw_inbound_id=raw.pk,
    )


def previous_of(raw: RawInbound) -> Message | None:
    """The message an earlier, failed reading of these bytes left behind."""
    left = Message.objects.filter(raw_inbound=raw, badges__contains=[MessageBadge.UNREADABLE])
    return left.select_related("ticket").first()


def replace_unreadable(message: Message, new: NewMessage) -> None:
    """The bytes can be read by now: the message says what they say, where it stood."""
    message.text, message.html = new.text, new.html
    message.badges = [badge for badge in message.badges if badge != MessageBadge.UNREADABLE]
    message.mail_message_id = new.mail_message_id
    message.save(update_fields=["text", "html", "badges", "mail_message_id"])
    attach(message, new.attachments)
    ticket = message.ticket
    ticket.last_message_preview = preview(new.text)
    ticket.version += 1
    ticket.save(update_fields=["last_message_preview", "version"])
