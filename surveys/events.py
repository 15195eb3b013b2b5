"""What happens to surveys."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class InvitationEvent(DomainEvent):
    """About one resolution and whether its customer was asked; people and department as of then."""

    name: ClassVar[str] = "surveys.invitation.happened"

    ticket_id: int
    contact_id: int
    department_id: int
    agent_id: int | None  # metrics.md `credit`: assignee at the resolution, else whoever solved


@dataclass(frozen=True, kw_only=True)
class SurveyInvited(InvitationEvent):
    """A customer was asked."""

    name: ClassVar[str] = "surveys.invitation.sent"

    changed: tuple[str, ...] = ("invited_at",)


@dataclass(frozen=True, kw_only=True)
class SurveySuppressed(InvitationEvent):
    """A customer was not asked, and why; nothing is sent later in its place."""

    name: ClassVar[str] = "surveys.invitation.suppressed"

    changed: tuple[str, ...] = ("not_asked",)
    reason: str


@dataclass(frozen=True, kw_only=True)
class SurveyAnswered(DomainEvent):
    """A customer answered, or changed the answer within a day. Suspect ones are kept and not counted."""

    name: ClassVar[str] = "surveys.answer.given"

    changed: tuple[str, ...] = ("rating",)
    ticket_id: int
    contact_id: int
    department_id: int
    agent_id: int | None
    rating: int  # 1–5
    first_answered_at: datetime | None  # of the answer that counts; stays when it is changed
    is_change: bool
    comment_present: bool
    suspect: bool
