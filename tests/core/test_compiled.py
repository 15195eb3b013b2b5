import uuid
from datetime import UTC, datetime

import pytest
from django.db.models import CharField, DateTimeField

from core.compiled import Compiled, Slot
from core.models import Event, RawInbound
from core.tenancy import tenant

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def raw(source):
    RawInbound.objects.create(
        source=source, external_key=uuid.uuid4().hex, sha256="", size=0, content=b"", received_at=AT
    )


def test_the_same_statement_answers_for_each_value(organization):
    of_source = RawInbound.objects.filter(
        source=Slot("source", CharField()), received_at__lte=Slot("at", DateTimeField())
    )
    with tenant(organization.pk):
        raw("mail")
        raw("calls")
        statement = Compiled(of_source.values_list("source", "received_at", named=True))

        rows = [statement.rows(source=source, at=AT) for source in ("mail", "calls", "'; DROP TABLE core_rawinbound")]

    assert [[(row.source, row.received_at) for row in found] for found in rows] == [[("mail", AT)], [("calls", AT)], []]


def test_a_slot_without_a_value_is_an_error(organization):
    statement = Compiled(RawInbound.objects.filter(source=Slot("source", CharField())).values_list("pk", named=True))

    with tenant(organization.pk), pytest.raises(KeyError, match="source"):
        statement.rows()


def test_what_can_have_no_row_is_not_asked(organization, django_assert_num_queries):
    statement = Compiled(RawInbound.objects.none().values_list("pk", named=True))

    with tenant(organization.pk), django_assert_num_queries(0):
        assert statement.rows() == []


def test_a_column_that_python_converts_is_refused():
    with pytest.raises(TypeError, match="payload"):
        Compiled(Event.objects.values_list("payload", named=True))
