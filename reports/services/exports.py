"""Figures leave the house as files: who took what is written down first."""

from datetime import datetime

from django.db import transaction

from accounts.models import Membership
from core.services import record
from reports.events import TableExported
from reports.models import Export
from reports.periods import Period


@transaction.atomic
def note_export(*, what: str, period: Period, count: int, actor: Membership, at: datetime) -> Export:
    """Keep that `actor` took `count` rows of `what` out, before the first of them is sent."""
    export = Export.objects.create(membership=actor, at=at)
    record(
        TableExported(
            subject_id=export.pk,
            version=1,
            actor_id=actor.pk,
            at=at,
            what=what,
            count=count,
            first_day=period.first.isoformat(),
            last_day=period.last.isoformat(),
        )
    )
    return export
