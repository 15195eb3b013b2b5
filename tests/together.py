from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
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
