"""Calls of this moment, for boards: plain values, never models."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Min

from helpdesk.models import Call


class CallsWaiting(NamedTuple):
    department_id: int
    waiting: int
    longest_since: datetime


def calls_waiting(*, department_ids: Collection[int], at: datetime) -> list[CallsWaiting]:
    """How many callers wait in each department's queues, and since when the one who waits longest."""
    rows = (
        Call.objects.waiting(at=at)
        .filter(department_id__in=department_ids)
        .values("department_id")
        .annotate(waiting=Count("pk"), longest=Min("waiting_since"))
        .order_by("department_id")
    )
    return [CallsWaiting(row["department_id"], row["waiting"], row["longest"]) for row in rows]
