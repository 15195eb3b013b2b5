"""Work of one organization dealt out to several connections: the database does one part while we prepare another."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Barrier

from django.db import connections

from core.tenancy import tenant


class Hands:
    """So many at once. One alone works in the transaction of the caller, several each in one of their own per part."""

    def __init__(self, organization_id: int, count: int, pool: ThreadPoolExecutor | None) -> None:
        self.organization_id, self.count, self.pool = organization_id, count, pool

    def do[P, R](self, work: Callable[[P], R], parts: Sequence[P]) -> list[R]:
        """What `work` returns for each part; returns or raises when all are done or given up."""
        if self.pool is None:
            return [work(part) for part in parts]
        doing: list[Future[R]] = []
        try:
            doing.extend(self.pool.submit(self._inside, work, part) for part in parts)
            return [part.result() for part in doing]
        finally:
            for part in doing:
                part.cancel()
            wait(doing)  # whoever dealt them out holds a lock for them

    def _inside[P, R](self, work: Callable[[P], R], part: P) -> R:
        with tenant(self.organization_id):
            return work(part)


@contextmanager
def hands(organization_id: int, *, count: int) -> Iterator[Hands]:
    """`count` hands for the organization; their connections are closed at the end."""
    if count == 1:
        yield Hands(organization_id, 1, None)
        return
    with ThreadPoolExecutor(count) as pool:
        try:
            yield Hands(organization_id, count, pool)
        finally:
            together = Barrier(count)
            wait([pool.submit(_close, together) for _ in range(count)])


def _close(together: Barrier) -> None:
    """Waits for the others, so that each hand closes its own."""
    together.wait()
    connections.close_all()
