from django.utils.translation import gettext as _

from helpdesk.models import Message


def author_name(message: Message) -> str:
    """Who wrote it, for people; the member, the contact, else a machine. Both must be loaded."""
    if message.membership:
        return message.membership.user.name
    if message.contact:
        return message.contact.name
    return _("Kvalita")
