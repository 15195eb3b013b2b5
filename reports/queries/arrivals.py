"""How work came in during the last hours: the shape beside the numbers of the wallboard."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from reports.periods import local_day

STEP = timedelta(minutes=15)
STEPS = 16  # four hours, the last quarter is still going on

ARRIVED = """
    SELECT department_id, floor(extract(epoch FROM at - %(start)s) / %(step)s)::int AS step, count(*)
    FROM reports_fact
    WHERE day >= %(day)s AND at >= %(start)s AND at < %(end)s AND department_id = ANY (%(departments)s)
      AND kind IN ('received', 'call_offered') AND left_out = ''
    GROUP BY 1, 2
"""


def arrivals(department_ids: Sequence[int], *, at: datetime, zone: ZoneInfo) -> dict[int, list[int]]:
    """Tickets and calls that came in, per department and quarter of an hour by the clock, oldest first.

    Source: metrics.md `tickets_received`, `calls_offered`.
    """
    end = datetime.fromtimestamp((at.timestamp() // STEP.total_seconds() + 1) * STEP.total_seconds(), UTC)
    start = end - STEP * STEPS
    counted = {department_id: [0] * STEPS for department_id in department_ids}
    with connection.cursor() as cursor:
        parameters: dict[str, Any] = {
            "day": local_day(start, zone),
            "start": start,
            "end": end,
            "step": STEP.total_seconds(),
            "departments": list(department_ids),
        }
        cursor.execute(ARRIVED, parameters)
        for department_id, step, count in cursor.fetchall():
            counted[department_id][step] = count
    return counted
