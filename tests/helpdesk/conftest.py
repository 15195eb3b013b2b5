import pytest

from core.tenancy import tenant


@pytest.fixture
def inside(organization):
    """Within the scope of the organization, as services are called."""
    with tenant(organization.pk):
        yield organization


@pytest.fixture
def billing(agent):
    """The one department the agent works in."""
    with tenant(agent.organization_id):
        return agent.department_links.get().department
