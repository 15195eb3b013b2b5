"""The data of the benches, small and undone: a new column or constraint must not be noticed by a bench first."""

import psycopg
import pytest
from django.conf import settings

from tests.bench import data
from tests.bench.data import BIG, FILLED, SMALL, fill

BUILT = """
    SELECT tablename, indexname, split_part(indexdef, ' WHERE ', 1) FROM pg_indexes WHERE tablename = ANY (%(tables)s)
    UNION ALL
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = ANY (%(tables)s::regclass[])
"""
COUNTED = """
    SELECT
      (SELECT count(*) FROM reports_fact WHERE kind = 'received'), (SELECT sum(received) FROM reports_dayrollup),
      (SELECT count(*) FROM reports_fact WHERE kind = 'reply'), (SELECT sum(replies) FROM reports_dayrollup)
"""


@pytest.fixture
def owner(db):
    """The owner's connection, in a transaction that is undone."""
    here = settings.DATABASES["default"]
    with (
        psycopg.connect(host=here["HOST"], dbname=here["NAME"], user="desk_owner") as connection,
        connection.transaction(force_rollback=True),
    ):
        yield connection


def built(owner):
    return set(owner.execute(BUILT, {"tables": list(FILLED)}))


def test_the_data_of_the_benches_fits_the_tables_and_leaves_them_as_they_were(owner, monkeypatch):
    monkeypatch.setattr(data, "COUNTED_FROM", data.END.replace(year=data.END.year - 1))
    before = built(owner)

    fill(owner, {BIG: 100, SMALL: 20})

    tickets = dict(owner.execute("SELECT organization_id, count(*) FROM helpdesk_ticket GROUP BY 1").fetchall())
    assert {place: tickets[place] for place in (BIG, SMALL)} == {BIG: 100, SMALL: 20}
    received, summed, replies, answered = owner.execute(COUNTED).fetchone()
    assert received == summed == 120
    assert replies == answered > 100
    assert built(owner) == before
    assert len(before) > 15
