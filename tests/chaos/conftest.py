import os

import pytest

from tests.chaos.house import House

FULL = os.environ.get("CHAOS") == "full"  # before a release: CHAOS=full pytest tests/chaos


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("house"))
    try:
        house.build()
        yield house
    finally:
        house.tear_down()


@pytest.fixture
def house(built):
    """Empty tables, an empty broker, empty logs; relay and worker run on from test to test."""
    built.clear()
    return built
