"""The cache: Valkey, and a small one of this process for the minutes it is away.

What is counted there (attempts to sign in, codes that were used) then counts per process: weaker,
but nobody is locked out by a broken cache, and nothing is uncounted.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class SturdyCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._own = LocMemCache(f"while away: {server}", params)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try(super().add, self._own.add, args, kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._try(super().get, self._own.get, args, kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._try(super().set, self._own.set, args, kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._try(super().delete, self._own.delete, args, kwargs))

    def incr(self, *args: Any, **kwargs: Any) -> int:
        return int(self._try(super().incr, self._own.incr, args, kwargs))

    def count(self, key: str, *, seconds: int) -> int:
        """How often this name was counted, this time included; forgotten `seconds` after the first.

        One step: a name that is looked for, made and raised in two can be forgotten between them.
        """
        return int(self._try(self._count_there, self._count_here, (key, seconds), {}))

    def _count_there(self, key: str, seconds: int) -> int:
        name = self.make_and_validate_key(key)
        with self._cache.get_client(name, write=True).pipeline(transaction=True) as steps:
            steps.incr(name)
            steps.expire(name, seconds, nx=True)
            number, _ = steps.execute()
        return int(number)

    def _count_here(self, key: str, seconds: int) -> int:
        while True:
            self._own.add(key, 0, seconds)
            with suppress(ValueError):  # forgotten since
                return self._own.incr(key)

    def _try(
        self, there: Callable[..., Any], here: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        try:
            return there(*args, **kwargs)
        except RedisError as error:  # gone, full or read-only
            logger.error("cache away: %s", error)  # noqa: TRY400 — one line, not a traceback for each try
            return here(*args, **kwargs)


def counted(name: str, *, seconds: int) -> int:
    """How often this name was counted in the house, this time included; forgotten `seconds` after the first."""
    cache: Any = caches["default"]
    number: int = cache.count(name, seconds=seconds)
    return number
