"""Agent productivity: one statement over the rollups of a period. Source: metrics.md `agent_productivity`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from reports.enums import Clock
from reports.periods import Period
from reports.queries.scope import Scope
from reports.stats import Spread

# A ticket answered on two days, or by two agents, is one ticket: distinct ones do not add up.
NOT_ADDITIVE = ("assigned", "replied", "solved", "calls_answered")
SORTING_MEMORY = "64MB"
FIRST_RESPONSE = {Clock.CALENDAR: "first_response", Clock.BUSINESS: "first_response_business"}
SELECTED = """
    SELECT * FROM reports_dayrollup
    WHERE day >= %(first)s AND day <= %(last)s
      AND (%(departments)s::bigint[] IS NULL OR department_id = ANY (%(departments)s))
      AND (%(agent)s::bigint IS NULL OR agent_id = %(agent)s)
"""
# Sorting beats hashing here, and each part reads the index itself: a shared intermediate result would go to disk.
DISTINCT = """
    {name} AS (
        SELECT coalesce(agent_id, -1) AS agent, count(DISTINCT ticket) AS {name}
        FROM ({selected}) AS chosen, unnest({column}) AS ticket
        GROUP BY GROUPING SETS ((agent_id), ())
    )"""
SPREAD = """
    {name} AS (
        SELECT coalesce(agent_id, -1) AS agent, count(*) AS {name}_n, sum(seconds) AS {name}_total,
               percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY seconds) AS {name}_middle
        FROM ({selected}) AS chosen, unnest({column}) AS seconds
        GROUP BY GROUPING SETS ((agent_id), ())
    )"""
PARTS = {
    "assigned": DISTINCT.format(name="assigned", column="assigned_tickets", selected=SELECTED),
    "replied": DISTINCT.format(name="replied", column="replied_tickets", selected=SELECTED),
    "solved": DISTINCT.format(name="solved", column="solved_tickets", selected=SELECTED),
    "calls_answered": DISTINCT.format(name="calls_answered", column="answered_calls", selected=SELECTED),
    "talk": SPREAD.format(name="talk", column="talk", selected=SELECTED),
}
SUMS = """
    SELECT agent_id, coalesce(agent_id, -1) AS agent, sum(assigned_once) AS assigned_once,
           sum(replied_once) AS replied_once, sum(solved_once) AS solved_once, sum(answered_once) AS answered_once,
           sum(replies) AS replies, sum(received) AS received,
           sum(calls_offered) AS calls_offered, sum(calls_abandoned) AS calls_abandoned
    FROM ({selected}) AS chosen GROUP BY GROUPING SETS ((agent_id), ())
"""


class Productivity(NamedTuple):
    """What was done in a period, by one agent (`agent_id`, 0 is nobody) or by all (None)."""

    agent_id: int | None
    received: int
    assigned: int
    replied: int
    replies: int
    solved: int
    calls_offered: int
    calls_abandoned: int
    calls_answered: int
    first_response: Spread
    talk: Spread
    talk_seconds: int

    @property
    def has_work(self) -> bool:
        """Whether anything is credited to this row; a day's received tickets alone belong to no person."""
        return any((self.assigned, self.replies, self.solved, self.calls_answered))


def productivity(*, period: Period, scope: Scope, clock: Clock) -> list[Productivity]:
    """One row per agent with any figure, and last the total (`agent_id` None), which is always there."""
    waits = SPREAD.format(name="first_response", column=FIRST_RESPONSE[clock], selected=SELECTED)
    parts = {**PARTS, "first_response": waits}
    joins = " ".join(f"LEFT JOIN {name} ON {name}.agent = sums.agent" for name in parts)
    statement = (
        f"WITH {', '.join(parts.values())}, sums AS ({SUMS.format(selected=SELECTED)})"  # noqa: S608 — ours
        f" SELECT sums.*, assigned, replied, solved, calls_answered, first_response_n, first_response_total,"
        f" first_response_middle, talk_n, talk_total, talk_middle FROM sums {joins} ORDER BY agent_id NULLS LAST"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('work_mem', %s, true)", [SORTING_MEMORY])
        cursor.execute(statement, parameters(period, scope))
        names = [column.name for column in cursor.description]
        return [_row(dict(zip(names, values, strict=True))) for values in cursor.fetchall()]


def parameters(period: Period, scope: Scope) -> Mapping[str, Any]:
    """Of every statement that starts from `SELECTED`."""
    departments = None if scope.department_ids is None else list(scope.department_ids)
    return {"first": period.first, "last": period.last, "departments": departments, "agent": scope.agent_id}


def _row(found: Mapping[str, Any]) -> Productivity:
    row = {name: value or 0 for name, value in found.items()} | {"agent_id": found["agent_id"]}
    return Productivity(
        agent_id=row["agent_id"],
        received=row["received"],
        assigned=row["assigned_once"] + row["assigned"],
        replied=row["replied_once"] + row["replied"],
        replies=row["replies"],
        solved=row["solved_once"] + row["solved"],
        calls_offered=row["calls_offered"],
        calls_abandoned=row["calls_abandoned"],
        calls_answered=row["answered_once"] + row["calls_answered"],
        first_response=_spread(row, "first_response"),
        talk=_spread(row, "talk"),
        talk_seconds=row["talk_total"],
    )


def _spread(row: Mapping[str, Any], name: str) -> Spread:
    n = row[f"{name}_n"]
    if not n:
        return Spread(0, None, None, None)
    median, p90 = (Decimal(repr(value)) for value in row[f"{name}_middle"])
    return Spread(n, Decimal(row[f"{name}_total"]) / n, median, p90)
