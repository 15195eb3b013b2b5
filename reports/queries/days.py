"""What a chart draws: figures of each local day."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from reports.enums import Clock
from reports.periods import Period
from reports.queries.productivity import FIRST_RESPONSE, SELECTED, parameters
from reports.queries.scope import Scope
from reports.stats import Share, csat

# One statement: whole rows per day, the ratings of all departments and agents put together.
DAYS = f"""
    WITH chosen AS MATERIALIZED ({SELECTED}),
    solved AS (SELECT day, count(DISTINCT ticket) AS solved FROM chosen, unnest(solved_tickets) AS ticket GROUP BY day),
    answered AS (
        SELECT day, count(DISTINCT call) AS answered FROM chosen, unnest(answered_calls) AS call GROUP BY day
    ),
    rated AS (SELECT day, array_agg(rating) AS ratings FROM chosen, unnest(ratings) AS rating GROUP BY day),
    waited AS (
        SELECT day, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median
        FROM chosen, unnest(__CLOCK__) AS seconds GROUP BY day
    ),
    talked AS (SELECT day, avg(seconds) AS mean FROM chosen, unnest(talk) AS seconds GROUP BY day)
    SELECT day, sum(received), sum(solved_once) + max(coalesce(solved, 0)), sum(replies), sum(calls_offered),
           sum(answered_once) + max(coalesce(answered, 0)), max(rated.ratings), max(waited.median), max(talked.mean)
    FROM chosen
    LEFT JOIN solved USING (day) LEFT JOIN answered USING (day) LEFT JOIN rated USING (day)
    LEFT JOIN waited USING (day) LEFT JOIN talked USING (day)
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
    first_response_median: Decimal | None  # seconds, by the clock asked for
    talk_mean: Decimal | None  # seconds


def days(*, period: Period, scope: Scope, clock: Clock) -> list[Day]:
    """Every day of the period, in order."""
    with connection.cursor() as cursor:
        cursor.execute(DAYS.replace("__CLOCK__", FIRST_RESPONSE[clock]), parameters(period, scope))
        found = {row[0]: _day(*row) for row in cursor.fetchall()}
    return [found.get(day, Day(day, 0, 0, 0, 0, 0, csat(()), None, None)) for day in period.days()]


def _day(day: date, *counted: Any) -> Day:
    """One row of DAYS."""
    received, solved, replies, offered, answered, ratings, median, talk = counted
    waited = None if median is None else Decimal(repr(median))
    return Day(day, received, solved, replies, offered, answered, csat(ratings or ()), waited, talk)
