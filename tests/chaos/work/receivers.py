"""Numbered jobs. Each leaves a row of its own every time it is done, so that done twice is seen."""

import os
import signal
import time
import uuid
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone

from core.delivery import limits, runner
from core.events import DomainEvent, receiver
from core.models import RawInbound
from core.raw.child import limited_child
from core.raw.store import reads

if "CHAOS_ABANDONED_SECONDS" in os.environ:
    limits.ABANDONED_SECONDS = runner.ABANDONED_SECONDS = float(os.environ["CHAOS_ABANDONED_SECONDS"])


@dataclass(frozen=True, kw_only=True)
class Numbered(DomainEvent):
    """Job number `subject_id` was given."""

    name: ClassVar[str] = "chaos.job.given"

    changed: tuple[str, ...] = ("given",)
    kind: str = "good"  # or: kill, raise, sleep
    seconds: float = 0.0


@receiver(Numbered, back_off=(1, 1, 1, 1))
def do_numbered(event: Numbered) -> None:
    match event.kind:
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "raise":
            raise RuntimeError("this never works")
        case "sleep":
            time.sleep(3600)
    time.sleep(event.seconds)
    RawInbound.objects.create(
        source="effect",
        external_key=str(event.subject_id),
        sha256=uuid.uuid4().hex,
        content=b"",
        size=0,
        received_at=timezone.now(),
    )


@reads("chaos")
def read_chaos(raw: RawInbound, /, *, at: object) -> None:
    limited_child("tests.chaos.work.parsers:parse", bytes(raw.content), cpu_seconds=1)
