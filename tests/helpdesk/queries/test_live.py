from datetime import timedelta

from helpdesk.queries.live import work_now
from tests.factories.helpdesk import OPENED_AT, TicketFactory

HOUR = timedelta(hours=1)


def test_a_ticket_solved_without_a_word_and_reopened_has_no_first_response_clock(inside, billing):
    """metrics.md 4.1: solving unanswered is missed, and decided."""
    for due_in in (1.5 * HOUR, 4 * HOUR):  # late by now, and due soon
        TicketFactory(organization=inside, department=billing, due_in=due_in, reopened=True)

    now = work_now([billing.pk], at=OPENED_AT + 3.5 * HOUR)[billing.pk]

    assert (now.open, now.waiting) == (2, 2)
    assert (now.due_soon, now.overdue, now.next_change_at) == (0, 0, None)


def test_one_that_was_neither_answered_nor_solved_runs(inside, billing):
    for due_in in (1.5 * HOUR, 4 * HOUR):
        TicketFactory(organization=inside, department=billing, due_in=due_in)

    now = work_now([billing.pk], at=OPENED_AT + 3.5 * HOUR)[billing.pk]

    assert (now.due_soon, now.overdue, now.next_change_at) == (1, 1, OPENED_AT + 4 * HOUR)
