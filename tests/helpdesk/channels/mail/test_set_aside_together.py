"""Two administrators at one mail. Real transactions on two connections."""

import pytest

from accounts.enums import Role
from core.tenancy import tenant
from helpdesk.channels.mail.models import SetAsideMail
from helpdesk.channels.mail.set_aside.acts import AlreadyHandled, dismiss, make_ticket
from tests.factories.accounts import MembershipFactory, OrganizationFactory
from tests.factories.helpdesk import DepartmentFactory
from tests.helpdesk.channels.mail.arriving import arrives, minutes, tickets
from tests.mail import letter
from tests.together import at_once, one_after_the_other


@pytest.fixture
def organization(transactional_db):
    return OrganizationFactory(host="northwind.testserver")


@pytest.mark.django_db(transaction=True)
def test_two_making_a_ticket_at_once_leave_one_ticket_and_one_refusal(organization):
    support = DepartmentFactory(organization=organization, name="Support", address_local_part="support")
    admin = MembershipFactory(organization=organization, role=Role.ADMIN)
    arrives(organization, letter("Call me.", From="support@northwind.testserver"))
    with tenant(organization.pk):
        row = SetAsideMail.objects.get()

    outcomes = at_once(
        organization.pk,
        lambda: make_ticket(mail_id=row.public_id, seen_version=1, department=support, actor=admin, at=minutes(5)),
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["AlreadyHandled", "SetAsideMail"]
    assert len(tickets(organization)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_dismissal_that_waits_for_a_ticket_to_be_made_is_told_of_it(organization):
    support = DepartmentFactory(organization=organization, name="Support", address_local_part="support")
    one, other = MembershipFactory.create_batch(2, organization=organization, role=Role.ADMIN)
    arrives(organization, letter("Call me.", From="support@northwind.testserver"))
    with tenant(organization.pk):
        row = SetAsideMail.objects.get()
    ask = {"mail_id": row.public_id, "seen_version": 1, "at": minutes(5)}

    outcome = one_after_the_other(
        organization.pk,
        first=lambda: make_ticket(department=support, actor=one, **ask),
        second=lambda: dismiss(actor=other, **ask),
    )

    assert isinstance(outcome, AlreadyHandled)
    with tenant(organization.pk):
        assert SetAsideMail.objects.get().state == "ticketed"
