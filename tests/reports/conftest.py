import pytest

from core.tenancy import tenant
from tests.reports.happenings import Log


@pytest.fixture
def inside(organization):
    """The test runs inside this organization."""
    with tenant(organization.pk):
        yield organization


@pytest.fixture
def log(inside):
    return Log()
