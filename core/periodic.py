"""Jobs by the clock. A slot is done once, whoever is asked to do it and however often.

    @periodic("helpdesk.close_solved", every=timedelta(minutes=5), reason="tickets solved long ago become closed")
    def close_solved(*, at: datetime) -> None:      # once per organization, inside its tenant()
        …

Celery beat is only a clock: every few seconds it has a worker ask which slots are due. With no beat for
a while the latest missed slot is done late and the older ones not at all, so a job looks for due rows
by the database's clock instead of counting its calls.
"""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import batched
from math import inf
from time import monotonic
from typing import NamedTuple, Protocol, Self

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from core.models import PeriodicRun
from core.tenancy import tenant

logger = logging.getLogger(__name__)

PART = 50  # organizations one task visits
PART_SECONDS = 60  # after which it hands the rest on
LATE_SECONDS = 120
KEPT = timedelta(days=7)
STALLED = timedelta(minutes=5)  # no part of a job has ended for so long: its next slot no longer waits for it
LOST = timedelta(minutes=15)  # above the hard limit of a bulk task
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
BEGIN = """
INSERT INTO core_periodicrun (job, slot, began_at, failed) VALUES (%s, %s, %s, '[]')
ON CONFLICT (job, slot) DO UPDATE SET began_at = excluded.began_at
  WHERE core_periodicrun.done_at IS NULL AND core_periodicrun.began_at < %s
"""
FAILED = "UPDATE core_periodicrun SET failed = failed || %s::jsonb WHERE job = %s AND slot = %s"
PART_DONE = """
UPDATE core_periodicrun SET parts = (parts - %s) || %s::jsonb, began_at = %s
WHERE job = %s AND slot = %s AND parts ? %s RETURNING parts = '[]'
"""


class EachOrganization(Protocol):
    def __call__(self, *, at: datetime) -> None: ...


class Job(NamedTuple):
    name: str
    every: timedelta
    reason: str  # why it may go through all organizations
    queue: str
    function: EachOrganization

    def slot(self, at: datetime) -> datetime:
        """The start of the slot that `at` lies in, in UTC."""
        return EPOCH + (at - EPOCH) // self.every * self.every


JOBS: dict[str, Job] = {}


def periodic[F: EachOrganization](name: str, *, every: timedelta, reason: str, queue: str = "bulk") -> Callable[[F], F]:
    """Call the function once per slot for each organization, inside its `tenant()`."""
    assert reason, "say why this goes through all organizations"

    def register(function: F) -> F:
        JOBS[name] = Job(name, every, reason, queue, function)
        return function

    return register


def each_tenant(*, reason: str) -> list[int]:
    """The ids of all organizations: the one way across. Open `tenant()` for one after another.

    The reason is logged, and must not be empty.
    """
    if not reason.strip():
        raise ValueError("say why all organizations are visited")
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_organization_ids()")
        ids = [row[0] for row in cursor.fetchall()]
    logger.info("each tenant: %s", reason, extra={"organizations": len(ids)})
    return ids


class Part(NamedTuple):
    """Some neighbouring organizations, by their ids, both included."""

    first: int
    last: int

    @property
    def name(self) -> str:
        return f"{self.first}-{self.last}"

    @classmethod
    def named(cls, name: str) -> Self:
        first, _, last = name.partition("-")
        return cls(int(first), int(last))


class Ring(Protocol):
    def __call__(self, part: Part, /) -> object: ...


def due_slots(*, at: datetime) -> Iterator[tuple[Job, datetime]]:
    """The current slot of each job that is not done; the caller that gets one has begun it.

    A slot begun a quarter of an hour ago and not done lost its worker or its message: it is begun again. A slot
    whose job is still on its way through the organizations of an earlier one waits.
    """
    done = dict(PeriodicRun.objects.filter(done_at__isnull=False).values_list("job").annotate(slot=Max("slot")))
    under_way = PeriodicRun.objects.filter(done_at__isnull=True, began_at__gt=at - STALLED).exclude(parts=[])
    busy = set(under_way.values_list("job", flat=True))
    for job in list(JOBS.values()):
        slot = job.slot(at)
        if job.name in busy or (job.name in done and done[job.name] >= slot):
            continue
        with connection.cursor() as cursor:
            cursor.execute(BEGIN, [job.name, slot, at, at - LOST])
            if cursor.rowcount:
                yield job, slot


def run_job(*, job: Job, slot: datetime, ring: Ring) -> None:
    """Do it for each organization: here for a few, else in parts that are rung one by one, so that none is so far
    behind that its turn never comes. A slot that is begun again goes on with the parts that are left.
    """
    run = PeriodicRun.objects.filter(job=job.name, slot=slot).values_list("parts", flat=True).first()
    parts = [Part.named(name) for name in run or ()]
    if not parts:
        ids = sorted(each_tenant(reason=f"{job.name}: {job.reason}"))
        if len(ids) <= PART:
            _visit(job, slot, ids)
            _end(job, slot)
            return
        parts = [Part(some[0], some[-1]) for some in batched(ids, PART, strict=False)]
        PeriodicRun.objects.filter(job=job.name, slot=slot).update(parts=[part.name for part in parts])
    for part in parts:
        ring(part)


def run_part(*, job: Job, slot: datetime, part: Part, ring: Ring) -> None:
    """One part of a slot; what it has no time for is rung as a part of its own."""
    ids = sorted(each_tenant(reason=f"{job.name}: {job.reason}, organizations {part.name}"))
    left = _visit(job, slot, [one for one in ids if part.first <= one <= part.last], seconds=PART_SECONDS)
    rest = [Part(left[0], part.last)] if left else []
    if _part_done(job, slot, part, rest):
        _end(job, slot)
    for one in rest:
        ring(one)


def _visit(job: Job, slot: datetime, ids: Sequence[int], *, seconds: float = inf) -> Sequence[int]:
    """Visit in turn, at least one; one that fails never stops the rest. Returns those there was no time for."""
    end = monotonic() + seconds
    failed: list[int] = []
    visited = 0
    for organization_id in ids:
        if visited and monotonic() >= end:
            break
        visited += 1
        try:
            with tenant(organization_id):
                job.function(at=timezone.now())
        except Exception:
            logger.exception("periodic job failed", extra={"job": job.name, "organization": organization_id})
            failed.append(organization_id)
    if failed:
        with connection.cursor() as cursor:
            cursor.execute(FAILED, [json.dumps(failed), job.name, slot])
    return ids[visited:]


def _part_done(job: Job, slot: datetime, part: Part, rest: Sequence[Part]) -> bool:
    """Strike the part out, and put its rest in its place; whether that was the last. Twice is as good as once."""
    with connection.cursor() as cursor:
        cursor.execute(
            PART_DONE, [part.name, json.dumps([one.name for one in rest]), timezone.now(), job.name, slot, part.name]
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def _end(job: Job, slot: datetime) -> None:
    PeriodicRun.objects.filter(job=job.name, slot=slot).update(done_at=timezone.now())
    PeriodicRun.objects.filter(job=job.name, slot__lt=slot - KEPT).delete()


def late_jobs() -> dict[str, int]:
    """By how many seconds each job is late whose slot ended two minutes ago without being done.

    A house that never ran a job is not late: it has just been built.
    """
    at = timezone.now()
    done = PeriodicRun.objects.filter(done_at__isnull=False).values_list("job").annotate(slot=Max("slot"))
    late = {name: int((at - slot - JOBS[name].every).total_seconds()) for name, slot in done if name in JOBS}
    return {name: seconds for name, seconds in late.items() if seconds >= LATE_SECONDS}
