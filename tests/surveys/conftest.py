import pytest
from django.core.cache import cache

from core.tenancy import tenant
from tests.factories.surveys import InvitationFactory
from tests.surveys.pages import Customer


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def invitation(organization):
    return InvitationFactory(organization=organization, ticket__number=48213)


@pytest.fixture
def customer(organization, invitation):
    return Customer(organization.host)


@pytest.fixture
def inside(organization):
    with tenant(organization.pk):
        yield
