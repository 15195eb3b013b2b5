"""Calls as the thread of their ticket shows them."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from accounts.models import Membership
from helpdesk.models import Call, Ticket


def calls_of(ticket: Ticket, viewer: Membership) -> QuerySet[Call]:
    """The ticket's calls that this member may know of: another department's stay out of sight."""
    return Call.objects.visible_to(viewer).filter(ticket=ticket).for_list()


def call_items(calls: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {
            "type": "call",
            "id": call.public_id,
            "at": call.started_at,
            "direction": call.direction,
            "agent": _agent(call),
            "talk_seconds": None if call.talk_seconds is None else round(call.talk_seconds),
            "outcome": call.outcome,
            "has_recording": call.has_recording,
        }
        for call in calls
    ]


def _agent(call: Any) -> dict[str, Any] | None:
    if call.agent:
        return {"id": call.agent.public_id, "name": call.agent.user.name}
    return {"id": None, "name": call.agent_name} if call.agent_name else None
