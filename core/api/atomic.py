"""Calls as transactions: what changes something happens whole or not at all; what only reads needs no savepoint."""

from typing import Any

from django.db import connection, transaction
from psycopg.pq import TransactionStatus
from rest_framework.request import Request
from rest_framework.response import Response

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class WholeOrNothing:
    """A view that opens its own transaction for unsafe methods, instead of Django's for every method.

    Every request runs in the transaction of its organization's scope already; around a view Django would add a
    savepoint and its release, which is two trips to the database for nothing when the view only reads.
    """

    @classmethod
    def as_view(cls, *args: Any, **kwargs: Any) -> Any:
        view = super().as_view(*args, **kwargs)  # type: ignore[misc]
        return transaction.non_atomic_requests(view)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        if request.method in SAFE:
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]
        with transaction.atomic():
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc,no-any-return]


def must_undo(request: Request | None) -> bool:
    """Whether a failed call leaves something to undo: always if it could write, else if the database refused.

    After a refusal the database takes nothing but the end of the transaction.
    """
    return request is None or request.method not in SAFE or _is_refused()


def _is_refused() -> bool:
    found = connection.connection
    return found is None or found.info.transaction_status == TransactionStatus.INERROR
