"""A queryset written as SQL once, and asked again and again with other values.

    @cache
    def _statement() -> Compiled:
        return Compiled(Ticket.objects.filter(assignee=Slot("viewer", BigIntegerField())).values_list("pk", named=True))

    rows = _statement().rows(viewer=membership.pk)

Building the SQL of a wide list with the ORM takes longer than its answer. What decides the text (a role, a view, which
filters there are) belongs in the arguments of the cached function, everything else is a slot.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Field, QuerySet
from psycopg.rows import namedtuple_row

from core.prepared import prepared_cursor


class Slot(Expression):
    """Stands in a queryset for a value that is known when the statement is asked."""

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class Compiled:
    """The statement of a `values_list(named=True)`, or of whole rows for `Model.from_db`; nothing is converted."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        compiler = queryset.query.get_compiler(connection=connection)
        self._values: Sequence[Any] = ()
        try:
            self._text, self._values = compiler.as_sql()
        except EmptyResultSet:
            self._text = ""  # no row can fit: nobody needs to ask
            return
        selected = [column for column, *_ in compiler.select]
        if converters := compiler.get_converters(selected):
            columns = [compiler.select[place][2] for place in converters]
            raise TypeError(f"Python would have to convert {columns}")

    def rows(self, **values: Any) -> list[Any]:
        """Named tuples of its columns. Raises KeyError if a slot has no value."""
        if not self._text:
            return []
        filled = [values[value.name] if isinstance(value, Slot) else value for value in self._values]
        with prepared_cursor(namedtuple_row) as cursor:
            cursor.execute(self._text, filled)
            rows: list[Any] = cursor.fetchall()
        return rows
