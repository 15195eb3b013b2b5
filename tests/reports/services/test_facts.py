from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.events import EVENTS
from core.models import Delivery, Event
from core.tenancy import tenant
from reports.enums import NOBODY, Kind
from reports.models import DayRollup, Fact
from reports.services.facts import count_event
from reports.services.rollups import refresh_rollups
from tests.factories.helpdesk import OPENED_AT
from tests.reports.happenings import Log, count_all

PRAGUE = ZoneInfo("Europe/Prague")
HOUR = timedelta(hours=1)


def facts():
    columns = ("kind", "day", "department_id", "agent_id", "subject_id", "seconds", "business_seconds", "left_out")
    return sorted(Fact.objects.values_list(*columns), key=str)


def test_each_thing_that_happens_is_a_fact_of_its_own(log):
    log.opened(1, department=3)
    log.assigned(1, 7, department=3)
    log.replied(1, 7, department=3, first=(90, 60))
    log.solved(1, 7, department=3)
    count_all()

    assert sorted((kind, agent) for kind, _, _, agent, *_ in facts()) == [
        (Kind.ASSIGNED, 7),
        (Kind.FIRST_RESPONSE, 7),
        (Kind.RECEIVED, NOBODY),
        (Kind.REPLY, 7),
        (Kind.RESOLUTION, 7),
    ]


def test_a_second_delivery_counts_nothing_twice(log):
    log.replied(1, 7, department=3, first=(90, 60))
    count_all()
    once = facts()

    Delivery.objects.update(done_at=None)
    count_all()

    assert facts() == once
    assert len(once) == 2


def test_the_day_is_the_one_on_the_wall_of_the_organization(log):
    for ticket, at in enumerate(
        [datetime(2026, 3, 31, 21, 30, tzinfo=UTC), datetime(2026, 3, 31, 22, 30, tzinfo=UTC)], start=1
    ):
        log.opened(ticket, department=3, at=at)
    count_all()

    assert list(Fact.objects.order_by("at").values_list("day", flat=True)) == [date(2026, 3, 31), date(2026, 4, 1)]


def test_a_ticket_opened_by_a_member_is_kept_and_left_out(log):
    log.opened(1, department=3, opened_by_contact=False, actor_id=7, actor_kind="human")
    count_all()
    refresh_rollups()

    assert [fact.left_out for fact in Fact.objects.all()] == ["outbound"]
    assert not DayRollup.objects.exists()


def test_the_same_numbers_in_another_organization_are_other_facts(organization, other_organization):
    for place, times in ((organization, 1), (other_organization, 2)):
        with tenant(place.pk):
            theirs = Log()
            for ticket in range(times):
                theirs.opened(ticket, department=3)
            count_all()

    for place, times in ((organization, 1), (other_organization, 2)):
        with tenant(place.pk):
            assert Fact.objects.count() == times


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_in_which_events_arrive_does_not_matter(organization, data):
    with tenant(organization.pk):
        if not Event.objects.exists():
            _write_a_day_of_work(organization)
        rows = list(Event.objects.order_by("pk"))
        order = data.draw(st.permutations(rows))
        Fact.objects.all().delete()

        for row in order:
            event = EVENTS[row.name].restored(row.payload)
            count_event(row.pk, event, zone=PRAGUE, at=OPENED_AT)
            if data.draw(st.booleans()):
                refresh_rollups()
        while refresh_rollups():
            pass

        columns = [field.name for field in DayRollup._meta.fields if field.name != "id"]
        found = (facts(), sorted(DayRollup.objects.values_list(*columns), key=str))
        EXPECTED.setdefault(organization.pk, found)
        assert found == EXPECTED[organization.pk]


EXPECTED: dict[int, object] = {}


def _write_a_day_of_work(organization):
    log = Log()
    for ticket in range(1, 4):
        log.opened(ticket, department=3 + ticket % 2, at=OPENED_AT + ticket * HOUR)
        log.assigned(ticket, 7, department=3, at=OPENED_AT + ticket * HOUR)
        log.replied(ticket, 7 + ticket % 2, department=3, at=OPENED_AT + 14 * HOUR, first=(90 * ticket, 60))
        log.solved(ticket, 7, department=3, at=OPENED_AT + ticket * 7 * HOUR)
        log.solved(ticket, None, department=3, at=OPENED_AT + ticket * 9 * HOUR, by=8)
