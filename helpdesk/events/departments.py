from dataclasses import dataclass
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class DepartmentChanged(DomainEvent):
    """A department was made, edited, archived or brought back, or its members changed: `changed` says what."""

    name: ClassVar[str] = "helpdesk.department.changed"

    before: dict[str, object]  # the fields of `changed`, as they were
    after: dict[str, object]
