from datetime import datetime, timedelta

from core.periodic import periodic
from helpdesk.services.alerts import forget_alerts
from helpdesk.services.bulk import forget_bulk_changes

KEPT = timedelta(days=30)


@periodic("helpdesk.forget_bulk_changes", every=timedelta(hours=6), reason="old lists of changed tickets are dropped")
def forget_old_bulk_changes(*, at: datetime) -> None:
    forget_bulk_changes(asked_before=at - KEPT)


@periodic("helpdesk.forget_alerts", every=timedelta(hours=6), reason="alerts of last month are dropped")
def forget_old_alerts(*, at: datetime) -> None:
    forget_alerts(before=at - KEPT)
