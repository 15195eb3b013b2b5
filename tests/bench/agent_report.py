"""The report of an organization's month among a million tickets: rollups against raw SQL and against an ORM loop.

Raw SQL is over the facts, one typed and indexed row per case, which is kinder to it than the log's JSON would be.
Source of the targets: at least 50 × an ORM loop per agent, at most 0.3 × raw SQL, equal totals.
"""

import time
from collections.abc import Callable
from decimal import Decimal
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import Sum

from core.tenancy import tenant
from reports.enums import Clock, Kind
from reports.models import Fact
from reports.periods import Period
from reports.queries.productivity import Productivity, productivity
from reports.queries.scope import Scope
from reports.stats import spread
from tests.bench.data import BIG, MONTH

ROUNDS = 7
LOOP_ROUNDS = 3  # seconds each
PERIOD = Period(*MONTH)
EVERYTHING = Scope((), None, None)
RAW = """
    SELECT agent_id,
           count(*) FILTER (WHERE kind = 'reply') AS replies,
           count(DISTINCT subject_id) FILTER (WHERE kind = 'assigned') AS assigned,
           count(DISTINCT subject_id) FILTER (WHERE kind = 'reply') AS replied,
           count(DISTINCT subject_id) FILTER (WHERE kind = 'resolution') AS solved,
           count(DISTINCT subject_id) FILTER (WHERE kind = 'call_answered') AS calls_answered,
           count(*) FILTER (WHERE kind = 'first_response') AS n,
           avg(seconds) FILTER (WHERE kind = 'first_response') AS mean,
           percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY seconds)
               FILTER (WHERE kind = 'first_response') AS middle,
           sum(seconds) FILTER (WHERE kind = 'call_answered') AS talk
    FROM reports_fact
    WHERE day >= %s AND day <= %s AND left_out = ''
    GROUP BY GROUPING SETS ((agent_id), ())
"""


def measure() -> dict[str, Any]:
    with tenant(BIG):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
        ours = Stopwatch(lambda: productivity(period=PERIOD, scope=EVERYTHING, clock=Clock.CALENDAR))
        raw = Stopwatch(_raw)
        for turn in range(ROUNDS + 1):
            for watch in (ours, raw):
                watch.run(counts=turn > 0)  # the first is to warm up
        loop = Stopwatch(_loop)
        for _ in range(LOOP_ROUNDS):
            loop.run(counts=True)
    equal = _totals(ours.result) == _raw_totals(raw.result) == loop.result
    to_raw, to_loop = ours.seconds / raw.seconds, loop.seconds / ours.seconds
    return {
        "ours": round(ours.seconds * 1000, 2),
        "floor": round(raw.seconds * 1000, 2),
        "unit": "ms",
        "ratio": round(to_raw, 3),
        "target": 0.3,
        "times_faster_than_orm_loop": round(to_loop, 1),
        "orm_loop_target": 50,
        "equal_totals": equal,
        "agents": len(ours.result) - 1,
        "ok": to_raw <= 0.3 and to_loop >= 50 and equal,
    }


class Stopwatch:
    """One way of doing it: its median time and its latest result."""

    def __init__(self, way: Callable[[], Any]) -> None:
        self.way = way
        self.times: list[float] = []
        self.result: Any = None

    def run(self, *, counts: bool) -> None:
        began = time.perf_counter()
        self.result = self.way()
        if counts:
            self.times.append(time.perf_counter() - began)

    @property
    def seconds(self) -> float:
        return median(self.times)


def _raw() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(RAW, [PERIOD.first, PERIOD.last])
        return cursor.fetchall()


def _loop() -> tuple[Any, ...]:
    """As it is written first: a handful of queries for each agent, percentiles in Python."""
    rows = []
    month = Fact.objects.filter(day__gte=PERIOD.first, day__lte=PERIOD.last, left_out="")
    for agent in sorted(month.exclude(agent_id=0).values_list("agent_id", flat=True).distinct()):
        mine = month.filter(agent_id=agent)
        waits = [fact.seconds for fact in mine.filter(kind=Kind.FIRST_RESPONSE)]
        rows.append(
            (
                mine.filter(kind=Kind.ASSIGNED).values("subject_id").distinct().count(),
                mine.filter(kind=Kind.REPLY).values("subject_id").distinct().count(),
                mine.filter(kind=Kind.REPLY).count(),
                mine.filter(kind=Kind.RESOLUTION).values("subject_id").distinct().count(),
                mine.filter(kind=Kind.CALL_ANSWERED).values("subject_id").distinct().count(),
                mine.filter(kind=Kind.CALL_ANSWERED).aggregate(talk=Sum("seconds"))["talk"] or 0,
                spread(waits),
            )
        )
    return tuple(sum(row[column] for row in rows) for column in range(6)), sum(row[6].n for row in rows)


def _totals(rows: list[Productivity]) -> tuple[Any, ...]:
    """Sums over agents: what all three ways can be compared by."""
    agents = [row for row in rows if row.agent_id]
    sums = tuple(
        sum(getattr(row, name) for row in agents)
        for name in ("assigned", "replied", "replies", "solved", "calls_answered", "talk_seconds")
    )
    return sums, sum(row.first_response.n for row in agents)


def _raw_totals(rows: list[Any]) -> tuple[Any, ...]:
    agents = [row for row in rows if row[0]]
    sums = tuple(sum((row[column] or Decimal(0)) for row in agents) for column in (2, 3, 1, 4, 5, 9))
    return sums, sum(row[6] for row in agents)
