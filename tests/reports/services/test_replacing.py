"""Calls and answers are told again when more becomes known: the newest word counts, whenever it comes."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.models import Delivery
from core.tasks import deliver
from core.tenancy import current_organization_id
from reports.enums import NOBODY
from reports.models import DayRollup, Fact
from reports.services.rollups import refresh_rollups
from tests.factories.helpdesk import OPENED_AT
from tests.reports.happenings import count_all

HOUR = timedelta(hours=1)


def backwards():
    """As if every worker had been slower than the one after."""
    for delivery in Delivery.objects.open().filter(receiver__startswith="reports.").order_by("-pk"):
        deliver.delay(organization_id=current_organization_id(), delivery_id=delivery.pk)


@pytest.mark.parametrize("arrive", [count_all, backwards])
def test_a_call_told_again_is_one_call(log, arrive):
    log.called(1, (7, 10.0), department=3)
    log.called(1, (7, 60.5), (8, 5.0), department=3)
    arrive()
    refresh_rollups()

    assert sorted(Fact.objects.values_list("kind", "agent_id", "seconds")) == [
        ("call_answered", 7, Decimal("60.500")),
        ("call_answered", 8, Decimal("5.000")),
        ("call_offered", NOBODY, Decimal("10.000")),
    ]
    assert DayRollup.objects.get(agent_id=7).talk == [Decimal("60.500")]


@pytest.mark.parametrize("arrive", [count_all, backwards])
def test_a_changed_answer_is_one_answer_of_the_day_it_was_first_given(log, arrive):
    log.answered(1, 7, 2, department=3)
    log.answered(1, 7, 4, department=3, at=OPENED_AT + 20 * HOUR, first_answered_at=OPENED_AT, is_change=True)
    arrive()
    refresh_rollups()

    (rollup,) = DayRollup.objects.all()
    assert (rollup.day, rollup.ratings) == (OPENED_AT.date(), [4])


def test_two_answers_about_one_ticket_are_two_ratings(log):
    log.answered(1, 7, 4, department=3)
    log.answered(2, 8, 5, department=3)
    count_all()
    refresh_rollups()

    assert sorted(DayRollup.objects.values_list("agent_id", "ratings")) == [(7, [4]), (8, [5])]


def test_a_suspect_answer_is_kept_and_not_counted(log):
    log.answered(1, 7, 1, department=3, suspect=True, first_answered_at=None)
    count_all()
    refresh_rollups()

    assert list(Fact.objects.values_list("left_out", "rating")) == [("suspect", None)]
    assert not DayRollup.objects.exists()


def test_an_outgoing_call_is_in_no_figure(log):
    log.called(1, (7, 10.0), department=3, direction="out")
    count_all()

    assert not Fact.objects.exists()


def test_a_call_outside_opening_hours_is_left_out(log):
    log.called(1, department=3, outcome="closed")
    count_all()

    assert list(Fact.objects.values_list("left_out", flat=True)) == ["closed"]


@pytest.mark.parametrize(("wait", "in_time"), [(20.0, True), (20.4, False)])
def test_the_threshold_is_inclusive_and_exact(log, wait, in_time):
    log.called(1, (7, 10.0), department=3, wait=wait)
    count_all()

    assert Fact.objects.get(kind="call_offered").in_time is in_time
