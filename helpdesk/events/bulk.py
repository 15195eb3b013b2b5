"""What happens to a change asked for many tickets; what it does to each ticket is told by the ticket's own events."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class BulkChangeEvent(DomainEvent):
    """Something moved: whoever asked for it looks again."""

    name: ClassVar[str] = "helpdesk.bulk.happened"

    changed: tuple[str, ...] = ("state",)


@dataclass(frozen=True, kw_only=True)
class BulkWork(BulkChangeEvent):
    """There is a next step to do. Each step is one delivery, so one that lost its worker is taken up by another."""

    name: ClassVar[str] = "helpdesk.bulk.due"


@dataclass(frozen=True, kw_only=True)
class BulkChangeStarted(BulkWork):
    """A member asked for it, or asked to undo it."""

    name: ClassVar[str] = "helpdesk.bulk.started"

    kind: str
    value: str
    total: int
    is_undo: bool = False


@dataclass(frozen=True, kw_only=True)
class BulkChangeStepped(BulkWork):
    """Some of its tickets are done, and some are left."""

    name: ClassVar[str] = "helpdesk.bulk.stepped"

    left: int


@dataclass(frozen=True, kw_only=True)
class BulkChangeEnded(BulkChangeEvent):
    """Every ticket was tried."""

    name: ClassVar[str] = "helpdesk.bulk.ended"

    done: int  # changed, or restored
    passed_over: int  # skipped, or kept as they are
    is_undo: bool = False


@dataclass(frozen=True, kw_only=True)
class BulkChangeCancelled(BulkChangeEvent):
    """Its member stopped it, or is no member any more; what was done stays done."""

    name: ClassVar[str] = "helpdesk.bulk.cancelled"

    left: int
