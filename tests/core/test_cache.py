import logging

import pytest
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as Away

from core.cache import SturdyCache

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
