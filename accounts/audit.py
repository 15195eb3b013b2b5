"""The audit trail: which events are in it, what they are called, and what of them is shown."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation, Membership, User
from core.models import Event

WHAT = {
    "accounts.organization.created": _("The organization was created"),
    "accounts.organization.changed": _("Changed settings of the organization"),
    "accounts.user.signed_in": _("Signed in"),
    "accounts.user.signed_out": _("Signed out"),
    "accounts.user.sessions_ended": _("Ended other sessions"),
    "accounts.user.password_changed": _("Changed the password"),
    "accounts.user.second_factor_changed": _("Changed the second step"),
    "accounts.user.profile_changed": _("Changed the profile"),
    "accounts.invitation.created": _("Invited a person"),
    "accounts.invitation.resent": _("Sent an invitation again"),
    "accounts.invitation.revoked": _("Took an invitation back"),
    "accounts.invitation.accepted": _("Accepted an invitation"),
    "accounts.membership.started": _("A person joined"),
    "accounts.membership.role_changed": _("Changed a role"),
    "accounts.membership.ended": _("Ended a person's access"),
    "accounts.membership.restored": _("Restored a person's access"),
    "helpdesk.recording.played": _("Played a recording"),
    "helpdesk.set_aside_mail.ticketed": _("Made a ticket of mail that was set aside"),
    "helpdesk.set_aside_mail.dismissed": _("Dismissed mail that was set aside"),
    "helpdesk.set_aside_mail.restored": _("Took back that mail was dismissed"),
    "helpdesk.set_aside_mail.asked_again": _("Had mail read again"),
    "reports.export.taken": _("Took figures out as a file"),
}
SHOWN = ("role", "before", "email", "host", "with_second_factor", "agent", "count", "what", "changed")
SPACE = UUID("6d1f3a52-5f0c-4f0e-9f4e-0b8a4c3e7d11")


def audit_rows(events: Sequence[Event]) -> list[dict[str, Any]]:
    """The lines of one page: three queries, however many lines."""
    actors = {event.actor_id for event in events if event.actor_id}
    places = actors | _ids(events, "accounts.membership")
    members = Membership.objects.select_related("user").in_bulk(places)
    users = User.objects.in_bulk(_ids(events, "accounts.user"))
    invited = Invitation.objects.in_bulk(_ids(events, "accounts.invitation"))

    def about(event: Event) -> str | None:
        match event.subject:
            case "accounts.membership" if event.subject_id in members:
                return members[event.subject_id].user.name
            case "accounts.user" if event.subject_id in users:
                return users[event.subject_id].name
            case "accounts.invitation" if event.subject_id in invited:
                return invited[event.subject_id].email
        return None

    def actor(event: Event) -> dict[str, Any] | None:
        member = members.get(event.actor_id or 0)
        return {"id": member.public_id, "name": member.user.name} if member else None

    return [
        {
            "id": uuid5(SPACE, f"{event.organization_id}.{event.pk}"),
            "at": event.at,
            "name": event.name,
            "what": str(WHAT[event.name]),
            "actor": actor(event),
            "about": about(event),
            "detail": {
                field: event.payload[field] for field in SHOWN if event.payload.get(field) not in (None, "", [])
            },
        }
        for event in events
    ]


def _ids(events: Sequence[Event], subject: str) -> set[int]:
    return {event.subject_id for event in events if event.subject == subject}
