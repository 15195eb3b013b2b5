import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from threading import Event as Signal
from typing import Any

from django.db import connection

from core.tenancy import tenant


def at_once(organization_id: int, act: Callable[[], Any]) -> list[Any]:
    """What two threads get that do the same; an expected refusal is a result."""
    barrier = Barrier(2)

    def run() -> Any:
        try:
            with tenant(organization_id):
                barrier.wait(timeout=10)
                return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [future.result() for future in [pool.submit(run), pool.submit(run)]]


def one_after_the_other(organization_id: int, *, first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """What `second` gets that begins while `first` is done and not committed; a refusal is a result."""
    is_done = Signal()

    def hold() -> None:
        with tenant(organization_id):
            first()
            is_done.set()
            somebody_waits()
        connection.close()

    def wait() -> Any:
        is_done.wait(timeout=10)
        try:
            with tenant(organization_id):
                return second()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        _, outcome = [done.result() for done in (pool.submit(hold), pool.submit(wait))]
    return outcome


def somebody_waits(seconds: float = 3) -> bool:
    """Returns once another transaction waits for a lock, or not at all within `seconds`."""
    for _ in range(int(seconds / 0.05)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND locktype <> 'relation')")
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.05)
    return False
