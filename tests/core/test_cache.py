import logging
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from uuid import uuid4

import pytest
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as Away

from core.cache import SturdyCache, counted

NOWHERE = "unix:///nowhere/at/all.sock"


@pytest.fixture
def cache():
    found = SturdyCache(NOWHERE, {})
    found._own.clear()
    return found


def test_the_plain_cache_would_fail_while_the_server_is_away():
    with pytest.raises(Away):
        RedisCache(NOWHERE, {}).get("key")


def test_while_the_server_is_away_this_process_remembers(cache):
    assert cache.get("key", "nothing") == "nothing"
    assert cache.add("key", 1, 60) is True
    assert cache.add("key", 2, 60) is False
    assert cache.incr("key") == 2
    cache.set("key", [1.5], 60)
    assert cache.get("key") == [1.5]
    assert cache.delete("key") is True
    assert cache.get("key") is None


def test_the_log_says_that_it_is_away(cache, caplog):
    caplog.set_level(logging.ERROR)

    cache.get("key")

    assert "cache away" in caplog.text


def test_counting_goes_on_in_this_process_while_the_server_is_away(cache):
    assert [cache.count("tries", seconds=60) for _ in range(3)] == [1, 2, 3]


def test_a_count_is_forgotten_as_long_after_its_first_however_often_it_goes_on():
    name = f"test.{uuid4()}"

    seen = [counted(name, seconds=1), counted(name, seconds=1)]
    time.sleep(0.7)
    seen.append(counted(name, seconds=1))
    time.sleep(0.7)

    assert [*seen, counted(name, seconds=1)] == [1, 2, 3, 1]


def test_a_name_is_never_forgotten_between_being_made_and_being_raised():
    """With a short memory and no pause, the seams are many: two steps raise at one of them sooner or later."""
    name, until = f"test.{uuid4()}", time.monotonic() + 2.5
    seen = []
    while time.monotonic() < until:
        seen.append(counted(name, seconds=1))

    assert seen.count(1) >= 2
    assert all(later in (earlier + 1, 1) for earlier, later in pairwise(seen))


def test_many_at_once_are_each_counted_once():
    name = f"test.{uuid4()}"

    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda _: counted(name, seconds=60), range(200)))

    assert sorted(seen) == list(range(1, 201))
