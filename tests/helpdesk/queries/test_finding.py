"""What a list of a million asks of the database: the newest hits, and what is due, whatever else is there."""

from datetime import timedelta

import pytest
from django.db import connection

from helpdesk.enums import ACTIVE
from helpdesk.models import Ticket
from tests.factories.helpdesk import OPENED_AT, TicketFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def tickets(inside, billing):
    """Numbers 1 to 6, older first; the third is about a refund, each other one about a meter."""
    texts = ("meter", "meter", "refund", "meter", "meter", "meter")
    return [
        TicketFactory(organization=inside, department=billing, number=number, search_text=text)
        for number, text in enumerate(texts, start=1)
    ]


def found(billing, words, *, number=None, cap=500):
    with connection.cursor() as cursor:
        cursor.execute("SELECT helpdesk_search(%s, %s, %s, %s)", [words, number, [billing.pk], cap])
        numbers = dict(Ticket.objects.values_list("pk", "number"))
        return [numbers[pk] for (pk,) in cursor.fetchall()]


@pytest.mark.parametrize(
    ("words", "number", "cap", "hits"),
    [
        pytest.param("met:*", None, 500, [6, 5, 4, 2, 1], id="fewer than the cap"),
        pytest.param("met:*", None, 2, [6, 5], id="the newest fill it"),
        pytest.param("met:*", None, 5, [6, 5, 4, 2, 1], id="just as many"),
        pytest.param("ref:*", None, 2, [3], id="a rare word"),
        pytest.param("met:*", 2, 2, [2, 6], id="the number comes first"),
        pytest.param("nothing:*", 3, 1, [3], id="only a number"),
        pytest.param("nothing:*", None, 500, [], id="nothing"),
    ],
)
def test_the_newest_hits_come_first_and_no_more_than_asked_for(tickets, billing, words, number, cap, hits):
    assert found(billing, words, number=number, cap=cap) == hits


def test_departments_out_of_reach_fill_no_place(tickets, billing, inside):
    TicketFactory(organization=inside, number=7, search_text="meter")

    assert found(billing, "met:*", cap=2) == [6, 5]


def test_due_are_open_tickets_without_an_answer_whose_clock_runs_out_by_then(inside, billing):
    def ticket(**fields):
        return TicketFactory(organization=inside, department=billing, **fields)

    ticket(due_in=HOUR)
    ticket(due_in=2 * HOUR)
    ticket(due_in=timedelta(microseconds=1))
    ticket()
    ticket(due_in=HOUR, first_responded_at=OPENED_AT)
    ticket(due_in=HOUR, first_solved_at=OPENED_AT)
    ticket(due_in=HOUR, solved=True)
    for at in (OPENED_AT, OPENED_AT + HOUR - timedelta(microseconds=1), OPENED_AT + HOUR, OPENED_AT + 9 * HOUR):
        by_hand = {
            one.pk
            for one in Ticket.objects.all()
            if one.status in ACTIVE
            and one.first_responded_at is None
            and one.first_solved_at is None
            and one.first_response_due_at is not None
            and one.first_response_due_at <= at
        }

        assert set(Ticket.objects.due_before(at).values_list("pk", flat=True)) == by_hand
