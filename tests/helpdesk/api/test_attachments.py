import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from core.files.store import store_file
from core.tenancy import tenant
from helpdesk.models import Attachment, DepartmentMember
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import DepartmentFactory, MessageFactory, TicketFactory


@pytest.fixture
def billing(agent):
    with tenant(agent.organization_id):
        return agent.department_links.get().department


@pytest.fixture
def attachment(agent, billing):
    ticket = TicketFactory(organization=agent.organization, department=billing)
    message = MessageFactory(organization=agent.organization, ticket=ticket)
    with tenant(agent.organization_id):
        stored = store_file(content=b"%PDF-", name="bill.pdf", content_type="application/pdf")
        return Attachment.objects.create(
            message=message, file=stored, name="bill.pdf", content_type="application/pdf", size=5
        )


def opened(url):
    host, _, path = url.partition("://")[2].partition("/")
    return Client(headers={"host": host}).get(f"/{path}")


def test_a_file_is_downloaded_from_another_host_by_a_link_for_one_member(client_of, agent, attachment):
    link = client_of(agent).get(f"/api/v1/attachments/{attachment.public_id}/").json()

    response = opened(link["url"])

    assert link["url"].startswith("http://files.northwind.testserver")
    assert (response.status_code, response.getvalue()) == (200, b"%PDF-")
    assert response["Content-Disposition"] == 'attachment; filename="bill.pdf"'


def test_an_old_link_is_dead_once_the_ticket_is_out_of_sight(client_of, agent, attachment):
    """A7"""
    link = client_of(agent).get(f"/api/v1/attachments/{attachment.public_id}/").json()
    with tenant(agent.organization_id):
        DepartmentMember.objects.filter(membership=agent).delete()

    assert opened(link["url"]).status_code == 404


def test_a11_the_link_of_a_member_who_left_is_dead(client_of, agent, attachment):
    link = client_of(agent).get(f"/api/v1/attachments/{attachment.public_id}/").json()
    with tenant(agent.organization_id):
        type(agent).objects.filter(pk=agent.pk).update(ended_at=timezone.now())

    assert opened(link["url"]).status_code == 404


def test_a_file_of_another_department_or_organization_is_not_there(
    client_of, organization, other_organization, attachment
):
    elsewhere = MembershipFactory(organization=organization, role=Role.AGENT)
    DepartmentFactory(organization=organization, name="Support", members=[elsewhere])
    stranger = MembershipFactory(organization=other_organization, role=Role.ADMIN)

    statuses = [
        client_of(member).get(f"/api/v1/attachments/{attachment.public_id}/").status_code
        for member in (elsewhere, stranger)
    ]

    assert statuses == [404, 404]
