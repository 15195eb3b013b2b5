"""The broker and the live bus as plain Redis, with short patience."""

from functools import cache
from urllib.parse import parse_qs, urlsplit

import redis
from django.conf import settings

PATIENCE_SECONDS = 2
REDIS_GONE = (redis.RedisError, OSError)


@cache
def broker_client() -> redis.Redis:
    """Celery's broker; commands raise `redis.RedisError` within two seconds when it is away."""
    return client(_plain_url(settings.CELERY_BROKER_URL))


@cache
def live_client() -> redis.Redis:
    """The bus of live frames."""
    return client(settings.LIVE_REDIS_URL)


def client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url, socket_timeout=PATIENCE_SECONDS, socket_connect_timeout=PATIENCE_SECONDS, health_check_interval=10
    )


def _plain_url(url: str) -> str:
    """Celery spells a unix socket its own way: `redis+socket:///path?virtual_host=2`."""
    parts = urlsplit(url)
    if parts.scheme != "redis+socket":
        return url
    number = parse_qs(parts.query).get("virtual_host", ["0"])[0]
    return f"unix://{parts.path}?db={number}"
