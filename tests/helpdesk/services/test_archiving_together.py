"""A department that is archived at the moment a ticket comes into it. Real transactions on two connections."""

import pytest
from django.db import connection

from accounts.enums import Role
from core.tenancy import tenant
from helpdesk.models import Department, Ticket
from helpdesk.services.departments import DepartmentHasOpenTickets, archive_department, edit_department
from helpdesk.services.incoming import NewMessage, open_ticket
from helpdesk.services.tickets import transfer_ticket
from helpdesk.services.writing import DepartmentArchived
from tests.factories.accounts import MembershipFactory, OrganizationFactory
from tests.factories.helpdesk import OPENED_AT, ContactFactory, DepartmentFactory, TicketFactory
from tests.together import one_after_the_other

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def organization(transactional_db):
    return OrganizationFactory(host="northwind.testserver")


@pytest.fixture
def admin(organization):
    return MembershipFactory(organization=organization, role=Role.ADMIN)


@pytest.fixture
def billing(organization):
    return DepartmentFactory(organization=organization, name="Billing")


@pytest.fixture
def archive(admin, billing):
    return lambda: archive_department(department_id=billing.public_id, seen_version=1, actor=admin, at=OPENED_AT)


@pytest.fixture
def ways_in(organization, admin, billing):
    """Everything that brings open work into the department."""
    contact = ContactFactory(organization=organization)
    ticket = TicketFactory(organization=organization, number=900)

    def opening():
        return open_ticket(
            department=billing, contact=contact, subject="Help", message=NewMessage(text="Help"), at=OPENED_AT
        )

    def moving():
        return transfer_ticket(
            ticket_id=ticket.public_id,
            department_id=billing.public_id,
            seen_version=ticket.version,
            actor=admin,
            at=OPENED_AT,
        )

    return {"opening": opening, "moving": moving}


def state(organization, billing):
    with tenant(organization.pk):
        is_archived = Department.objects.get(pk=billing.pk).archived_at is not None
        return is_archived, Ticket.objects.filter(department=billing).count()


@pytest.mark.parametrize("way", ["opening", "moving"])
def test_a_ticket_on_its_way_in_is_waited_for_and_keeps_the_department(organization, billing, archive, ways_in, way):
    outcome = one_after_the_other(organization.pk, first=ways_in[way], second=archive)

    assert isinstance(outcome, DepartmentHasOpenTickets)
    assert state(organization, billing) == (False, 1)


@pytest.mark.parametrize("way", ["opening", "moving"])
def test_a_ticket_that_comes_while_it_is_archived_does_not_come_in(organization, billing, archive, ways_in, way):
    outcome = one_after_the_other(organization.pk, first=archive, second=ways_in[way])

    assert isinstance(outcome, DepartmentArchived)
    assert state(organization, billing) == (True, 0)


def test_a_ticket_does_not_wait_for_a_department_that_is_only_edited(organization, admin, billing, ways_in):
    def edit():
        return edit_department(
            department_id=billing.public_id, seen_version=1, changes={"name": "Money"}, actor=admin, at=OPENED_AT
        )

    def opening_at_once():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '300ms'")
        return ways_in["opening"]()

    outcome = one_after_the_other(organization.pk, first=edit, second=opening_at_once)

    assert isinstance(outcome, Ticket)
