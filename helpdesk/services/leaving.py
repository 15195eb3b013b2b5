"""What somebody leaves behind who answers tickets no more."""

from datetime import datetime

from accounts.models import Membership
from helpdesk.enums import PresenceSource, PresenceState
from helpdesk.models import Presence, Ticket
from helpdesk.services.presence import set_presence
from helpdesk.services.tickets import can_work_in, hand_to
from helpdesk.services.writing import service


@service
def hand_back_tickets(*, membership_id: int, actor_id: int | None, at: datetime) -> int:
    """Nobody has the open tickets this person can no longer answer, so that colleagues see them unassigned.

    Who has left is offline too. Asks what the person may do now: called late, or again after they came back,
    it takes nothing from them. Returns how many tickets were handed back.
    """
    member = Membership.objects.select_related("user").get(pk=membership_id)
    actor = Membership.objects.filter(pk=actor_id).first() if actor_id else None
    tickets = Ticket.objects.active().filter(assignee=member).order_by("pk")
    left = 0
    for ticket in tickets.select_for_update(no_key=True):
        if not can_work_in(member, ticket.department):
            hand_to(ticket, None, actor=actor, at=at)
            left += 1
    present = Presence.objects.now().filter(membership=member).exclude(state=PresenceState.OFFLINE)
    if member.ended_at and present.exists():
        set_presence(membership=member, state=PresenceState.OFFLINE, at=at, source=PresenceSource.SYSTEM)
    return left
