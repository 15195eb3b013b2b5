from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from core.api.pagination import KeysetPagination


class FirstDueFirst(KeysetPagination):
    """Running first-response clocks by when they are due, then the newest word first."""

    ordering = ("position", "pk")

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """As ever, and told as one range too: the index then begins where the last page ended."""
        self.columns = [(name, False) for name in self.ordering]
        place, backwards = self._place(request.query_params.get(self.cursor_query_param, ""))
        if place is not None:
            if not all(isinstance(value, int) for value in place):
                raise NotFound
            queryset = queryset.filter(**{f"position__{'lte' if backwards else 'gte'}": place[0]})
        return super().paginate_queryset(queryset, request, view)


class NewestSolvedFirst(KeysetPagination):
    ordering = ("-solved_at", "-pk")
