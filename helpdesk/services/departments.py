"""Departments: made, edited, staffed, archived."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.permissions import Reach, reach
from accounts.services import refuse_stale
from accounts.services.organizations import check_zone
from core.errors import Conflict, DomainError, NotPermitted
from core.services import record
from helpdesk.events import DepartmentChanged
from helpdesk.models import Department, DepartmentMember, Ticket
from helpdesk.services.promises import recalculate
from helpdesk.services.tickets import can_work_in, hand_to
from helpdesk.services.writing import service
from helpdesk.working_hours import NotHours, checked_dates, checked_week

SUBJECT = DepartmentChanged.subject()
EDITABLE = (
    *("name", "zone", "hours", "holidays", "special_days", "address_local_part", "colour"),
    *("first_response_seconds", "survey_enabled"),
)
CALENDAR = frozenset({"zone", "hours", "holidays", "special_days"})
LOCAL_PART = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
BATCH = 500


class BadHours(DomainError):
    """The working hours cannot be read, or there are none."""

    code = "bad_hours"


class BadAddress(DomainError):
    """This cannot stand before the @ of an address of ours."""

    code = "bad_address"


class DepartmentTaken(Conflict):
    """Another department has this name or address."""

    code = "department_taken"


class DepartmentHasOpenTickets(Conflict):
    """There is work left in it; `params` says how much."""

    code = "department_has_open_tickets"


@service
def create_department(*, actor: Membership, at: datetime, **fields: Any) -> Department:
    """A new department; `fields` out of EDITABLE. Raises NotPermitted, BadHours, BadAddress, NoSuchZone,
    DepartmentTaken.
    """
    _refuse_stranger(actor)
    department = Department(**checked_fields(fields))
    _saved(department)
    _tell(department, {}, fields, actor=actor, at=at)
    return department


@service
def edit_department(
    *, department_id: UUID, seen_version: int, changes: Mapping[str, Any], actor: Membership, at: datetime
) -> Department:
    """Write these fields. New hours move the first-response clocks that still run; a new target is for new tickets.

    Raises Department.DoesNotExist, StaleVersion and as `create_department`.
    """
    department = _locked(department_id, actor)
    refuse_stale(department, subject=SUBJECT, seen_version=seen_version, writes=set(changes))
    checked = checked_fields(changes)
    changed = {name: value for name, value in checked.items() if getattr(department, name) != value}
    if not changed:
        return department
    before = {name: getattr(department, name) for name in changed}
    for name, value in changed.items():
        setattr(department, name, value)
    department.version += 1
    _saved(department, *changed, "version")
    _tell(department, before, changed, actor=actor, at=at)
    if CALENDAR & set(changed):
        _move_clocks(department, at=at)
    return department


@service
def set_members(
    *, department_id: UUID, member_ids: Collection[UUID], seen_version: int, actor: Membership, at: datetime
) -> Department:
    """Let exactly these people work there. Who leaves loses their open tickets of it: nobody has them then.

    Raises Department.DoesNotExist, Membership.DoesNotExist, NotPermitted, StaleVersion.
    """
    department = _locked(department_id, actor)
    refuse_stale(department, subject=SUBJECT, seen_version=seen_version, writes={"members"})
    wanted = {member.pk: member for member in Membership.objects.active().filter(public_id__in=set(member_ids))}
    if len(wanted) != len(set(member_ids)):
        raise Membership.DoesNotExist
    present = set(department.member_links.values_list("membership_id", flat=True))
    if present == set(wanted):
        return department
    department.member_links.exclude(membership_id__in=wanted).delete()
    DepartmentMember.objects.bulk_create(
        DepartmentMember(department=department, membership=member) for pk, member in wanted.items() if pk not in present
    )
    department.version += 1
    department.save(update_fields=["version"])
    _tell(department, {"members": sorted(present)}, {"members": sorted(wanted)}, actor=actor, at=at)
    _take_tickets(department, Membership.objects.filter(pk__in=present - set(wanted)), actor=actor, at=at)
    return department


@service
def archive_department(*, department_id: UUID, seen_version: int, actor: Membership, at: datetime) -> Department:
    """Take no new work. Its past stays. Raises as `edit_department`, DepartmentHasOpenTickets."""
    department = _locked(department_id, actor, against_new_tickets=True)
    refuse_stale(department, subject=SUBJECT, seen_version=seen_version, writes={"archived_at"})
    open_tickets = Ticket.objects.active().filter(department=department).count()
    if open_tickets:
        raise DepartmentHasOpenTickets(
            _("There are open tickets. Solve them or move them to another department first."), open_tickets=open_tickets
        )
    return _archived(department, at, actor=actor, at=at) if department.archived_at is None else department


@service
def restore_department(*, department_id: UUID, seen_version: int, actor: Membership, at: datetime) -> Department:
    """Take new work again. Raises as `edit_department`."""
    department = _locked(department_id, actor)
    refuse_stale(department, subject=SUBJECT, seen_version=seen_version, writes={"archived_at"})
    return _archived(department, None, actor=actor, at=at) if department.archived_at else department


def _locked(department_id: UUID, actor: Membership, *, against_new_tickets: bool = False) -> Department:
    """The department, until the end of the transaction nobody else's. A ticket on its way into it is waited for, and
    one that comes later waits, only `against_new_tickets`.
    """
    _refuse_stranger(actor)
    locking = Department.objects.select_for_update(no_key=not against_new_tickets)
    department: Department = locking.get(public_id=department_id)
    return department


def _refuse_stranger(actor: Membership) -> None:
    if reach(actor, "department.manage") is not Reach.ALL:
        raise NotPermitted(_("Your role may not change departments."))


def checked_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as they are kept. Raises BadHours, BadAddress, NoSuchZone."""
    assert set(fields) <= set(EDITABLE), fields
    checked = dict(fields)
    try:
        if "hours" in checked:
            checked["hours"] = checked_week(checked["hours"])
        for name in ("holidays", "special_days"):
            if name in checked:
                checked[name] = checked_dates(checked[name])
    except NotHours as error:
        raise BadHours(str(error)) from error
    if "zone" in checked:
        check_zone(checked["zone"])
    if "address_local_part" in checked:
        checked["address_local_part"] = checked["address_local_part"].strip().lower()
        if checked["address_local_part"] and not LOCAL_PART.fullmatch(checked["address_local_part"]):
            raise BadAddress(_("Use letters, digits, dots and hyphens, like billing or technical-support."))
    return checked


