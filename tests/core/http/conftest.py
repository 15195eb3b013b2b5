import pytest

from tests.core.http.servers import stranger


@pytest.fixture
def outside(settings):
    """A server we may ask although it is here."""
    with stranger() as server:
        settings.HTTP_ALSO_REACHES = frozenset({server.place})
        yield server


@pytest.fixture
def canary():
    """A server here that we may not ask."""
    with stranger() as server:
        yield server
