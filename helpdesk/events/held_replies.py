"""Answers that can still be taken back. They have happened to nobody's work yet: no `TicketEvent`, nothing counted."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class HeldReplyEvent(DomainEvent):
    """`subject_id` is the held reply, `ticket_id` the ticket it answers."""

    name: ClassVar[str] = "helpdesk.held_reply.happened"

    changed: tuple[str, ...] = ()
    ticket_id: int


@dataclass(frozen=True, kw_only=True)
class ReplyHeld(HeldReplyEvent):
    """A member sent an answer; it goes out in some seconds unless they take it back."""

    name: ClassVar[str] = "helpdesk.held_reply.held"


@dataclass(frozen=True, kw_only=True)
class ReplyWithdrawn(HeldReplyEvent):
    """Its author took it back in time."""

    name: ClassVar[str] = "helpdesk.held_reply.withdrawn"
