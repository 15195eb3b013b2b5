from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class PresenceChanged(DomainEvent):
    """A member went from one state to another. The subject is the new stretch."""

    name: ClassVar[str] = "helpdesk.presence.changed"

    changed: tuple[str, ...] = ("state",)
    membership_id: int
    state: str
    reason: str
    source: str
    previous_state: str | None  # None: never set before
    previous_started_at: datetime | None
