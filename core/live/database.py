from collections.abc import Awaitable, Callable

from channels.db import database_sync_to_async  # type: ignore[import-untyped]


def in_database[**P, R](function: Callable[P, R]) -> Callable[P, Awaitable[R]]:
    """Run it in a thread with a database connection; opens no scope by itself."""
    wrapped: Callable[P, Awaitable[R]] = database_sync_to_async(function)
    return wrapped
