"""What the surroundings tell the settings: addresses of the servers and switches, by environment variable."""

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def switched_on(name: str) -> bool:
    """Whether the variable says yes."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def database(url: str) -> dict[str, Any]:
    """Django's form of `postgres://user:password@host:port/name?host=/socket/folder&sslmode=…`."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


def database_url() -> str:
    """`DATABASE_URL`, else the address made of PG_HOST, PG_ROLE and PG_NAME (the test servers)."""
    role, name, host = (os.environ.get(key, given) for key, given in _PARTS)
    return os.environ.get("DATABASE_URL") or f"postgres://{role}@/{name}?host={host}"


def redis_url(number: int) -> str:
    """Database `number` of the server in `REDIS_URL`, as redis-py and Channels want it."""
    base = _redis_base()
    return f"{base}?db={_redis_number(number)}" if base.startswith("unix://") else f"{base}/{_redis_number(number)}"


def celery_url(number: int) -> str:
    """The same for Celery, which spells a unix socket its own way."""
    base = _redis_base()
    if not base.startswith("unix://"):
        return f"{base}/{_redis_number(number)}"
    return f"redis+socket://{base.removeprefix('unix://')}?virtual_host={_redis_number(number)}"


_PARTS = (("PG_ROLE", "desk_app"), ("PG_NAME", "desk"), ("PG_HOST", ""))


def _redis_base() -> str:
    return (os.environ.get("REDIS_URL") or f"unix://{os.environ.get('VALKEY_SOCKET', '')}").rstrip("/")


def _redis_number(number: int) -> int:
    # one database for everything where several test runs share a server
    return int(os.environ.get("VALKEY_DB", number))
