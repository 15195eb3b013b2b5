"""One page of a list of tickets.

The views of the inbox are asked all day long by everybody: their SQL is written once for each role, view and kind of
page. A list that is narrowed further, or searched, is written as it comes.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol, cast

from django.db.models import DateTimeField

from accounts.models import Membership
from core.compiled import Compiled, Slot
from helpdesk.models import Ticket
from helpdesk.queries.asking import anybody
from helpdesk.queries.ticket_lists import listed_tickets
from helpdesk.queries.tickets import rows_for

ALWAYS_WRITTEN = {"view"}  # the filters of a plain view
SHAPES = 256  # 6 roles, 7 views, both directions, with and without a place to begin at

type Place = list[Any] | None  # the ordering columns of the row behind which a page begins


class Pages(Protocol):
    """How the list is cut, of `core.api.pagination`."""

    page_size: int
    ordering: Any

    def from_place(self, rows: Any, place: Place, *, backwards: bool) -> Any: ...


def ticket_page(
    pages: Pages, place: Place, *, backwards: bool, viewer: Membership, filters: Mapping[str, Any], at: datetime
) -> list[Any]:
    """Rows for `ticket_row` behind `place`, and one more if there are more."""
    asked = {name for name in filters if name != "cursor"}
    if asked <= ALWAYS_WRITTEN:
        known = tuple(value is not None for value in place) if place else None
        statement = _statement(viewer.role, filters.get("view", ""), cast("Any", type(pages)), known, backwards)
        behind = {f"place_{column}": value for column, value in enumerate(place or ())}
        return statement.rows(viewer=viewer.pk, at=at, **behind)
    tickets = rows_for(listed_tickets(viewer=viewer, filters=filters, at=at), viewer=viewer)
    return list(pages.from_place(tickets, place, backwards=backwards)[: pages.page_size + 1])


@lru_cache(SHAPES)
def _statement(
    role: str,
    view: str,
    pages: type[Pages],
    known: tuple[bool, ...] | None,
    backwards: bool,  # noqa: FBT001 — part of the key
) -> Compiled:
    viewer = anybody(role)
    at = cast("datetime", Slot("at", DateTimeField()))
    tickets = rows_for(listed_tickets(viewer=viewer, filters={"view": view}, at=at), viewer=viewer)
    place = [_place(column, name) if there else None for column, (name, there) in enumerate(_named(pages, known))]
    cut = pages()
    return Compiled(cut.from_place(tickets, place or None, backwards=backwards)[: cut.page_size + 1])


def _named(pages: type[Pages], known: tuple[bool, ...] | None) -> list[tuple[str, bool]]:
    names = [str(name).lstrip("-") for name in pages.ordering]
    return list(zip(names, known, strict=True)) if known else []


def _place(column: int, name: str) -> Slot:
    field = Ticket._meta.pk if name == "pk" else Ticket._meta.get_field(name)
    return Slot(f"place_{column}", cast("Any", field))
