from dataclasses import dataclass
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class RawStored(DomainEvent):
    """Bytes from outside are safe and wait to be read; said again when somebody asks to read them again."""

    name: ClassVar[str] = "core.raw_inbound.stored"

    changed: tuple[str, ...] = ("state",)
    source: str
