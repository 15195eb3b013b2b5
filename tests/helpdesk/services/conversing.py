"""One ticket and what is said on it."""

from datetime import timedelta

from core.models import Event
from helpdesk.services.incoming import NewMessage, receive_message
from helpdesk.services.messages import (
    reply_to_ticket,
)
from tests.factories.helpdesk import OPENED_AT

HOUR = timedelta(hours=1)


def first_of(ticket):
    return ticket.messages.order_by("at", "pk").first().public_id


def reply(ticket, agent, at=OPENED_AT + HOUR, **more):
    return reply_to_ticket(
        ticket_id=ticket.public_id,
        actor=agent,
        text="Hello",
        at=at,
        **{"last_seen_message_id": first_of(ticket), **more},
    )


def receive(ticket, at, **more):
    return receive_message(ticket=ticket, contact=ticket.contact, message=NewMessage(text="And?", **more), at=at)


def names():
    return list(Event.objects.filter(subject="helpdesk.ticket").order_by("pk").values_list("name", flat=True))


def newest_event():
    return Event.objects.order_by("pk").last()
