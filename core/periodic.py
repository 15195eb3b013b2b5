"""Jobs by the clock. A slot is done once, whoever is asked to do it and however often.

    @periodic("helpdesk.close_solved", every=timedelta(minutes=5), reason="tickets solved long ago become closed")
    def close_solved(*, at: datetime) -> None:      # once per organization, inside its tenant()
        …

Celery beat is only a clock: every few seconds it has a worker ask which slots are due. With no beat for
a while the latest missed slot is done late and the older ones not at all, so a job looks for due rows
by the database's clock instead of counting its calls.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from core.models import PeriodicRun
from core.tenancy import tenant

logger = logging.getLogger(__name__)

LATE_SECONDS = 120
KEPT = timedelta(days=7)
LOST = timedelta(minutes=15)  # above the hard limit of a bulk task
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
BEGIN = """
INSERT INTO core_periodicrun (job, slot, began_at, failed) VALUES (%s, %s, %s, '[]')
ON CONFLICT (job, slot) DO UPDATE SET began_at = excluded.began_at
  WHERE core_periodicrun.done_at IS NULL AND core_periodicrun.began_at < %s
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


def due_slots(*, at: datetime) -> Iterator[tuple[Job, datetime]]:
    """The current slot of each job that is not done; the caller that gets one has begun it.

    A slot begun a quarter of an hour ago and not done lost its worker or its message: it is begun again.
    """
    done = dict(PeriodicRun.objects.filter(done_at__isnull=False).values_list("job").annotate(slot=Max("slot")))
    for job in list(JOBS.values()):
        slot = job.slot(at)
        if job.name in done and done[job.name] >= slot:
            continue
        with connection.cursor() as cursor:
            cursor.execute(BEGIN, [job.name, slot, at, at - LOST])
            if cursor.rowcount:
                yield job, slot


def run_job(*, job: Job, slot: datetime) -> None:
    """Do it for each organization in turn; one that fails never stops the rest."""
    failed = []
    for organization_id in each_tenant(reason=f"{job.name}: {job.reason}"):
        try:
            with tenant(organization_id):
                job.function(at=timezone.now())
        except Exception:
            logger.exception("periodic job failed", extra={"job": job.name, "organization": organization_id})
            failed.append(organization_id)
    PeriodicRun.objects.filter(job=job.name, slot=slot).update(done_at=timezone.now(), failed=failed)
    PeriodicRun.objects.filter(job=job.name, slot__lt=slot - KEPT).delete()


def late_jobs() -> dict[str, int]:
    """By how many seconds each job is late whose slot ended two minutes ago without being done.

    A house that never ran a job is not late: it has just been built.
    """
    at = timezone.now()
    done = PeriodicRun.objects.filter(done_at__isnull=False).values_list("job").annotate(slot=Max("slot"))
    late = {name: int((at - slot - JOBS[name].every).total_seconds()) for name, slot in done if name in JOBS}
    return {name: seconds for name, seconds in late.items() if seconds >= LATE_SECONDS}
