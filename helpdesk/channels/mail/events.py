"""What happens to mail that is on no ticket."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class SetAsideMailEvent(DomainEvent):
    name: ClassVar[str] = "helpdesk.set_aside_mail"

    changed: tuple[str, ...] = ("state",)
    reason: str
    email: str  # who wrote it, by their own word


@dataclass(frozen=True, kw_only=True)
class MailSetAside(SetAsideMailEvent):
    """A mail came in and is on no ticket, or could not be read; said again when another reading says the same."""

    name: ClassVar[str] = "helpdesk.set_aside_mail.kept"


@dataclass(frozen=True, kw_only=True)
class SetAsideMailTicketed(SetAsideMailEvent):
    """It is on a ticket now: a person made one of it, or another reading found its place."""

    name: ClassVar[str] = "helpdesk.set_aside_mail.ticketed"

    ticket_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class SetAsideMailDismissed(SetAsideMailEvent):
    """Somebody looked, and nothing is to be done."""

    name: ClassVar[str] = "helpdesk.set_aside_mail.dismissed"


@dataclass(frozen=True, kw_only=True)
class SetAsideMailRestored(SetAsideMailEvent):
    """It waits for somebody again."""

    name: ClassVar[str] = "helpdesk.set_aside_mail.restored"


@dataclass(frozen=True, kw_only=True)
class SetAsideMailAskedAgain(SetAsideMailEvent):
    """Somebody had it read once more."""

    name: ClassVar[str] = "helpdesk.set_aside_mail.asked_again"

    changed: tuple[str, ...] = ()
