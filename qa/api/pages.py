from datetime import datetime

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from accounts.models import Membership
from core.api.pagination import KeysetPagination
from qa.queries.draw import Drawn, draw
from qa.queries.work import Work

CURSOR = OpenApiParameter("cursor", str, description="Where to go on: taken from `next`.")


class NewestReviews(KeysetPagination):
    ordering = ("-started_at", "-pk")


class DrawPages(KeysetPagination):
    """A draw goes on behind two places at once, one of each kind; it is never walked backwards."""

    ordering = Drawn._fields

    def page(self, request: Request, *, reviewer: Membership, at: datetime) -> list[Work]:
        self.request = request
        seen, _backwards = self._place(request.query_params.get(self.cursor_query_param, ""))
        found = draw(reviewer, at=at, behind=Drawn(*seen) if seen else None)
        self.next_place = list(found.end) if found.end else None
        self.previous_place = None
        return found.work
