"""What is due, across all organizations: ids only, a claim each."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from core.delivery.limits import RING_DOUBLINGS, RING_SECONDS

BATCH = 500
PER_ORGANIZATION = 100


class Claim(NamedTuple):
    delivery_id: int
    organization_id: int
    receiver: str
    number: int
    attempts: int


def claim_due(
    *,
    batch: int = BATCH,
    per_organization: int = PER_ORGANIZATION,
    skipped: Sequence[str] = (),
    ring_seconds: float = RING_SECONDS,
) -> list[Claim]:
    """Claim due deliveries, organizations in turn; none is given to two callers.

    Receivers in `skipped` keep waiting: their queue is full. Runs outside `tenant()`, through the
    definer function `core_claim_due`.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM core_claim_due(%s, %s, make_interval(secs => %s), %s, %s)",
            [batch, per_organization, ring_seconds, RING_DOUBLINGS, list(skipped)],
        )
        return [Claim(*row) for row in cursor.fetchall()]
