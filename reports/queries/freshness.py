from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Min

from core.models import Delivery
from reports.models import DirtyDay

STALE_AFTER = timedelta(seconds=5)
RECEIVERS = "reports."


class Freshness(NamedTuple):
    """Everything that happened before `data_as_of` is counted."""

    data_as_of: datetime
    stale: bool


def freshness(*, at: datetime) -> Freshness:
    """How old the oldest thing is that happened and is not in the rollups yet. Source: metrics.md `freshness`.

    An event that gave up is not in them either, until somebody sends it on.
    """
    waiting, gave_up = (  # not in one question: each has an index of its own
        rows.filter(receiver__startswith=RECEIVERS).aggregate(oldest=Min("event__at"))
        for rows in (Delivery.objects.open(), Delivery.objects.parked())
    )
    marked = DirtyDay.objects.aggregate(oldest=Min("marked_at"))
    oldest = min((row["oldest"] for row in (waiting, gave_up, marked) if row["oldest"]), default=at)
    as_of = min(oldest, at)
    return Freshness(as_of, stale=at - as_of > STALE_AFTER)
