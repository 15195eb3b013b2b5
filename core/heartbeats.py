"""Signs of life: each kind of process writes its own row, whoever asks reads them."""

from typing import Any

from django.utils import timezone

from core.models import Heartbeat


def beat(name: str, *, facts: dict[str, Any] | None = None) -> None:
    """This kind of process lives."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=timezone.now(), facts=facts or {})],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at", "facts"],
    )


def seconds_since_beat(name: str) -> float | None:
    """None if it never lived."""
    found = Heartbeat.objects.filter(name=name).first()
    return max((timezone.now() - found.at).total_seconds(), 0.0) if found else None
