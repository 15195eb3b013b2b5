import pytest
from django.core.cache import cache

from tests.factories.helpdesk import DepartmentFactory


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def support(organization):
    return DepartmentFactory(organization=organization, name="Support", address_local_part="support")
