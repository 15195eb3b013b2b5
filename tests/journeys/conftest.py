import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.browser import launch
from tests.journeys.stack import Stack

expect.set_options(timeout=20_000)  # a browser beside the whole stack on two cores


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """One running installation for all journeys; KVALITA_STACK names one that already runs (its web port)."""
    if "KVALITA_STACK" in os.environ:
        yield Stack.running_at(int(os.environ["KVALITA_STACK"]))
        return
    running = Stack()
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()
