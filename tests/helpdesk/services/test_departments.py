from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import Membership
from accounts.services import StaleVersion
from core.errors import NotPermitted
from core.models import Event
from helpdesk.models import Department, Ticket
from helpdesk.services import departments
from helpdesk.services.departments import (
    BadAddress,
    BadHours,
    DepartmentHasOpenTickets,
    DepartmentTaken,
    archive_department,
    create_department,
    edit_department,
    restore_department,
    set_members,
)
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, DepartmentFactory, TicketFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def stranger(other_organization):
    return MembershipFactory(organization=other_organization)


@pytest.fixture
def admin(inside):
    return MembershipFactory(organization=inside, role=Role.ADMIN)


def edit(department, actor, seen_version=1, **changes):
    return edit_department(
        department_id=department.public_id, seen_version=seen_version, changes=changes, actor=actor, at=OPENED_AT
    )


def test_a_department_is_made_with_what_is_said_and_sensible_rest(admin):
    made = create_department(actor=admin, at=OPENED_AT, name="Support", address_local_part="Support")

    department = Department.objects.get(pk=made.pk)
    assert (department.name, department.address_local_part, department.first_response_seconds) == (
        "Support",
        "support",
        14400,
    )
    assert Event.objects.get().payload["changed"] == ["name", "address_local_part"]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AGENT, Role.REVIEWER, Role.VIEWER])
def test_only_who_manages_departments_changes_them(inside, billing, role):
    member = MembershipFactory(organization=inside, role=role)

    with pytest.raises(NotPermitted):
        edit(billing, member, name="Mine")

    billing.refresh_from_db()
    assert billing.name == "Billing"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"hours": {}}, BadHours),
        ({"hours": {"0": []}}, BadHours),
        ({"hours": {"7": [[0, 60]]}}, BadHours),
        ({"hours": {"0": [[540, 1441]]}}, BadHours),
        ({"holidays": {"24.12.2026": []}}, BadHours),
        ({"address_local_part": "a b"}, BadAddress),
        ({"name": "Support"}, DepartmentTaken),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(inside, admin, billing, changes, refusal):
    DepartmentFactory(organization=inside, name="Support")

    with pytest.raises(refusal):
        edit(billing, admin, **changes)

    assert not Event.objects.exists()


def test_two_people_may_edit_two_fields_but_not_the_same(admin, billing):
    edit(billing, admin, name="Invoices")
    edit(billing, admin, colour="#000000")

    with pytest.raises(StaleVersion):
        edit(billing, admin, name="Bills")


def test_new_hours_move_the_clocks_that_still_run_and_no_others(inside, admin, billing):
    def ticket(**fields):
        return TicketFactory(organization=inside, department=billing, due_in=4 * HOUR, **fields)

    running = ticket()
    answered = ticket(first_responded_at=OPENED_AT + HOUR)
    late = ticket(opened_at=OPENED_AT - 5 * HOUR)

    edit(billing, admin, hours={"2": [[600, 660]], "3": [[600, 1020]]})  # Wednesday ten to eleven, Thursday till five

    due = dict(Ticket.objects.values_list("pk", "first_response_due_at"))
    assert due[running.pk] == OPENED_AT + timedelta(days=1, hours=3)  # one hour today, three tomorrow
    assert due[answered.pk] == answered.first_response_due_at
    assert due[late.pk] == late.first_response_due_at


def test_clocks_move_in_steps_and_none_is_left_out(inside, admin, billing, monkeypatch):
    monkeypatch.setattr(departments, "BATCH", 2)
    TicketFactory.create_batch(5, organization=inside, department=billing, due_in=4 * HOUR)

    with CaptureQueriesContext(connection) as asked:
        edit(billing, admin, hours={"2": [[600, 660]], "3": [[600, 1020]]})

    assert set(Ticket.objects.values_list("first_response_due_at", flat=True)) == {OPENED_AT + timedelta(hours=27)}
    assert len([query for query in asked if 'UPDATE "helpdesk_ticket"' in query["sql"]]) == 3


def test_a_new_target_moves_no_running_clock(inside, admin, billing):
    ticket = TicketFactory(organization=inside, department=billing, due_in=4 * HOUR)

    edit(billing, admin, first_response_seconds=60)

    ticket.refresh_from_db()
    assert (ticket.first_response_target_seconds, ticket.first_response_due_at) == (14400, OPENED_AT + 4 * HOUR)


def test_who_leaves_a_department_loses_its_open_tickets_only(inside, admin, agent, billing):
    elsewhere = DepartmentFactory(organization=inside, members=[agent])
    here = TicketFactory(organization=inside, department=billing, assignee=agent)
    solved = TicketFactory(organization=inside, department=billing, assignee=agent, solved=True)
    there = TicketFactory(organization=inside, department=elsewhere, assignee=agent)
    newcomer = MembershipFactory(organization=inside)

    set_members(
        department_id=billing.public_id, member_ids=[newcomer.public_id], seen_version=1, actor=admin, at=OPENED_AT
    )

    assert list(billing.member_links.values_list("membership", flat=True)) == [newcomer.pk]
    assigned = dict(Ticket.objects.values_list("pk", "assignee"))
    assert assigned == {here.pk: None, solved.pk: agent.pk, there.pk: agent.pk}
    assert Event.objects.get(name="helpdesk.ticket.assigned").payload["previous_assignee_id"] == agent.pk


def test_nobody_of_another_organization_becomes_a_member(stranger, admin, billing, agent):
    with pytest.raises(Membership.DoesNotExist):
        set_members(
            department_id=billing.public_id, member_ids=[stranger.public_id], seen_version=1, actor=admin, at=OPENED_AT
        )

    assert list(billing.member_links.values_list("membership", flat=True)) == [agent.pk]


def test_a_department_is_archived_once_its_work_is_done_and_comes_back(inside, admin, billing):
    ticket = TicketFactory(organization=inside, department=billing)
    asked = {"department_id": billing.public_id, "actor": admin, "at": OPENED_AT}
    with pytest.raises(DepartmentHasOpenTickets) as refused:
        archive_department(seen_version=1, **asked)
    assert refused.value.params == {"open_tickets": 1}
    Ticket.objects.filter(pk=ticket.pk).update(status="solved", solved_at=OPENED_AT, waiting_since=None)

    archived = archive_department(seen_version=1, **asked)
    assert archived.archived_at == OPENED_AT
    assert restore_department(seen_version=2, **asked).archived_at is None
