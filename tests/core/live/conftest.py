import pytest
from asgiref.sync import sync_to_async

from accounts.enums import Role
from tests.core.live.boards import socket
from tests.factories.accounts import MembershipFactory


@pytest.fixture
def owner(organization):
    return MembershipFactory(organization=organization, role=Role.OWNER)


@pytest.fixture
async def opened(owner, client_of):
    """A connected socket of the owner, closed after the test."""
    client = await sync_to_async(client_of)(owner)
    communicator = socket(owner, client)
    assert await communicator.connect() == (True, None)
    yield communicator
    await communicator.disconnect()
