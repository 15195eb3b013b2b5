"""The views of the inbox: which tickets are in each, and how many."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypedDict
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from accounts.models import Membership
from helpdesk.enums import TicketView
from helpdesk.models import Department, Ticket
from helpdesk.querysets import TicketQuerySet

SOON = timedelta(hours=1)  # of the clock on the wall, metrics.md §4.3
CAP = 999


class Capped(NamedTuple):
    found: int
    more: bool  # the count is a floor


class ViewCount(TypedDict):
    key: str
    count: int
    more: bool


class DepartmentCount(TypedDict):
    id: UUID
    name: str
    colour: str
    count: int
    more: bool
    due_soon: int


class ViewCounts(TypedDict):
    views: list[ViewCount]
    departments: list[DepartmentCount]


def in_view(tickets: TicketQuerySet, view: str, *, viewer: Membership, at: datetime) -> TicketQuerySet:
    """Those of `tickets` that belong in a view of this member at `at`."""
    narrowed: dict[TicketView, Callable[[], TicketQuerySet]] = {  # only the one asked for is built
        TicketView.MINE: lambda: tickets.active().filter(assignee=viewer),
        TicketView.UNASSIGNED: lambda: tickets.active().filter(assignee__isnull=True),
        TicketView.DUE: lambda: tickets.due_before(at + SOON),
        TicketView.OPEN: tickets.active,
        TicketView.DRAFTS: lambda: tickets.filter(drafts__membership=viewer),
        TicketView.SOLVED: lambda: tickets.filter(solved_at__isnull=False),
        TicketView.ALL: tickets.all,
    }
    return narrowed[TicketView(view)]()


def view_counts(*, viewer: Membership, at: datetime) -> ViewCounts:
    """How many tickets each view of this member holds, and each department they work in: two queries.

    Solved and all are not counted: nobody waits for those numbers, and they grow without end.
    """
    visible = Ticket.objects.visible_to(viewer)
    departments = list(Department.objects.visible_to(viewer).in_use().order_by("name", "pk"))
    counted = [view for view in TicketView if view not in (TicketView.SOLVED, TicketView.ALL)]
    wanted: dict[str, QuerySet[Any]] = {view: in_view(visible, view, viewer=viewer, at=at) for view in counted}
    for department in departments:  # visible, so their tickets are
        active = Ticket.objects.active().filter(department=department)
        wanted[f"open {department.pk}"] = active
        wanted[f"due {department.pk}"] = active.due_before(at + SOON)
    counts = capped_counts(wanted)
    return ViewCounts(
        views=[ViewCount(key=view, count=counts[view].found, more=counts[view].more) for view in counted],
        departments=[
            DepartmentCount(
                id=department.public_id,
                name=department.name,
                colour=department.colour,
                count=counts[f"open {department.pk}"].found,
                more=counts[f"open {department.pk}"].more,
                due_soon=counts[f"due {department.pk}"].found,
            )
            for department in departments
        ],
    )


def capped_counts(wanted: Mapping[str, QuerySet[Any]]) -> dict[str, Capped]:
    """Count each up to 999, all in one statement: nobody counts an open-ended list."""
    parts: list[str] = []
    params: list[Any] = []
    for queryset in wanted.values():
        sql, its_params = queryset.order_by().values("pk")[: CAP + 1].query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")  # noqa: S608 — Django's own SQL
        params += its_params
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        row = cursor.fetchone()
    return {name: Capped(min(n, CAP), n > CAP) for name, n in zip(wanted, row, strict=True)}
