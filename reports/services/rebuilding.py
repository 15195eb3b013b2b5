"""Throwing the facts away and counting the event log anew, to the same digits.

A rebuild works in short rounds, so that work goes on meanwhile: it opens `tenant()` itself, one round at a time. The
pieces of one round may be counted side by side. What it has done it writes down, so that one that was killed goes on.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import batched
from typing import NamedTuple

from django.db.models import Count

from core.models import Event
from core.side_by_side import Hands, hands
from core.tenancy import tenant
from reports.definitions import VERSIONS
from reports.models import DayRollup, Fact, Rebuild
from reports.services.cases import COUNTED
from reports.services.facts import hold_facts
from reports.services.pieces import Counted, count_piece, drop_outdated, last_piece, next_pieces
from reports.services.rollups import lock_rollups, write_days

EVENTS_A_PIECE = 1500
FACTS_A_PIECE = 30_000
PIECES_EACH = 2  # in a round, so that hands are not all in the database at once; live counting waits for a round


class Progress(NamedTuple):
    """How far a rebuild is, after one round of it: first events are counted, then days are summed."""

    events_done: int
    events_total: int
    facts: int
    cancelled: bool
    days_done: int = 0
    days_total: int = 0


class Days(NamedTuple):
    """The local days from `first` to `last`; `length` of them have something to show or to take away."""

    first: date
    last: date
    length: int


def start_rebuild(*, at: datetime) -> Rebuild:
    """Note that everything is to be counted anew; call it inside `tenant()`."""
    total = Event.objects.filter(name__in=COUNTED).count()
    return Rebuild.objects.create(started_at=at, events_total=total, definitions=VERSIONS)


def cancel_rebuild(*, rebuild_id: int, at: datetime) -> None:
    """Stop after the round in hand. What was counted so far is right, and so is the rest as it was."""
    Rebuild.objects.filter(pk=rebuild_id, finished_at__isnull=True).update(cancel_asked_at=at)


def run_rebuild(
    *,
    organization_id: int,
    rebuild_id: int,
    clock: Callable[[], datetime],
    told: Callable[[Progress], None],
    at_once: int = 1,
) -> Progress:
    """Count round by round until the log ends or somebody cancels; call it outside `tenant()`.

    `told` hears of every round; `at_once` pieces are counted side by side, by as many connections. Figures stay as
    they were until the last step puts the new rollups in place. One that was begun is gone on with.
    """
    with hands(organization_id, count=at_once) as crew:
        is_last = False
        while not is_last:
            with tenant(organization_id):
                is_last = _count_round(rebuild_id, crew)
                progress = _progress(rebuild_id)
            told(progress)
            if progress.cancelled:
                break
        with tenant(organization_id):
            days = _days()
        for done in _sum(days, crew):
            told(progress._replace(days_done=done, days_total=sum(part.length for part in days)))
    with tenant(organization_id):
        Rebuild.objects.filter(pk=rebuild_id).update(finished_at=clock())
        return _progress(rebuild_id)


def _count_round(rebuild_id: int, crew: Hands) -> bool:
    """Replace the facts of the next events, some pieces for each of the crew; returns whether the log ended.

    What is counted meanwhile waits: its fact would be thrown away with the old ones, or a call would have two.
    """
    hold_facts()
    rebuild = _begun(rebuild_id)
    parts = next_pieces(rebuild.position, events=EVENTS_A_PIECE, at_most=crew.count * PIECES_EACH)
    is_last = len(parts) < crew.count * PIECES_EACH
    counted = crew.do(count_piece, parts)
    position = parts[-1].end if parts else rebuild.position
    if is_last:
        rest = last_piece(position)
        counted.append(count_piece(rest))
        position = rest.end
        Fact.objects.filter(event_id__gt=position).delete()  # of events that are not in the log
    drop_outdated(counted)
    _note(rebuild, counted, position)
    return is_last


def _begun(rebuild_id: int) -> Rebuild:
    """The rebuild as far as it is; what was counted by other definitions is counted again."""
    rebuild = Rebuild.objects.get(pk=rebuild_id)
    if rebuild.definitions != VERSIONS:
        rebuild.definitions, rebuild.position, rebuild.events_done, rebuild.facts = VERSIONS, 0, 0, 0
    return rebuild


def _note(rebuild: Rebuild, counted: list[Counted], position: int) -> None:
    rebuild.position = position
    rebuild.events_done += sum(part.events for part in counted)
    rebuild.facts += sum(part.facts for part in counted)
    rebuild.save(update_fields=["definitions", "position", "events_done", "facts"])


def _progress(rebuild_id: int) -> Progress:
    rebuild = Rebuild.objects.get(pk=rebuild_id)
    return Progress(
        rebuild.events_done, rebuild.events_total, rebuild.facts, cancelled=rebuild.cancel_asked_at is not None
    )


def _days() -> list[Days]:
    """All days that have facts or rollups, in stretches short enough for one transaction."""
    facts = dict(Fact.objects.values_list("day").annotate(facts=Count("pk")))
    days = sorted({*facts, *DayRollup.objects.values_list("day", flat=True).distinct()})
    stretches: list[Days] = []
    weight = FACTS_A_PIECE
    for day in days:
        weight += facts.get(day, 0)
        if weight >= FACTS_A_PIECE:
            stretches.append(Days(day, day, 1))
            weight = 0
        else:
            stretches[-1] = Days(stretches[-1].first, day, stretches[-1].length + 1)
    return stretches


def _sum(days: list[Days], crew: Hands) -> Iterator[int]:
    """Put the rollups of these days in place, round by round; yields how many days are done."""
    done = 0
    for parts in batched(days, crew.count * PIECES_EACH, strict=False):
        with tenant(crew.organization_id):
            lock_rollups()
            crew.do(_write, parts)
        done += sum(part.length for part in parts)
        yield done


def _write(days: Days) -> int:
    return write_days(first=days.first, end=days.last + timedelta(days=1))
