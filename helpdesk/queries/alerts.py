"""A member's alerts as they are sent, over REST and over the socket alike."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from accounts.models import Membership
from helpdesk.models import Alert

LISTED = 50
COUNTED = 100  # more is said as "99+"


class AlertTicket(TypedDict):
    id: UUID
    number: int
    subject: str


class AlertRow(TypedDict):
    id: int
    kind: str
    at: datetime
    who: str
    seen: bool
    ticket: AlertTicket | None
    review_id: UUID | None


class Alerts(TypedDict):
    unseen: int
    results: list[AlertRow]


def alerts_of(member: Membership) -> Alerts:
    """The newest, and how many were not looked at."""
    own = Alert.objects.visible_to(member)
    return {
        "unseen": own.unseen()[:COUNTED].count(),
        "results": [_row(alert) for alert in own.select_related("ticket").order_by("-at", "-pk")[:LISTED]],
    }


def _row(alert: Alert) -> AlertRow:
    ticket = alert.ticket
    return {
        "id": alert.pk,
        "kind": alert.kind,
        "at": alert.at,
        "who": alert.who,
        "seen": alert.seen,
        "ticket": {"id": ticket.public_id, "number": ticket.number, "subject": ticket.subject} if ticket else None,
        "review_id": alert.review_id,
    }
