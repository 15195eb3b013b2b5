"""Throwing the facts away and counting the event log anew, to the same digits.

A rebuild works in short transactions, so that work goes on meanwhile: it opens `tenant()` itself, one piece at a time.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Max, Min

from core.events import EVENTS
from core.models import Event
from core.tenancy import tenant
from reports.models import DayRollup, Fact, Rebuild
from reports.queries.zone import organization_zone
from reports.services.facts import COUNTED, FAMILIES, facts_of, hold_facts
from reports.services.rollups import recompute_days

EVENTS_A_PIECE = 1000  # what happens meanwhile is counted after the piece in hand
DAYS_A_PIECE = 31


class Progress(NamedTuple):
    """How far a rebuild is, after one piece of it."""

    events_done: int
    events_total: int
    facts: int
    cancelled: bool


def start_rebuild(*, at: datetime) -> Rebuild:
    """Note that everything is to be counted anew; call it inside `tenant()`."""
    total = Event.objects.filter(name__in=COUNTED).count()
    return Rebuild.objects.create(started_at=at, events_total=total)


def cancel_rebuild(*, rebuild_id: int, at: datetime) -> None:
    """Stop after the piece in hand. What was counted so far is right, and so is the rest as it was."""
    Rebuild.objects.filter(pk=rebuild_id, finished_at__isnull=True).update(cancel_asked_at=at)


def run_rebuild(
    *, organization_id: int, rebuild_id: int, clock: Callable[[], datetime], told: Callable[[Progress], None]
) -> Progress:
    """Count piece by piece until the log ends or somebody cancels; call it outside `tenant()`.

    `told` hears of every piece. Figures stay as they were until the last step puts the new rollups in place.
    """
    after: int | None = 0
    while after is not None:
        with tenant(organization_id):
            after = _count_piece(rebuild_id, after)
            progress = _progress(rebuild_id)
        told(progress)
        if progress.cancelled:
            break
    with tenant(organization_id):
        days = _days()
    for first, end in days:
        with tenant(organization_id):
            recompute_days(first=first, end=end)
    with tenant(organization_id):
        Rebuild.objects.filter(pk=rebuild_id).update(finished_at=clock())
        return _progress(rebuild_id)


def _count_piece(rebuild_id: int, after: int) -> int | None:
    """Replace the facts of the next events; returns the last of them, None at the end of the log.

    What is counted meanwhile waits: its fact would be thrown away with the old ones, or a call would have two.
    """
    hold_facts()
    rows = _page(after)
    is_last = len(rows) < EVENTS_A_PIECE
    theirs = Fact.objects.filter(event_id__gt=after)
    (theirs if is_last else theirs.filter(event_id__lte=rows[-1].pk)).delete()
    facts = _facts(rows, zone=organization_zone())
    for kinds in FAMILIES:
        subjects = {fact.subject_id for fact in facts if fact.kind in kinds}
        Fact.objects.filter(kind__in=sorted(kinds), subject_id__in=subjects).delete()
    Fact.objects.bulk_create(facts, batch_size=EVENTS_A_PIECE, ignore_conflicts=True)
    rebuild = Rebuild.objects.get(pk=rebuild_id)
    rebuild.events_done += len(rows)
    rebuild.facts += len(facts)
    rebuild.save(update_fields=["events_done", "facts"])
    return None if is_last else rows[-1].pk


def _page(after: int) -> list[Event]:
    rows = Event.objects.filter(name__in=COUNTED, pk__gt=after).order_by("pk")
    return list(rows[:EVENTS_A_PIECE])


def _facts(rows: Sequence[Event], *, zone: ZoneInfo) -> list[Fact]:
    """Of a call or an answer only the newest event in the whole log counts."""
    newest = {
        (row["subject"], row["subject_id"]): row["newest"]
        for row in Event.objects.filter(
            name__in=COUNTED,
            subject__in={row.subject for row in rows},
            subject_id__in={row.subject_id for row in rows},
        )
        .values("subject", "subject_id")
        .annotate(newest=Max("version"))
    }
    replaced = frozenset().union(*FAMILIES)
    counted: list[Fact] = []
    for row in rows:
        facts = facts_of(row.pk, EVENTS[row.name].restored(row.payload), zone=zone)
        if facts and facts[0].kind in replaced and row.version < newest[row.subject, row.subject_id]:
            continue
        counted += facts
    return counted


def _progress(rebuild_id: int) -> Progress:
    rebuild = Rebuild.objects.get(pk=rebuild_id)
    return Progress(
        rebuild.events_done, rebuild.events_total, rebuild.facts, cancelled=rebuild.cancel_asked_at is not None
    )


def _days() -> list[tuple[date, date]]:
    """All days that have facts or rollups, in stretches short enough for one transaction."""
    edges = [
        day
        for model in (Fact, DayRollup)
        for day in model.objects.aggregate(first=Min("day"), last=Max("day")).values()
        if day is not None
    ]
    if not edges:
        return []
    first, end, stretch = min(edges), max(edges) + timedelta(days=1), timedelta(days=DAYS_A_PIECE)
    starts = [first + stretch * number for number in range((end - first).days // DAYS_A_PIECE + 1)]
    return [(start, min(start + stretch, end)) for start in starts if start < end]
