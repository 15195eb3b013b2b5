import pytest
from django.core.cache import cache

from core.tenancy import tenant
from tests.attacks.mail.talking import conversation
from tests.factories.accounts import MembershipFactory, OrganizationFactory
from tests.factories.helpdesk import DepartmentFactory
from tests.mail import open_door


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def house(transactional_db):
    organization = OrganizationFactory(host="northwind.testserver")
    DepartmentFactory(organization=organization, name="Support", address_local_part="support")
    return organization


@pytest.fixture
def neighbour(transactional_db):
    organization = OrganizationFactory(host="acme.testserver")
    DepartmentFactory(organization=organization, name="Support", address_local_part="support")
    return organization


@pytest.fixture
def clerk(house):
    member = MembershipFactory(organization=house, user__name="Jana Malá", user__email="jana@northwind.testserver")
    with tenant(house.pk):
        from helpdesk.models import Department, DepartmentMember

        DepartmentMember.objects.create(department=Department.objects.get(), membership=member)
    return member


@pytest.fixture
def door():
    with open_door() as opened:
        yield opened


@pytest.fixture
def talk(house, clerk, door):
    return house, conversation(house, clerk, door)
