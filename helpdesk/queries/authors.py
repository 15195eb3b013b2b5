from django.utils.translation import gettext as _

from helpdesk.enums import MessageBadge, MessageDirection
from helpdesk.models import Message, Ticket


def author_name(message: Message) -> str:
    """Who wrote it, for people; the member, the contact, else a machine. Both must be loaded."""
    if message.membership:
        return message.membership.user.name
    if message.contact:
        return message.contact.name
    return _("Kvalita")


def is_of_machines(ticket: Ticket) -> bool:
    """Whether all that came in was automatic mail: lists, newsletters, programs. False if nothing came in."""
    came = Message.objects.filter(ticket=ticket, direction=MessageDirection.IN).values_list("badges", flat=True)
    return bool(came) and all(MessageBadge.AUTOMATIC in badges for badges in came)
