"""What any telephone system tells about calls, in our words: plain values, no database, no clock.

A source adapter (`channels/calls/`) turns its format into these, `services/calls.py` stores them and
`call_figures.py` counts them. What a source does not know is None, never 0.
"""

from dataclasses import dataclass, field
from datetime import datetime

from helpdesk.call_enums import CallDirection, CallOutcome, EndedBy, LegResult, TransferKind, VisitResult


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One stay of one call in one queue."""

    queue: str
    entered_at: datetime
    left_at: datetime | None  # None: still waiting
    result: VisitResult
    position: int | None = None
    after_transfer: bool = False  # opened by a transfer after a human had answered

    @property
    def wait_seconds(self) -> float | None:
        """Source: metrics.md `queue_wait_time`."""
        return None if self.left_at is None else (self.left_at - self.entered_at).total_seconds()


@dataclass(frozen=True, kw_only=True)
class Leg:
    """One person's part in a call: a ring, and if it was answered the time until it left that person."""

    agent: str  # as the source names it
    queue: str | None  # None: reached by a transfer to an extension
    result: LegResult
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    left_at: datetime | None = None
    ring_seconds: float | None = None
    hold_seconds: float | None = None
    wrap_seconds: float | None = None

    @property
    def connected_seconds(self) -> float | None:
        """From connecting to leaving, hold included; None while it lasts, or if nobody saw it end."""
        if self.answered_at is None or self.left_at is None:
            return None
        return (self.left_at - self.answered_at).total_seconds()

    @property
    def talk_seconds(self) -> float | None:
        """Connected less own hold; None where the source does not tell hold apart."""
        connected = self.connected_seconds
        return None if connected is None or self.hold_seconds is None else connected - self.hold_seconds


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """A call handed on by the person who had it."""

    kind: TransferKind
    at: datetime
    agent: str
    target: str | None  # a queue or an extension; None: the source does not say
    after_seconds: float  # since that person answered


@dataclass(frozen=True, kw_only=True)
class CallRecord:
    """One call as far as its source knows it."""

    external_id: str
    direction: CallDirection
    started_at: datetime  # the first moment the source knows of
    visits: tuple[Visit, ...] = ()
    legs: tuple[Leg, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    caller_number: str = ""  # empty: withheld
    caller_name: str = ""
    ended_at: datetime | None = None
    ended_by: EndedBy | None = None
    outcome: CallOutcome | None = None  # None: not decided yet
    suspect: tuple[str, ...] = ()  # why its figures are doubted; it is kept all the same

    @property
    def queued_at(self) -> datetime | None:
        return self.visits[0].entered_at if self.visits else None

    @property
    def answered_at(self) -> datetime | None:
        answers = [leg.answered_at for leg in self.legs if leg.answered_at is not None]
        return min(answers) if answers else None


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A span of an agent's day; an open end is not known, or has not come yet."""

    start: datetime
    end: datetime | None
    reason: str = ""


@dataclass(kw_only=True)
class AgentDay:
    """When one agent was signed in to the telephones, and when paused."""

    agent: str
    logins: list[Stretch] = field(default_factory=list)
    pauses: list[Stretch] = field(default_factory=list)
    queues: set[str] = field(default_factory=set)
