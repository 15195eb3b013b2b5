"""Answers that take long and need no database: made when the request's transaction is over."""

from collections.abc import Callable

from django.http import HttpResponse


class LaterResponse(HttpResponse):
    """Given by a view in place of its answer; `TenantMiddleware` asks for the answer behind the transaction.

    The headers the middleware put on this one are kept where the answer says nothing of its own.
    """

    def __init__(self, answer: Callable[[], HttpResponse]) -> None:
        super().__init__()
        self.answer = answer

    def answered(self) -> HttpResponse:
        response = self.answer()
        for name, value in self.headers.items():
            if name not in {"Content-Length", "Content-Type"}:
                response.headers.setdefault(name, value)
        response.headers["Content-Length"] = str(len(response.content))
        return response
