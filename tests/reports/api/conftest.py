import pytest

from accounts.enums import Role
from core.tenancy import tenant
from helpdesk.models import Department
from reports.services.rollups import refresh_rollups
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import DepartmentFactory
from tests.reports.happenings import count_all


@pytest.fixture
def billing(organization, agent):
    with tenant(organization.pk):
        return Department.objects.get(name="Billing")


@pytest.fixture
def sales(organization):
    return DepartmentFactory(organization=organization, name="Sales")


@pytest.fixture
def colleague(organization, billing):
    return _member(organization, billing, Role.AGENT)


@pytest.fixture
def supervisor(organization, billing):
    return _member(organization, billing, Role.SUPERVISOR)


@pytest.fixture
def owner(organization):
    return MembershipFactory(organization=organization, role=Role.OWNER)


@pytest.fixture
def counted(organization):
    """Everything that happened so far is in the figures."""

    def count():
        with tenant(organization.pk):
            count_all()
            refresh_rollups()

    return count


def _member(organization, department, role):
    member = MembershipFactory(organization=organization, role=role)
    with tenant(organization.pk):
        department.member_links.create(membership=member)
    return member
