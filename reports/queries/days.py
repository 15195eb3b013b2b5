"""What a chart draws: figures of each local day."""

from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from reports.periods import Period
from reports.queries.productivity import SELECTED, parameters
from reports.queries.scope import Scope
from reports.stats import Share, csat

# One statement: whole rows per day, the ratings of all departments and agents put together.
DAYS = f"""
    WITH chosen AS MATERIALIZED ({SELECTED}),
    solved AS (SELECT day, count(DISTINCT ticket) AS solved FROM chosen, unnest(solved_tickets) AS ticket GROUP BY day),
    answered AS (
        SELECT day, count(DISTINCT call) AS answered FROM chosen, unnest(answered_calls) AS call GROUP BY day
    ),
    rated AS (SELECT day, array_agg(rating) AS ratings FROM chosen, unnest(ratings) AS rating GROUP BY day)
    SELECT day, sum(received), sum(solved_once) + max(coalesce(solved, 0)), sum(replies), sum(calls_offered),
           sum(answered_once) + max(coalesce(answered, 0)), max(rated.ratings)
    FROM chosen
    LEFT JOIN solved USING (day) LEFT JOIN answered USING (day) LEFT JOIN rated USING (day)
    GROUP BY day
"""  # noqa: S608 — ours


class Day(NamedTuple):
    """One local day; days on which nothing happened are there with zeros."""

    day: date
    received: int
    solved: int  # distinct tickets of this day: over several days they do not add up
    replies: int
    calls_offered: int
    calls_answered: int
    csat: Share


def days(*, period: Period, scope: Scope) -> list[Day]:
    """Every day of the period, in order."""
    with connection.cursor() as cursor:
        cursor.execute(DAYS, parameters(period, scope))
        found = {row[0]: _day(*row) for row in cursor.fetchall()}
    return [found.get(day, Day(day, 0, 0, 0, 0, 0, csat(()))) for day in period.days()]


def _day(day: date, *counted: Any) -> Day:
    """One row of DAYS; its last column is the ratings of the day."""
    received, solved, replies, offered, answered, ratings = counted
    return Day(day, received, solved, replies, offered, answered, csat(ratings or ()))
