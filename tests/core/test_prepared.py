import pytest
from django.db import DataError, connection

from core.prepared import prepared_cursor
from core.tenancy import tenant


def ask(question, *values):
    with prepared_cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()


def test_what_is_asked_often_is_prepared_on_this_connection(db):
    question = "SELECT %s::int + 1"
    answers = [ask(question, number) for number in range(5)]

    assert answers == [[(number + 1,)] for number in range(5)]
    (found,) = ask(
        "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement = 'SELECT $1::int + 1'"
    )
    assert found[0] > 0


def test_a_failure_is_djangos_and_it_works_again_after_the_rollback(organization):
    for _ in range(5):
        with tenant(organization.pk):
            assert ask("SELECT 1 / %s::int", 1) == [(1,)]
        with pytest.raises(DataError), tenant(organization.pk):
            ask("SELECT 1 / %s::int", 0)


def test_it_is_counted_as_every_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        ask("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_it_opens_the_connection_that_is_needed():
    connection.close()

    assert ask("SELECT 1") == [(1,)]
