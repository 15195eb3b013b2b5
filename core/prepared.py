"""Statements that are asked all the time: the database reads and plans them once per connection.

Django writes values into the text of a statement, so each is a new one and is planned anew; the plan of a list of
tickets takes longer than its rows. Here the text goes apart from the values and is prepared when a connection has
asked it a few times (`prepare_threshold`). Write constants that an index has in its condition into the text: a plan
for all values cannot know them. Error texts, query log and `assertNumQueries` are Django's.
"""

from typing import Any, cast

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor
from psycopg import Cursor
from psycopg.pq import Format
from psycopg.rows import RowFactory, tuple_row


def prepared_cursor(row_factory: RowFactory[Any] = tuple_row) -> Any:
    """Use it as `connection.cursor()`, for text that never changes and its `%s` values."""
    connection.ensure_connection()
    wrapper: Any = connection
    with wrapper.wrap_database_errors:
        cursor = cast("type[Cursor[Any]]", ServerBindingCursor)(wrapper.connection, row_factory=row_factory)
        cursor.format = Format.BINARY  # loaded in C; instants as text go through Python one by one
        return wrapper._prepare_cursor(cursor)
