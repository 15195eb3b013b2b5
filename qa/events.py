from dataclasses import dataclass
from typing import Any, ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class ReviewEvent(DomainEvent):
    """About whom, by whom and of what; nothing here tells a mark before it is submitted."""

    name: ClassVar[str] = "qa.review.happened"

    agent_id: int
    reviewer_id: int
    department_id: int
    subject_kind: str  # ticket, call
    ticket_id: int | None
    call_id: int | None


@dataclass(frozen=True, kw_only=True)
class ReviewStarted(ReviewEvent):
    """Somebody began to judge a piece of work."""

    name: ClassVar[str] = "qa.review.started"

    changed: tuple[str, ...] = ("state",)
    selection: str


@dataclass(frozen=True, kw_only=True)
class ReviewSubmitted(ReviewEvent):
    """The judgement is fixed, and the agent may read it. Percent are exact to six decimals, as text."""

    name: ClassVar[str] = "qa.review.submitted"

    changed: tuple[str, ...] = ("state", "submitted_at")
    selection: str
    scorecard_id: int
    scorecard_version: int
    outcome: str
    passed: bool | None  # None: nothing could be scored
    calculated_percent: str | None
    final_percent: str | None
    reasons: tuple[str, ...]
    marks: tuple[dict[str, Any], ...] = ()  # criterion_id, value, not_applicable, root_cause


@dataclass(frozen=True, kw_only=True)
class ReviewAcknowledged(ReviewEvent):
    """The agent read the review."""

    name: ClassVar[str] = "qa.review.acknowledged"

    changed: tuple[str, ...] = ("acknowledged_at",)


@dataclass(frozen=True, kw_only=True)
class ScorecardPublished(DomainEvent):
    """A scorecard got a new version; reviews begun before keep theirs."""

    name: ClassVar[str] = "qa.scorecard.published"

    changed: tuple[str, ...] = ("versions",)
    number: int
    title: str
