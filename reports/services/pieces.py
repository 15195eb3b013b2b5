"""One piece of a rebuild: the facts of a stretch of the event log are thrown away and counted anew.

Pieces may be counted side by side, each in its own transaction: they touch no row of one another. Whoever deals them
out holds `hold_facts` until all are done.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import orjson
from django.db import connection

from core.events import EVENTS
from core.models import Event
from reports.models import Fact
from reports.queries.zone import organization_zone
from reports.services.cases import COUNTED, FAMILIES, FactRow, family_of, rows_of

COLUMNS = ", ".join(FactRow._fields)
EVENTS_OF = """
    SELECT id, name, subject, subject_id, version, payload::text FROM core_event
    WHERE name = ANY (%s) AND id > %s AND id <= %s ORDER BY id
"""
NEWEST = """
    SELECT subject, subject_id, max(version) FROM core_event
    WHERE name = ANY (%s) AND (subject, subject_id) IN (SELECT * FROM unnest(%s::text[], %s::bigint[]))
    GROUP BY subject, subject_id
"""
# COPY does not know row-level security, so rows are copied beside the table and inserted from there.
BESIDE = f"CREATE TEMP TABLE reports_fact_piece AS SELECT {COLUMNS} FROM reports_fact WITH NO DATA"  # noqa: S608 — as below
COPY = f"COPY reports_fact_piece ({COLUMNS}) FROM STDIN"
INSERT = f"""
    INSERT INTO reports_fact (organization_id, {COLUMNS})
    SELECT current_setting('app.organization')::bigint, {COLUMNS} FROM reports_fact_piece
    ORDER BY event_id, part ON CONFLICT DO NOTHING
"""  # noqa: S608 — columns of our own row
OUTDATED = """
    DELETE FROM reports_fact f USING unnest(%s::bigint[], %s::bigint[]) AS told (subject_id, event_id)
    WHERE f.kind = ANY (%s) AND f.subject_id = told.subject_id AND f.event_id <> told.event_id
"""


class Piece(NamedTuple):
    """The events after `after` up to `end`, by their numbers in the log."""

    after: int
    end: int


class Counted(NamedTuple):
    """What was in a piece. `told_again`: kind, subject and event of the calls and answers counted in it."""

    events: int
    facts: int
    told_again: frozenset[tuple[str, int, int]]


class _Line(NamedTuple):
    """One event as it stands in the log."""

    pk: int
    name: str
    subject: str
    subject_id: int
    version: int
    payload: str


def next_pieces(after: int, *, events: int, at_most: int) -> list[Piece]:
    """Whole pieces of so many events each that follow `after`; what is left at the end of the log is none."""
    log = Event.objects.filter(name__in=COUNTED).order_by("pk").values_list("pk", flat=True)
    pieces: list[Piece] = []
    while len(pieces) < at_most:
        end = log.filter(pk__gt=after)[events - 1 : events].first()
        if end is None:
            break
        pieces.append(Piece(after, end))
        after = end
    return pieces


def last_piece(after: int) -> Piece:
    """What is left of the log now."""
    end = Event.objects.order_by("pk").values_list("pk", flat=True).last()
    return Piece(after, max(after, end or 0))


def count_piece(piece: Piece) -> Counted:
    """Replace the facts of these events. Call it inside `tenant()`."""
    _execute("SET LOCAL synchronous_commit = off")  # whoever deals them out commits later, and for all of them
    lines = _lines(piece)
    facts = _facts(lines, zone=organization_zone())
    Fact.objects.filter(event_id__gt=piece.after, event_id__lte=piece.end).delete()
    _insert(facts)
    again = frozenset((fact.kind, fact.subject_id, fact.event_id) for fact in facts if family_of(fact.kind))
    return Counted(len(lines), len(facts), again)


def drop_outdated(counted: Iterable[Counted]) -> None:
    """Take away what older events said about the calls and answers counted in these pieces."""
    again = frozenset[tuple[str, int, int]]().union(*(piece.told_again for piece in counted))
    for kinds in FAMILIES:
        told = sorted({(subject, event) for kind, subject, event in again if kind in kinds})
        if told:
            subjects, events = zip(*told, strict=True)
            _execute(OUTDATED, [list(subjects), list(events), sorted(kinds)])


def _lines(piece: Piece) -> list[_Line]:
    with connection.cursor() as cursor:
        cursor.execute(EVENTS_OF, [COUNTED, *piece])
        return [_Line(*row) for row in cursor.fetchall()]


def _facts(lines: Sequence[_Line], *, zone: ZoneInfo) -> list[FactRow]:
    """Of a call or an answer only the newest event in the whole log counts."""
    counted: list[tuple[_Line, list[FactRow]]] = []
    for line in lines:
        event = EVENTS[line.name].restored(orjson.loads(line.payload))
        if rows := rows_of(line.pk, event, zone=zone):
            counted.append((line, rows))
    newest = _newest({(line.subject, line.subject_id) for line, rows in counted if family_of(rows[0].kind)})
    return [
        row
        for line, rows in counted
        if line.version >= newest.get((line.subject, line.subject_id), line.version)
        for row in rows
    ]


def _newest(subjects: Iterable[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """The newest version of each of these in the whole log."""
    ranked = sorted(subjects)
    if not ranked:
        return {}
    names, ids = zip(*ranked, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [COUNTED, list(names), list(ids)])
        return {(subject, subject_id): version for subject, subject_id, version in cursor.fetchall()}


def _insert(facts: Sequence[FactRow]) -> None:
    if not facts:
        return
    with connection.cursor() as cursor:
        cursor.execute(BESIDE)
        with cursor.copy(COPY) as copy:
            for fact in facts:
                copy.write_row(fact)
        cursor.execute(INSERT)
        cursor.execute("DROP TABLE reports_fact_piece")


def _execute(statement: str, values: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
