"""Events and receivers of the core's own tests: a row of raw input is the subject, and the effect."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone

from core.events import RECEIVERS, DomainEvent, Receiver
from core.models import Delivery, RawInbound
from core.services import record


@dataclass(frozen=True, kw_only=True)
class Rang(DomainEvent):
    """A bell rang."""

    name: ClassVar[str] = "core.bell.rang"

    changed: tuple[str, ...] = ("at",)
    tone: str = "c"


def note(event: Rang) -> None:
    """One row per bell, as every idempotent effect."""
    RawInbound.objects.get_or_create(
        source="note",
        external_key=str(event.subject_id),
        sha256="",
        defaults={"content": b"", "size": 0, "received_at": event.at},
    )


def noted() -> list[str]:
    return list(RawInbound.objects.filter(source="note").order_by("pk").values_list("external_key", flat=True))


def ring(number: int = 1, **values: object) -> None:
    record(Rang(subject_id=number, version=1, actor_id=None, at=timezone.now(), **values))


def hear(monkeypatch, function=note, *, name="core.note", **values) -> None:
    """Have this function receive `Rang` for the time of a test."""
    monkeypatch.setitem(RECEIVERS, name, Receiver(Rang, function, **values))


def delivery(receiver: str = "core.note") -> Delivery:
    return Delivery.objects.get(receiver=receiver)
