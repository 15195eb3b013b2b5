"""The life of one outgoing mail."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class MailEvent(DomainEvent):
    """`outgoing_id` is the row; `purpose` and `message_id` let the app that asked for the mail find its own."""

    name: ClassVar[str] = "core.mail.happened"

    changed: tuple[str, ...] = ("state",)
    outgoing_id: int
    purpose: str = ""
    message_id: str = ""


@dataclass(frozen=True, kw_only=True)
class MailQueued(MailEvent):
    """Somebody is to get a mail."""

    name: ClassVar[str] = "core.mail.queued"


@dataclass(frozen=True, kw_only=True)
class MailDeferred(MailEvent):
    """The other side could not take it now; it goes again, unchanged, at `retry_at`."""

    name: ClassVar[str] = "core.mail.deferred"

    retry_at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class MailSent(MailEvent):
    """The other side took it. `is_possibly_twice`: an earlier try died without an answer."""

    name: ClassVar[str] = "core.mail.sent"

    is_possibly_twice: bool


@dataclass(frozen=True, kw_only=True)
class MailFailed(MailEvent):
    """It was refused for good, or five days of trying are over; `reason` in words for a person."""

    name: ClassVar[str] = "core.mail.failed"

    reason: str
