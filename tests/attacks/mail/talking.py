"""A conversation by mail, and what the house has of it."""

from core.mail.models import OutgoingMail
from core.tenancy import tenant
from helpdesk.models import Message, Ticket
from helpdesk.services.messages import reply_to_ticket
from tests.mail import letter, work_off


def tickets(organization):
    with tenant(organization.pk):
        return list(Ticket.objects.select_related("contact").order_by("number"))


def messages(organization):
    with tenant(organization.pk):
        return list(Message.objects.select_related("contact", "ticket").order_by("pk"))


def outgoing(organization, **which):
    with tenant(organization.pk):
        return list(OutgoingMail.objects.filter(**which).order_by("pk"))


def nested(depth: int) -> bytes:
    return b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(depth))


def conversation(house, clerk, door) -> OutgoingMail:
    """Eva asked, Jana answered; the mail Eva has."""
    door.sends(letter(Message_ID="<eva-1@example.com>"))
    work_off(house)
    with tenant(house.pk):
        ticket = Ticket.objects.get()
        reply_to_ticket(
            ticket_id=ticket.public_id,
            actor=clerk,
            text="The secret is 4711.",
            last_seen_message_id=Message.objects.get().public_id,
            at=messages(house)[0].at,
        )
    work_off(house)
    return outgoing(house, purpose="reply")[-1]
