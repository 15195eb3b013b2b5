"""From facts to rollups. A marked day is recomputed whole: running twice changes nothing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction

from core.tenancy import current_organization_id
from reports.models import DayRollup, DirtyDay
from reports.models.rollup import DayKey

BATCH = 5000  # marks worked off in one transaction
COLUMNS = {
    "received": "count(*) FILTER (WHERE kind = 'received')",
    "replies": "count(*) FILTER (WHERE kind = 'reply')",
    "assigned_once": "count(DISTINCT subject_id) FILTER (WHERE kind = 'assigned' AND NOT elsewhere)",
    "assigned_tickets": "array_agg(DISTINCT subject_id) FILTER (WHERE kind = 'assigned' AND elsewhere)",
    "replied_once": "count(DISTINCT subject_id) FILTER (WHERE kind = 'reply' AND NOT elsewhere)",
    "replied_tickets": "array_agg(DISTINCT subject_id) FILTER (WHERE kind = 'reply' AND elsewhere)",
    "solved_once": "count(DISTINCT subject_id) FILTER (WHERE kind = 'resolution' AND NOT elsewhere)",
    "solved_tickets": "array_agg(DISTINCT subject_id) FILTER (WHERE kind = 'resolution' AND elsewhere)",
    "first_response": "array_agg(seconds::int ORDER BY seconds) FILTER (WHERE kind = 'first_response')",
    "first_response_business": (
        "array_agg(business_seconds ORDER BY business_seconds) FILTER (WHERE kind = 'first_response')"
    ),
    "calls_offered": "count(*) FILTER (WHERE kind = 'call_offered')",
    "calls_abandoned": "count(*) FILTER (WHERE kind = 'call_offered' AND outcome = 'abandoned')",
    "answered_once": "count(DISTINCT subject_id) FILTER (WHERE kind = 'call_answered' AND NOT elsewhere)",
    "answered_calls": "array_agg(DISTINCT subject_id) FILTER (WHERE kind = 'call_answered' AND elsewhere)",
    "talk": "array_agg(seconds ORDER BY seconds) FILTER (WHERE kind = 'call_answered' AND seconds IS NOT NULL)",
    "ratings": "array_agg(rating ORDER BY rating) FILTER (WHERE kind = 'rating')",
}
KEY = ("organization_id", "day", "department_id", "agent_id")
# The selection is one of two literals of this module; every value is a parameter.
INSERT = f"""
    INSERT INTO reports_dayrollup ({", ".join((*KEY, *COLUMNS))})
    SELECT {", ".join(f"f.{column}" for column in KEY)},
           {", ".join(f"coalesce({sql}, '{{}}')" if "array_agg" in sql else sql for sql in COLUMNS.values())}
    FROM reports_fact f
    CROSS JOIN LATERAL (
        SELECT f.kind IN ('assigned', 'reply', 'resolution', 'call_answered') AND EXISTS (
            SELECT FROM reports_fact o
            WHERE o.organization_id = f.organization_id AND o.subject_id = f.subject_id AND o.kind = f.kind
              AND o.left_out = '' AND (o.day, o.department_id, o.agent_id) <> (f.day, f.department_id, f.agent_id)
        ) AS elsewhere
    ) AS place
    __SELECTION__ AND f.left_out = ''
    GROUP BY {", ".join(f"f.{column}" for column in KEY)}
"""  # noqa: S608 — column names of this module
SOME_KEYS = """
    JOIN (SELECT DISTINCT * FROM unnest(%(days)s::date[], %(departments)s::bigint[], %(agents)s::bigint[])
                                 AS k(day, department_id, agent_id)) k
      ON f.day = k.day AND f.department_id = k.department_id AND f.agent_id = k.agent_id
"""
SOME_DAYS = "WHERE f.day >= %(first)s AND f.day < %(end)s"
REMOVE_KEYS = """
    DELETE FROM reports_dayrollup f
    USING unnest(%(days)s::date[], %(departments)s::bigint[], %(agents)s::bigint[]) AS k(day, department_id, agent_id)
    WHERE f.day = k.day AND f.department_id = k.department_id AND f.agent_id = k.agent_id
"""


@transaction.atomic
def refresh_rollups() -> int:
    """Work off the marks made so far, at most `BATCH`; returns how many there were.

    One refresh per organization at a time: of two computing one day, the one that saw less could write last.
    """
    lock_rollups()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM reports_dirtyday WHERE id IN (SELECT id FROM reports_dirtyday ORDER BY id LIMIT %s)"
            " RETURNING day, department_id, agent_id",
            [BATCH],
        )
        marks = [DayKey(*row) for row in cursor.fetchall()]
    _recompute(set(marks))
    return len(marks)


@transaction.atomic
def recompute_days(*, first: date, end: date) -> int:
    """Replace every rollup of the local days [first, end); returns how many there are now."""
    lock_rollups()
    return write_days(first=first, end=end)


def write_days(*, first: date, end: date) -> int:
    """The same for whoever has the lock already, or works for one that has it."""
    DayRollup.objects.filter(day__gte=first, day__lt=end).delete()
    with connection.cursor() as cursor:
        cursor.execute(INSERT.replace("__SELECTION__", SOME_DAYS), {"first": first, "end": end})
        written: int = cursor.rowcount
    return written


def lock_rollups() -> None:
    """Until the end of the transaction nobody else writes this organization's rollups."""
    with connection.cursor() as cursor:
        name = f"reports.rollups.{current_organization_id()}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def anything_dirty() -> bool:
    """Whether a mark is waiting."""
    return DirtyDay.objects.exists()


def _recompute(keys: Iterable[DayKey]) -> None:
    ranked = sorted(keys)
    if not ranked:
        return
    columns: dict[str, Any] = {
        "days": [key.day for key in ranked],
        "departments": [key.department_id for key in ranked],
        "agents": [key.agent_id for key in ranked],
    }
    with connection.cursor() as cursor:
        cursor.execute(REMOVE_KEYS, columns)
        cursor.execute(INSERT.replace("__SELECTION__", SOME_KEYS), columns)
