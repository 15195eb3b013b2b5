"""Whom it concerns when something happened to a ticket."""

from accounts.models import Membership
from core.events import receiver
from helpdesk.enums import AlertKind, ContentKind
from helpdesk.events import MessageReceived, TicketAssigned
from helpdesk.models import Contact
from helpdesk.services.alerts import raise_alert


@receiver(TicketAssigned, queue="live")
def alert_assignee(event: TicketAssigned) -> None:
    if event.assignee_id is None:
        return
    actor = Membership.objects.select_related("user").get(pk=event.actor_id) if event.actor_id else None
    raise_alert(
        membership_id=event.assignee_id,
        kind=AlertKind.ASSIGNED,
        event=event,
        who=actor.user.name if actor else "",
        ticket_id=event.subject_id,
    )


@receiver(MessageReceived, queue="live")
def alert_of_answer(event: MessageReceived) -> None:
    """Holiday notices of machines wake nobody."""
    if event.assignee_id is None or event.content_kind == ContentKind.AUTO_REPLY:
        return
    raise_alert(
        membership_id=event.assignee_id,
        kind=AlertKind.ANSWERED,
        event=event,
        who=Contact.objects.values_list("name", flat=True).get(pk=event.contact_id),
        ticket_id=event.subject_id,
    )
