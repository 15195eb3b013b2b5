"""What happens to tickets. Ids are internal; `membership`, `contact`, `department` as of then."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class TicketEvent(DomainEvent):
    """Who and where the ticket belonged to after it happened; later moves do not rewrite it."""

    name: ClassVar[str] = "helpdesk.ticket.happened"

    department_id: int
    assignee_id: int | None


@dataclass(frozen=True, kw_only=True)
class TicketOpened(TicketEvent):
    """A contact wrote for the first time, or a member wrote to a contact."""

    name: ClassVar[str] = "helpdesk.ticket.opened"

    changed: tuple[str, ...] = ()
    contact_id: int
    channel: str
    language: str
    opened_by_contact: bool  # False: outbound, counted as received by no figure
    first_response_due_at: datetime | None
    message_id: int | None = None
    content_kind: str = "text"


@dataclass(frozen=True, kw_only=True)
class MessageReceived(TicketEvent):
    """The contact, or somebody else from outside, wrote again on a ticket that was there."""

    name: ClassVar[str] = "helpdesk.ticket.received"

    changed: tuple[str, ...] = ("messages",)
    message_id: int
    contact_id: int
    content_kind: str
    starts_run: bool = False  # metrics.md §3: the first unanswered word since the last answer


@dataclass(frozen=True, kw_only=True)
class TicketReplied(TicketEvent):
    """A public answer was written; whoever sends it listens to this."""

    name: ClassVar[str] = "helpdesk.ticket.replied"

    changed: tuple[str, ...] = ("messages",)
    message_id: int
    status_after: str
    first_response_seconds: int | None  # None: not the first, or the ticket was opened by a member
    first_response_business_seconds: int | None
    run_started_at: datetime | None = None  # of the run this answers; None: nobody was waiting
    run_business_seconds: int | None = None


@dataclass(frozen=True, kw_only=True)
class ReplyDeliveryChanged(DomainEvent):
    """The mail of a public answer was queued, taken, put off, refused or sent back.

    It happened to a mail and not to anybody's work: no `TicketEvent`, so nothing is counted.
    """

    name: ClassVar[str] = "helpdesk.ticket.delivery_changed"

    changed: tuple[str, ...] = ("messages",)
    message_id: int
    state: str


@dataclass(frozen=True, kw_only=True)
class ParticipantAdded(TicketEvent):
    """A member let somebody beside the contact into the conversation."""

    name: ClassVar[str] = "helpdesk.ticket.participant_added"

    changed: tuple[str, ...] = ("participants",)
    participant_id: int


@dataclass(frozen=True, kw_only=True)
class ParticipantLeftOut(TicketEvent):
    """A member decided that somebody gets nothing of the ticket."""

    name: ClassVar[str] = "helpdesk.ticket.participant_left_out"

    changed: tuple[str, ...] = ("participants",)
    participant_id: int


@dataclass(frozen=True, kw_only=True)
class TicketNoted(TicketEvent):
    """Somebody wrote an internal note."""

    name: ClassVar[str] = "helpdesk.ticket.noted"

    changed: tuple[str, ...] = ("messages",)
    message_id: int


@dataclass(frozen=True, kw_only=True)
class TicketAssigned(TicketEvent):
    """Somebody took, was given, or was relieved of the ticket; `assignee_id` is who has it now."""

    name: ClassVar[str] = "helpdesk.ticket.assigned"

    changed: tuple[str, ...] = ("assignee",)
    previous_assignee_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class TicketStatusChanged(TicketEvent):
    """The ticket moved between statuses without being solved or reopened."""

    name: ClassVar[str] = "helpdesk.ticket.status_changed"

    changed: tuple[str, ...] = ("status",)
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class TicketSolved(TicketEvent):
    """The ticket was declared answered; metrics.md calls this a resolution."""

    name: ClassVar[str] = "helpdesk.ticket.solved"

    changed: tuple[str, ...] = ("status", "solved_at")
    contact_id: int
    opened_at: datetime
    business_seconds: int  # opened to solved, by the calendar of the department
    is_first: bool  # False when a reopened ticket is solved again
    run_started_at: datetime | None = None  # somebody was still waiting: the run ended without a reply


@dataclass(frozen=True, kw_only=True)
class TicketReopened(TicketEvent):
    """A solved or closed ticket is work again."""

    name: ClassVar[str] = "helpdesk.ticket.reopened"

    changed: tuple[str, ...] = ("status", "solved_at")
    contact_id: int
    by_contact: bool  # by a message from outside, not by a member
    solved_at: datetime | None = None  # when it had been solved


@dataclass(frozen=True, kw_only=True)
class TicketTransferred(TicketEvent):
    """The ticket went to another department, and has no assignee there yet."""

    name: ClassVar[str] = "helpdesk.ticket.transferred"

    changed: tuple[str, ...] = ("department", "assignee", "first_response_due_at")
    previous_department_id: int
    previous_assignee_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class TicketPrioritised(TicketEvent):
    """Somebody said how urgent it is."""

    name: ClassVar[str] = "helpdesk.ticket.prioritised"

    changed: tuple[str, ...] = ("priority",)
    before: str
    after: str
