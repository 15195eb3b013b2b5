"""What happened to a ticket, as single grey lines of its thread."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from accounts.models import Membership
from core.models import Event
from helpdesk.events import (
    ParticipantAdded,
    ParticipantLeftOut,
    TicketAssigned,
    TicketEvent,
    TicketOpened,
    TicketPrioritised,
    TicketReopened,
    TicketSolved,
    TicketStatusChanged,
    TicketTransferred,
)
from helpdesk.models import Department, Participant, Ticket

NAMESPACE = UUID("8a0c2c0e-6f0b-4c2e-9b53-5a8f5f6d8e11")

# messages stand in the thread themselves
SHOWN: tuple[type[TicketEvent], ...] = (
    TicketOpened,
    TicketAssigned,
    TicketPrioritised,
    TicketReopened,
    TicketSolved,
    TicketStatusChanged,
    TicketTransferred,
    ParticipantAdded,
    ParticipantLeftOut,
)


def events_of(ticket: Ticket, viewer: Membership) -> QuerySet[Event]:
    names = [shown.name for shown in SHOWN]
    return Event.objects.filter(subject=TicketEvent.subject(), subject_id=ticket.pk, name__in=names)


def event_items(events: Sequence[Event]) -> list[dict[str, Any]]:
    people = _asked(events, "assignee_id", "previous_assignee_id")
    people |= {event.actor_id for event in events if event.actor_id is not None}
    members = dict(Membership.objects.filter(pk__in=people).values_list("pk", "user__name")) if people else {}
    moved = [event for event in events if event.name == TicketTransferred.name]
    places = _asked(moved, "department_id", "previous_department_id")
    departments = dict(Department.objects.filter(pk__in=places).values_list("pk", "name")) if places else {}
    met = _asked(events, "participant_id")
    participants = dict(Participant.objects.filter(pk__in=met).values_list("pk", "email")) if met else {}
    return [
        {
            "type": "event",
            "id": uuid5(NAMESPACE, f"{event.organization_id} {event.pk}"),  # the number stays inside
            "name": event.name,
            "at": event.at,
            "actor": {"name": members[event.actor_id]} if event.actor_id in members else None,
            "detail": _detail(event, members, departments, participants),
        }
        for event in events
    ]


def _detail(
    event: Event, members: Mapping[int, str], departments: Mapping[int, str], participants: Mapping[int, str]
) -> dict[str, Any]:
    told = event.payload
    shown: dict[str, Any] = {}
    match event.name:
        case TicketOpened.name:
            shown = {"channel": told["channel"], "by_contact": told["opened_by_contact"]}
        case TicketAssigned.name:
            shown = {
                "before": members.get(told.get("previous_assignee_id")),
                "after": members.get(told["assignee_id"]),
            }
        case TicketTransferred.name:
            shown = {
                "before": departments.get(told["previous_department_id"]),
                "after": departments.get(told["department_id"]),
            }
        case TicketStatusChanged.name | TicketPrioritised.name:
            shown = {"before": told["before"], "after": told["after"]}
        case ParticipantAdded.name | ParticipantLeftOut.name:
            shown = {"after": participants.get(told["participant_id"])}
        case TicketReopened.name:
            shown = {"by_contact": told["by_contact"]}
    return shown


def _asked(events: Sequence[Event], *keys: str) -> set[int]:
    return {event.payload[key] for event in events for key in keys if event.payload.get(key) is not None}
