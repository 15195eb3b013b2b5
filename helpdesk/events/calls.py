from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class CallEvent(DomainEvent):
    """Where the call belonged when it happened: the department of the first queue it entered."""

    name: ClassVar[str] = "helpdesk.call.happened"

    department_id: int


@dataclass(frozen=True, kw_only=True)
class CallQueued(CallEvent):
    """Somebody waits in a queue; again, if a call is handed on into another one."""

    name: ClassVar[str] = "helpdesk.call.queued"

    changed: tuple[str, ...] = ("state", "waiting_since")
    queue: str
    waiting_since: datetime


@dataclass(frozen=True, kw_only=True)
class CallAnswered(CallEvent):
    """A human took the call; it is not over."""

    name: ClassVar[str] = "helpdesk.call.answered"

    changed: tuple[str, ...] = ("state", "answered_at")
    agent_id: int | None
    answered_at: datetime


@dataclass(frozen=True, kw_only=True)
class CallEnded(CallEvent):
    """The call is over, with all there is to count. Said again, with a higher version, if more becomes
    known later: the newest of a call replaces the ones before. Unknown is None, never 0.

    `legs`, `visits` and `transfers` hold plain rows; their instants are ISO 8601 in UTC. Legs carry
    `agent_id` (a membership; None: nobody we know), `agent_name`, `queue`, `result`, `answered_at`,
    `left_at` and `ring_`, `connected_`, `talk_`, `hold_`, `wrap_seconds`; visits `queue`,
    `department_id`, `entered_at`, `left_at`, `wait_seconds`, `result`, `after_transfer`; transfers
    `kind` and `after_seconds`.
    """

    name: ClassVar[str] = "helpdesk.call.ended"

    changed: tuple[str, ...] = ("state", "outcome", "ended_at")
    direction: str
    outcome: str
    queue: str
    started_at: datetime
    offered_at: datetime | None  # first queue entry: the period of every call figure
    answered: bool
    answered_at: datetime | None
    ended_at: datetime | None
    customer_wait_seconds: float | None
    connected_seconds: float | None  # covered by the legs jointly, hold included
    talk_seconds: float | None
    hold_seconds: float | None
    wrap_seconds: float | None
    threshold_seconds: int
    short_abandon_seconds: int
    agent_id: int | None  # who answered first
    contact_id: int | None
    legs: tuple[dict[str, Any], ...] = ()
    visits: tuple[dict[str, Any], ...] = ()
    transfers: tuple[dict[str, Any], ...] = ()
    suspect: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CallLinked(CallEvent):
    """The call was put to a ticket, or taken off one."""

    name: ClassVar[str] = "helpdesk.call.linked"

    changed: tuple[str, ...] = ("ticket",)
    ticket_id: int | None
    previous_ticket_id: int | None


@dataclass(frozen=True, kw_only=True)
class RecordingAttached(DomainEvent):
    """A sound file was put to a call; nobody has listened to it yet."""

    name: ClassVar[str] = "helpdesk.recording.attached"

    changed: tuple[str, ...] = ("file", "state")
    call_id: int


@dataclass(frozen=True, kw_only=True)
class RecordingPrepared(DomainEvent):
    """The sound was measured and drawn, or could not be read."""

    name: ClassVar[str] = "helpdesk.recording.prepared"

    changed: tuple[str, ...] = ("state",)
    call_id: int
    state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RecordingPlayed(DomainEvent):
    """A member asked for the sound: a line of the audit trail each time."""

    name: ClassVar[str] = "helpdesk.recording.played"

    changed: tuple[str, ...] = ()
    call_id: int
