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
FIRST_RESPONSE = {Clock.CALENDAR: "first_response", Clock.BUSINESS: "first_response_business"}
SELECTED = """
    SELECT * FROM reports_dayrollup
    WHERE day >= %(first)s AND day <= %(last)s
      AND (%(departments)s::bigint[] IS NULL OR department_id = ANY (%(departments)s))
      AND (%(agent)s::bigint IS NULL OR agent_id = %(agent)s)
"""
DISTINCT = """
    {name} AS (
        SELECT agent_id, count(*) AS {name}
        FROM (SELECT DISTINCT agent_id, ticket FROM chosen, unnest({column}) AS ticket) AS pairs
        GROUP BY agent_id
        UNION ALL
        SELECT NULL, count(*) FROM (SELECT DISTINCT ticket FROM chosen, unnest({column}) AS ticket) AS tickets
    )"""
SPREAD = """
    {name} AS (
        SELECT agent_id, count(*) AS {name}_n, sum(seconds) AS {name}_total,
               percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY seconds) AS {name}_middle
        FROM chosen, unnest({column}) AS seconds
        GROUP BY GROUPING SETS ((agent_id), ())
    )"""
PARTS = {
    "assigned": DISTINCT.format(name="assigned", column="assigned_tickets"),
    "replied": DISTINCT.format(name="replied", column="replied_tickets"),
    "solved": DISTINCT.format(name="solved", column="solved_tickets"),
    "calls_answered": DISTINCT.format(name="calls_answered", column="answered_calls"),
    "talk": SPREAD.format(name="talk", column="talk"),
}
SUMS = """
    SELECT agent_id, sum(replies) AS replies, sum(received) AS received,
           sum(calls_offered) AS calls_offered, sum(calls_abandoned) AS calls_abandoned
    FROM chosen GROUP BY GROUPING SETS ((agent_id), ())
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


def productivity(*, period: Period, scope: Scope, clock: Clock) -> list[Productivity]:
    """One row per agent with any figure, and last the total (`agent_id` None), which is always there."""
    parts = {**PARTS, "first_response": SPREAD.format(name="first_response", column=FIRST_RESPONSE[clock])}
    joins = " ".join(f"LEFT JOIN {name} ON {name}.agent_id IS NOT DISTINCT FROM sums.agent_id" for name in parts)
    statement = (
        f"WITH chosen AS MATERIALIZED ({SELECTED}), {', '.join(parts.values())}, sums AS ({SUMS})"  # noqa: S608 — ours
        f" SELECT sums.*, assigned, replied, solved, calls_answered, first_response_n, first_response_total, first_response_middle,"
        f" talk_n, talk_total, talk_middle FROM sums {joins} ORDER BY sums.agent_id NULLS LAST"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters(period, scope))
        names = [column.name for column in cursor.description]
        return [_row(dict(zip(names, values, strict=True))) for values in cursor.fetchall()]


def parameters(period: Period, scope: Scope) -> Mapping[str, Any]:
    """Of every statement that starts from `SELECTED`."""
    departments = None if scope.department_ids is None else list(scope.department_ids)
    return {"first": period.first, "last": period.last, "departments": departments, "agent": scope.agent_id}


def _row(row: Mapping[str, Any]) -> Productivity:
    return Productivity(
        agent_id=row["agent_id"],
        received=row["received"] or 0,
        assigned=row["assigned"] or 0,
        replied=row["replied"] or 0,
        replies=row["replies"] or 0,
        solved=row["solved"] or 0,
        calls_offered=row["calls_offered"] or 0,
        calls_abandoned=row["calls_abandoned"] or 0,
        calls_answered=row["calls_answered"] or 0,
        first_response=_spread(row, "first_response"),
        talk=_spread(row, "talk"),
        talk_seconds=row["talk_total"] or 0,
    )


def _spread(row: Mapping[str, Any], name: str) -> Spread:
    n = row[f"{name}_n"] or 0
    if not n:
        return Spread(0, None, None, None)
    median, p90 = (Decimal(repr(value)) for value in row[f"{name}_middle"])
    return Spread(n, Decimal(row[f"{name}_total"]) / n, median, p90)
