"""Departments as rows, and what a change to one would touch."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Prefetch

from accounts.models import Membership
from accounts.permissions import Reach, reach
from helpdesk.models import Department, DepartmentMember, Ticket
from helpdesk.querysets import DepartmentQuerySet


class MemberEffect(TypedDict):
    id: UUID
    name: str
    open_tickets: int


class DepartmentEffects(TypedDict):
    open_tickets: int
    running_clocks: int
    members: list[MemberEffect]


def with_members(departments: DepartmentQuerySet) -> DepartmentQuerySet:
    """With everything `department_row` touches: one query more, however many departments."""
    active = DepartmentMember.objects.filter(membership__ended_at__isnull=True).select_related("membership")
    return departments.prefetch_related(Prefetch("member_links", active.order_by("pk"), to_attr="active_links"))


def department_row(department: Any, *, viewer: Membership) -> dict[str, Any]:
    """One department as every member may see it. Its mail address is at the organization's host."""
    return {
        "id": department.public_id,
        "name": department.name,
        "zone": department.zone,
        "hours": department.hours,
        "holidays": department.holidays,
        "special_days": department.special_days,
        "address_local_part": department.address_local_part,
        "address": address_of(department, viewer.organization.host),
        "colour": department.colour,
        "first_response_seconds": department.first_response_seconds,
        "survey_enabled": department.survey_enabled,
        "member_ids": [link.membership.public_id for link in department.active_links],
        "version": department.version,
        "archived_at": department.archived_at,
        "abilities": {"manage": reach(viewer, "department.manage") is Reach.ALL},
    }


def address_of(department: Department, host: str) -> str:
    return f"{department.address_local_part}@{host}" if department.address_local_part else ""


def department_effects(department: Department) -> DepartmentEffects:
    """What stands in the department now: read it before changing hours, members, or archiving."""
    active = Ticket.objects.active().filter(department=department)
    links = department.member_links.filter(membership__ended_at__isnull=True).select_related("membership__user")
    held = Counter(_assignees(active))
    return DepartmentEffects(
        open_tickets=active.count(),
        running_clocks=active.awaiting_first_response().count(),
        members=[
            MemberEffect(
                id=link.membership.public_id, name=link.membership.user.name, open_tickets=held[link.membership_id]
            )
            for link in links.order_by("membership__user__name", "pk")
        ],
    )


def _assignees(tickets: Any) -> Iterable[int]:
    assigned: Iterable[int] = tickets.filter(assignee__isnull=False).values_list("assignee_id", flat=True)
    return assigned
