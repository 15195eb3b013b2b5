"""Action → role → reach. The only place that knows what a role may do."""

from enum import StrEnum
from typing import Protocol

from accounts.enums import Role


class Reach(StrEnum):
    ALL = "all"
    DEPARTMENTS = "departments"  # where the member works
    OWN = "own"
    NONE = "none"


class HasRole(Protocol):
    role: str


def _row(*, manager: Reach, supervisor: Reach, agent: Reach, reviewer: Reach, viewer: Reach) -> dict[str, Reach]:
    return {
        Role.OWNER: manager,
        Role.ADMIN: manager,
        Role.SUPERVISOR: supervisor,
        Role.AGENT: agent,
        Role.REVIEWER: reviewer,
        Role.VIEWER: viewer,
    }


_ALL, _DEPARTMENTS, _OWN, _NONE = Reach.ALL, Reach.DEPARTMENTS, Reach.OWN, Reach.NONE

_WORK = _row(manager=_ALL, supervisor=_DEPARTMENTS, agent=_DEPARTMENTS, reviewer=_NONE, viewer=_NONE)
_READ = _row(manager=_ALL, supervisor=_DEPARTMENTS, agent=_DEPARTMENTS, reviewer=_ALL, viewer=_DEPARTMENTS)
_MANAGE = _row(manager=_ALL, supervisor=_NONE, agent=_NONE, reviewer=_NONE, viewer=_NONE)
_EVERYBODY = _row(manager=_ALL, supervisor=_ALL, agent=_ALL, reviewer=_ALL, viewer=_ALL)
_SELF = _row(manager=_OWN, supervisor=_OWN, agent=_OWN, reviewer=_OWN, viewer=_OWN)

PERMISSIONS: dict[str, dict[str, Reach]] = {
    "ticket.view": _READ,
    "ticket.create": _WORK,
    "ticket.reply": _WORK,
    "ticket.note": _WORK,
    "ticket.assign": _WORK,
    "ticket.solve": _WORK,
    "ticket.edit": _WORK,  # status, priority, department
    "call.view": _READ,
    "call.link": _WORK,
    "recording.play": _row(manager=_ALL, supervisor=_DEPARTMENTS, agent=_OWN, reviewer=_ALL, viewer=_NONE),
    "review.view": _row(manager=_ALL, supervisor=_DEPARTMENTS, agent=_OWN, reviewer=_ALL, viewer=_NONE),
    "review.write": _row(manager=_ALL, supervisor=_DEPARTMENTS, agent=_NONE, reviewer=_OWN, viewer=_NONE),
    "scorecard.view": _row(manager=_ALL, supervisor=_ALL, agent=_ALL, reviewer=_ALL, viewer=_NONE),
    "scorecard.manage": _MANAGE,
    "survey.view": _READ,
    "survey.manage": _row(manager=_ALL, supervisor=_DEPARTMENTS, agent=_NONE, reviewer=_NONE, viewer=_NONE),
    "report.view": _row(manager=_ALL, supervisor=_DEPARTMENTS, agent=_OWN, reviewer=_NONE, viewer=_DEPARTMENTS),
    "export.run": _row(  # take figures out as a file: never more than `report.view` shows
        manager=_ALL, supervisor=_DEPARTMENTS, agent=_NONE, reviewer=_NONE, viewer=_NONE
    ),
    "live.view": _row(manager=_ALL, supervisor=_DEPARTMENTS, agent=_DEPARTMENTS, reviewer=_NONE, viewer=_DEPARTMENTS),
    "presence.set": _SELF,
    "profile.edit": _SELF,
    "department.view": _EVERYBODY,  # names only: everybody may know which departments there are
    "department.manage": _MANAGE,
    "member.view": _EVERYBODY,  # names of colleagues
    "member.manage": _MANAGE,
    "owner.manage": {**dict.fromkeys(Role, Reach.NONE), Role.OWNER: _ALL},  # make, demote or end an owner
    "organization.manage": _MANAGE,  # settings that hold for everybody: name, language, time zone, undo of sending
    "audit.view": _MANAGE,
    "set_aside.manage": _MANAGE,  # mail on no ticket: read it, make a ticket of it, dismiss it
    "operation.manage": _MANAGE,  # parked deliveries and unreadable raw inbound: look, replay
}


def reach(membership: HasRole, action: str) -> Reach:
    """How far this member's role carries for the action; an unknown action is a KeyError."""
    return PERMISSIONS[action].get(membership.role, Reach.NONE)
