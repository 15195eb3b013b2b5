from helpdesk.events.departments import DepartmentChanged
from helpdesk.events.presence import PresenceChanged
from helpdesk.events.tickets import (
    MessageReceived,
    TicketAssigned,
    TicketEvent,
    TicketNoted,
    TicketOpened,
    TicketPrioritised,
    TicketReopened,
    TicketReplied,
    TicketSolved,
    TicketStatusChanged,
    TicketTransferred,
)

__all__ = [
    "DepartmentChanged",
    "MessageReceived",
    "PresenceChanged",
    "TicketAssigned",
    "TicketEvent",
    "TicketNoted",
    "TicketOpened",
    "TicketPrioritised",
    "TicketReopened",
    "TicketReplied",
    "TicketSolved",
    "TicketStatusChanged",
    "TicketTransferred",
]
