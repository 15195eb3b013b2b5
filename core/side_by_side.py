"""Work of one organization dealt out to several connections: the database does one part while we prepare another."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager

from django.db import connections

from core.tenancy import tenant


class Hands:
    """So many at once. One alone works in the transaction of the caller, several each in one of their own."""

    def __init__(self, organization_id: int, threads: Sequence[ThreadPoolExecutor]) -> None:
        self.organization_id, self.threads = organization_id, threads

    @property
    def count(self) -> int:
        return len(self.threads) or 1

    def do[P, R](self, work: Callable[[P], R], parts: Sequence[P]) -> list[R]:
        """What `work` returns for each part, at most one part for each hand; returns or raises when all are done."""
        if not self.threads:
            return [work(part) for part in parts]
        doing: list[Future[R]] = []
        try:
            doing.extend(
                thread.submit(self._inside, work, part) for thread, part in zip(self.threads, parts, strict=False)
            )
        finally:
            wait(doing)  # whoever dealt them out holds a lock for them
        return [part.result() for part in doing]

    def _inside[P, R](self, work: Callable[[P], R], part: P) -> R:
        with tenant(self.organization_id):
            return work(part)


@contextmanager
def hands(organization_id: int, *, count: int) -> Iterator[Hands]:
    """`count` hands for the organization; their connections are closed at the end."""
    threads = [ThreadPoolExecutor(1) for _ in range(count if count > 1 else 0)]
    try:
        yield Hands(organization_id, threads)
    finally:
        for thread in threads:
            thread.submit(connections.close_all).result()
            thread.shutdown()
