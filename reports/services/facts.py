"""From the event log to facts: one event in, its cases out, in whatever order events come."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from core.events import DomainEvent
from core.tenancy import current_organization_id
from reports.models import DirtyDay, Fact
from reports.models.rollup import DayKey
from reports.services.cases import family_of, rows_of


@transaction.atomic
def count_event(event_id: int, event: DomainEvent, *, zone: ZoneInfo, at: datetime) -> set[DayKey]:
    """Keep the facts of one event and mark their days; returns the days. Counting it again changes nothing.

    A newer event about the same call or answer replaces the facts of an older one, and an older one that comes late
    is left alone.
    """
    facts = [Fact(**row._asdict()) for row in rows_of(event_id, event, zone=zone)]
    if not facts:
        return set()
    _lock(facts[0])
    known = Fact.objects.filter(subject_id=facts[0].subject_id, kind__in={fact.kind for fact in facts})
    keys = {DayKey.of(fact) for fact in facts} | {DayKey.of(fact) for fact in known}  # a second day of one ticket
    family = family_of(facts[0].kind)
    if family:
        told_before = Fact.objects.filter(subject_id=facts[0].subject_id, kind__in=family)
        if told_before.filter(version__gt=event.version).exists():
            return set()
        older = told_before.exclude(event_id=event_id)
        keys |= {DayKey.of(fact) for fact in older}
        older.delete()
    Fact.objects.bulk_create(facts, ignore_conflicts=True)
    mark(keys, at=at)
    return keys


def mark(keys: Iterable[DayKey], *, at: datetime) -> None:
    """These days no longer fit their facts."""
    DirtyDay.objects.bulk_create(DirtyDay(**key._asdict(), marked_at=at) for key in sorted(keys))


def hold_facts() -> None:
    """Until the end of the transaction nobody else writes facts of this organization: a rebuild replaces them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_everything()])


def _lock(fact: Fact) -> None:
    """One event about this ticket, call or answer at a time, until the end of the transaction: each sees the facts
    of the one before. And none while a rebuild has a piece in hand.
    """
    family = min(family_of(fact.kind) or {"ticket"})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0)),"
            " pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [_everything(), f"reports.fact.{fact.organization_id}.{family}.{fact.subject_id}"],
        )


def _everything() -> str:
    return f"reports.facts.{current_organization_id()}"
