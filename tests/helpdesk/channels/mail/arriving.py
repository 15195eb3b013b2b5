"""A mail that has arrived, without the network before it: the bytes as the intake keeps them."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from core.models import RawInbound
from core.tenancy import tenant
from helpdesk.channels.mail.listener import keep
from helpdesk.models import Message, Ticket
from tests.deliveries import deliver_all
from tests.factories.helpdesk import OPENED_AT
from tests.mail import SUPPORT

AT = OPENED_AT


def arrives(organization, content: bytes | EmailMessage, *, to=SUPPORT, sender="eva@example.com", at: datetime = AT):
    """Kept and read; the raw row afterwards."""
    raw = content if isinstance(content, bytes) else content.as_bytes(policy=SMTP)
    recipients = [to] if isinstance(to, str) else to
    keep(raw, sender=sender, recipients={organization.pk: recipients}, at=at)
    with tenant(organization.pk):
        deliver_all()
        return RawInbound.objects.order_by("pk").last()


def tickets(organization) -> list[Ticket]:
    with tenant(organization.pk):
        return list(Ticket.objects.select_related("contact", "department").order_by("number"))


def messages(organization) -> list[Message]:
    with tenant(organization.pk):
        return list(Message.objects.select_related("contact", "ticket").order_by("pk"))


def minutes(number: int) -> datetime:
    return AT + timedelta(minutes=number)
