from helpdesk.events.calls import (
    CallAnswered,
    CallEnded,
    CallEvent,
    CallLinked,
    CallQueued,
    RecordingAttached,
    RecordingPlayed,
    RecordingPrepared,
)
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
    "CallAnswered",
    "CallEnded",
    "CallEvent",
    "CallLinked",
    "CallQueued",
    "DepartmentChanged",
    "MessageReceived",
    "PresenceChanged",
    "RecordingAttached",
    "RecordingPlayed",
    "RecordingPrepared",
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
