"""Lists by cursor: the next page starts behind the last row seen, however the list moved meanwhile."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from typing import Any, Protocol
from uuid import UUID

import orjson
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model, Q
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

SEAL_BYTES = 12


class RowsBehind(Protocol):
    def __call__(self, place: list[Any] | None, *, backwards: bool) -> list[Any]: ...


class KeysetPagination(BasePagination):
    """`ordering` names columns, `-` for descending; the last one must be unique (`pk`).

    Works on model instances, `values()` dicts and `values_list(named=True)` rows, as long as the
    ordering columns are in the row; `pk` may be called `id` there. A column that can be null sorts
    its nulls last, ascending or descending. One query a page, and no COUNT.

    A cursor is sealed for its ordering: what comes back is what went out, values of the right kind.
    """

    page_size = 50
    ordering: Sequence[str] = ("-pk",)
    cursor_query_param = "cursor"

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        def found(place: list[Any] | None, *, backwards: bool) -> list[Any]:
            return list(self.from_place(queryset, place, backwards=backwards)[: self.page_size + 1])

        return self.paginate(found, request)

    def paginate(self, rows_behind: RowsBehind, request: Request) -> list[Any]:
        """The page of rows that were found another way: `rows_behind` gives one more than a page, if there is one."""
        self.request = request
        place, backwards = self._place(request.query_params.get(self.cursor_query_param, ""))
        found = rows_behind(place, backwards=backwards)
        more = len(found) > self.page_size
        page = found[: self.page_size]
        if backwards:
            page.reverse()
        self.next_place = self._cell(page[-1]) if page and (more or backwards) else None
        self.previous_place = self._cell(page[0]) if page and (more if backwards else place is not None) else None
        return page

    def from_place(self, queryset: Any, place: list[Any] | None, *, backwards: bool) -> Any:
        """`queryset` in order, behind `place`: the values of the ordering columns in the last row that was seen."""
        nulls = any(_may_be_null(queryset.model, name) for name, _ in self.columns)
        rows = queryset.order_by(*(_order(*column, flip=backwards, nulls=nulls) for column in self.columns))
        if place is None:
            return rows
        begin = _from(queryset.model, *self.columns[0], place[0], backwards=backwards)
        return rows.filter(begin).filter(_behind(self.columns, place, backwards=backwards))

    @property
    def columns(self) -> list[tuple[str, bool]]:
        return [(name.lstrip("-"), name.startswith("-")) for name in self.ordering]

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "results": data,
                "next": self._link(self.next_place, ">"),
                "previous": self._link(self.previous_place, "<"),
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """In OpenAPI 3.1; the framework still writes 3.0's `nullable`, which 3.1 ignores."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": self.cursor_query_param,
                "in": "query",
                "required": False,
                "description": "Where to go on: taken from `next` or `previous`.",
                "schema": {"type": "string"},
            }
        ]

    def _cell(self, row: Any) -> list[Any]:
        return [_value(row, name) for name, _ in self.columns]

    def _link(self, place: list[Any] | None, direction: str) -> str | None:
        if place is None:
            return None
        text = direction.encode() + orjson.dumps([_written(v) for v in place])
        cursor = urlsafe_b64encode(self._seal(text) + text).decode()
        return replace_query_param(self.request.build_absolute_uri(), self.cursor_query_param, cursor)

    def _place(self, cursor: str) -> tuple[list[Any] | None, bool]:
        if not cursor:
            return None, False
        try:
            sealed = urlsafe_b64decode(cursor)
        except (ValueError, binascii.Error):
            raise NotFound(_("This page does not exist.")) from None
        seal, text = sealed[:SEAL_BYTES], sealed[SEAL_BYTES:]
        if not constant_time_compare(seal, self._seal(text)):
            raise NotFound(_("This page does not exist."))
        return [_read(v) for v in orjson.loads(text[1:])], text[:1] == b"<"

    def _seal(self, text: bytes) -> bytes:
        salt = f"core.cursor {','.join(self.ordering)}"
        return salted_hmac(salt, text, algorithm="sha256").digest()[:SEAL_BYTES]


def _may_be_null(model: type[Model], name: str) -> bool:
    if name in {"pk", "id"}:
        return False
    try:
        return bool(model._meta.get_field(name).null)
    except FieldDoesNotExist:  # a column across a relation
        return True


def _order(name: str, descending: bool, *, flip: bool, nulls: bool) -> Any:  # noqa: FBT001 — half of a pair
    """Where nothing is null, nothing is said of nulls: an index in the plain order would not do otherwise."""
    column = F(name)
    if not nulls:
        return column.desc() if descending is not flip else column.asc()
    if descending is not flip:
        return column.desc(nulls_first=True) if flip else column.desc(nulls_last=True)
    return column.asc(nulls_first=True) if flip else column.asc(nulls_last=True)


def _from(model: type[Model], name: str, descending: bool, value: Any, *, backwards: bool) -> Q:  # noqa: FBT001
    """The range of the first column that `_behind` lies in: the index begins there instead of at its end."""
    if _may_be_null(model, name):
        return Q()
    return Q(**{f"{name}__{'lte' if descending is not backwards else 'gte'}": value})


def _behind(columns: list[tuple[str, bool]], place: list[Any], *, backwards: bool) -> Q:
    """Rows behind `place`: equal in the first k columns and behind in the next, for each k."""
    behind = Q(pk__in=[])
    equal = Q()
    for (name, descending), value in zip(columns, place, strict=True):
        if backwards and value is None:
            step = Q(**{f"{name}__isnull": False})
        elif value is None:
            step = Q(pk__in=[])
        else:
            step = Q(**{f"{name}__{'lt' if descending is not backwards else 'gt'}": value})
            if not backwards and name not in ("pk", "id"):
                step |= Q(**{f"{name}__isnull": True})
        behind |= equal & step
        equal &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    return behind


def _value(row: Any, name: str) -> Any:
    """The value of one ordering column in a row of any shape."""
    names = ("pk", "id") if name in {"pk", "id"} else (name,)
    for candidate in names:
        if isinstance(row, dict):
            if candidate in row:
                return row[candidate]
        elif hasattr(row, candidate):
            return getattr(row, candidate)
    if isinstance(row, Model):  # across a relation: `user__name`
        return reduce(getattr, name.split("__"), row)
    raise LookupError(f"the list is ordered by {name}, which is not in its rows")


def _written(value: Any) -> Any:
    match value:
        case datetime():
            return {"t": value.isoformat()}
        case UUID():
            return {"u": str(value)}
        case None | bool() | int() | str():
            return value
    return {"d": str(value)}  # decimals and dates compare by their text in the database


def _read(value: Any) -> Any:
    match value:
        case {"t": str(text)}:
            return datetime.fromisoformat(text)
        case {"u": str(text)}:
            return UUID(text)
        case {"d": str(text)}:
            return text
        case None | bool() | int() | str():
            return value
    raise ValueError(value)