def _saved(department: Department, *fields: str) -> None:
    try:
        with transaction.atomic():
            department.save(update_fields=fields or None)
    except IntegrityError as error:
        raise DepartmentTaken(_("Another department has this name or address.")) from error


def _archived(department: Department, archived_at: datetime | None, *, actor: Membership, at: datetime) -> Department:
    before = {"archived_at": department.archived_at}
    department.archived_at = archived_at
    department.version += 1
    department.save(update_fields=["archived_at", "version"])
    _tell(department, before, {"archived_at": archived_at}, actor=actor, at=at)
    return department


def _tell(
    department: Department,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    actor: Membership,
    at: datetime,
) -> None:
    record(
        DepartmentChanged(
            subject_id=department.pk,
            version=department.version,
            changed=tuple(after),
            actor_id=actor.pk,
            at=at,
            before=dict(before),
            after=dict(after),
        )
    )


def _move_clocks(department: Department, *, at: datetime) -> None:
    """Step by step, in the order of their keys: however many run, only `BATCH` tickets are in memory."""
    running = Ticket.objects.awaiting_first_response().filter(department=department, first_response_due_at__gt=at)
    for keys in batched(running.order_by("pk").values_list("pk", flat=True), BATCH, strict=False):
        tickets = list(running.filter(pk__in=keys).select_for_update(no_key=True).order_by("pk"))
        for ticket in tickets:
            ticket.department = department
            recalculate(ticket)
        Ticket.objects.bulk_update(tickets, ["first_response_due_at"])


def _take_tickets(department: Department, leaving: Collection[Membership], *, actor: Membership, at: datetime) -> None:
    gone = [member for member in leaving if not can_work_in(member, department)]
    theirs = Ticket.objects.active().filter(department=department, assignee__in=gone).order_by("pk")
    for ticket in theirs.select_for_update(no_key=True):
        hand_to(ticket, None, actor=actor, at=at)
