from dataclasses import dataclass
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class TableExported(DomainEvent):
    """A member took figures, or the cases behind one, out as a file: a line of the audit trail each time."""

    name: ClassVar[str] = "reports.export.taken"

    changed: tuple[str, ...] = ()
    what: str  # `agent-productivity`, or `agent-productivity/solved` for the cases behind a figure
    count: int  # rows
    first_day: str
    last_day: str
