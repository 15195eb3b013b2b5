from datetime import date, timedelta
from decimal import Decimal

from reports.enums import NOBODY
from reports.models import DayRollup, DirtyDay, Fact
from reports.services.rollups import recompute_days, refresh_rollups
from tests.factories.helpdesk import OPENED_AT
from tests.reports.happenings import count_all

TODAY = date(2026, 11, 18)


def a_day(log):
    log.opened(1, department=3)
    log.opened(2, department=3)
    log.replied(1, 7, department=3, first=(120, 60))
    log.replied(1, 7, department=3)
    log.replied(2, 7, department=3, first=(30, 30))
    log.solved(1, 7, department=3)
    log.solved(1, 7, department=3, at=OPENED_AT + timedelta(hours=1))
    count_all()


def test_a_rollup_keeps_every_value_and_every_ticket_once(log):
    a_day(log)

    refresh_rollups()

    agent = DayRollup.objects.get(agent_id=7)
    assert (agent.day, agent.department_id) == (TODAY, 3)
    assert (agent.replies, agent.replied_once, agent.solved_once) == (3, 2, 1)
    assert agent.replied_tickets == agent.solved_tickets == []
    assert (agent.first_response, agent.first_response_business) == ([30, 120], [30, 60])
    assert DayRollup.objects.get(agent_id=NOBODY).received == 2


def test_a_ticket_of_two_days_keeps_its_number_on_both(log):
    a_day(log)
    refresh_rollups()
    log.replied(1, 7, department=3, at=OPENED_AT + timedelta(days=1))
    log.replied(2, 8, department=3, at=OPENED_AT + timedelta(days=1))
    count_all()
    refresh_rollups()

    rollups = DayRollup.objects.order_by("day", "agent_id").values_list("agent_id", "replied_once", "replied_tickets")
    assert list(rollups.exclude(agent_id=NOBODY)) == [(7, 0, [1, 2]), (7, 0, [1]), (8, 0, [2])]


def test_a_refresh_without_marks_does_nothing(log):
    a_day(log)
    refresh_rollups()

    assert refresh_rollups() == 0
    assert not DirtyDay.objects.exists()


def test_a_marked_day_is_recounted_whatever_stood_there(log):
    a_day(log)
    refresh_rollups()
    right = list(DayRollup.objects.order_by("agent_id").values_list("replies", "first_response"))
    DayRollup.objects.update(replies=99, first_response=[1])

    DirtyDay.objects.bulk_create(
        DirtyDay(day=TODAY, department_id=3, agent_id=agent, marked_at=OPENED_AT) for agent in (7, 7, NOBODY)
    )
    refresh_rollups()

    assert list(DayRollup.objects.order_by("agent_id").values_list("replies", "first_response")) == right


def test_a_day_whose_facts_are_gone_has_no_rollup(log):
    a_day(log)
    refresh_rollups()
    Fact.objects.all().delete()

    recompute_days(first=TODAY, end=TODAY + timedelta(days=1))

    assert not DayRollup.objects.exists()


def test_talk_keeps_its_thousandths(log):
    a_day(log)
    Fact.objects.filter(agent_id=7).update(kind="call_answered", seconds=Decimal("20.4"))

    recompute_days(first=TODAY, end=TODAY + timedelta(days=1))

    assert set(DayRollup.objects.get(agent_id=7).talk) == {Decimal("20.400")}
