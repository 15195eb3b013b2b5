"""What one member should look at: raised when it happened, seen when they did."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from accounts.models import Membership
from core.events import DomainEvent
from core.live.boards import board
from helpdesk.enums import AlertKind
from helpdesk.models import Alert, Ticket
from helpdesk.services.writing import service


@service
def raise_alert(
    *,
    membership_id: int,
    kind: AlertKind,
    event: DomainEvent,
    who: str = "",
    ticket_id: int | None = None,
    review_id: UUID | None = None,
) -> None:
    """Let the member know of `event`. Again for the same event: nothing. Nobody is told of their own deeds."""
    if membership_id == event.actor_id:
        return
    _, is_new = Alert.objects.get_or_create(
        membership_id=membership_id,
        kind=kind,
        subject_id=event.subject_id,
        version=event.version,
        defaults={"ticket_id": ticket_id, "review_id": review_id, "who": who[:200], "at": event.at},
    )
    if is_new:
        _tell(Membership.objects.get(pk=membership_id))


@service
def see_alerts(*, actor: Membership, up_to: datetime) -> None:
    """`actor` has looked at the list as it was at `up_to`; what came since is still new."""
    _see(actor, Q(at__lte=up_to))


def see_alerts_of(ticket: Ticket, *, actor: Membership, up_to: datetime) -> None:
    """`actor` has read the ticket up to then, so its alerts are nothing new."""
    _see(actor, Q(ticket=ticket) & (Q(at__lte=up_to) | Q(kind=AlertKind.ASSIGNED)))


def forget_alerts(*, before: datetime) -> None:
    """Old ones are dropped, looked at or not."""
    Alert.objects.filter(at__lt=before).delete()


def _see(actor: Membership, which: Q) -> None:
    if Alert.objects.filter(which, membership=actor, seen=False).update(seen=True):
        _tell(actor)


def _tell(member: Membership) -> None:
    """All tabs of the member, by the topic: what watches it stands above."""
    board(f"alerts.{member.public_id}").touch()
