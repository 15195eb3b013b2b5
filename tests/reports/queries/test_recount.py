"""The report, against a plain loop over the log: whatever happened, in whatever order and however often it was told."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.events import EVENTS
from core.models import Event
from core.tenancy import tenant
from reports.enums import Clock
from reports.periods import Period
from reports.queries.productivity import productivity
from reports.queries.scope import Scope
from reports.services.facts import count_event
from reports.services.rollups import refresh_rollups
from reports.stats import half_up, spread
from tests.reports.happenings import Log

PRAGUE = ZoneInfo("Europe/Prague")
BEGIN = datetime(2026, 10, 24, 21, 0, tzinfo=UTC)  # the evening before a day of 25 hours
DAYS = [date(2026, 10, 24) + timedelta(days=number) for number in range(4)]
AGENTS, DEPARTMENTS = (7, 8), (3, 4)
AGAIN = 0.3  # how often something is told a second time, and rollups are refreshed meanwhile

hours = st.integers(0, 60).map(lambda hour: BEGIN + timedelta(hours=hour))
people, places, subjects = st.sampled_from(AGENTS), st.sampled_from(DEPARTMENTS), st.integers(1, 2)
happenings = st.one_of(
    st.tuples(st.just("opened"), subjects, people, places, hours, st.booleans()),
    st.tuples(st.just("assigned"), subjects, people, places, hours, st.none()),
    st.tuples(st.just("replied"), subjects, people, places, hours, st.none() | st.integers(1, 9999)),
    st.tuples(st.just("solved"), subjects, st.none() | people, places, hours, people),
    st.tuples(st.just("called"), subjects, people, places, hours, st.integers(0, 90)),
)


def write(log: Log, happening) -> None:
    what, subject, agent, department, at, more = happening
    match what:
        case "opened":
            log.opened(subject, department=department, at=at, opened_by_contact=more)
        case "assigned":
            log.assigned(subject, agent, department=department, at=at)
        case "replied":
            log.replied(subject, agent, department=department, at=at, first=(more, more // 2) if more else None)
        case "solved":
            log.solved(subject, agent, department=department, at=at, by=more)
        case "called":
            log.called(subject, (agent, float(more)), department=department, at=at)


def recounted(
    log: list, *, period: Period, departments: tuple[int, ...] | None, agent: int | None
) -> dict[str, object]:
    """What a person with a pencil would count; of a call the last that was said."""
    calls = {entry[1]: entry for entry in log if entry[0] == "called"}
    heard = [entry for entry in log if entry[0] != "called"] + list(calls.values())
    mine = [
        entry
        for entry in heard
        if period.first <= entry[4].astimezone(PRAGUE).date() <= period.last
        and (departments is None or entry[3] in departments)
    ]

    def of(what: str) -> Iterable:
        for entry in mine:
            who = entry[2] or entry[5] if what == "solved" else entry[2]
            if entry[0] == what and agent in (None, who):
                yield entry

    return {
        "received": sum(1 for entry in of("opened") if entry[5]) if agent is None else 0,
        "assigned": len({entry[1] for entry in of("assigned")}),
        "replied": len({entry[1] for entry in of("replied")}),
        "replies": len(list(of("replied"))),
        "solved": len({entry[1] for entry in of("solved")}),
        "calls_offered": len(list(of("called"))) if agent is None else 0,
        "calls_answered": len({entry[1] for entry in of("called")}),
        "first_response": rounded(spread(entry[5] for entry in of("replied"))),
        "talk": rounded(spread(entry[5] for entry in of("called"))),
    }


def rounded(value) -> tuple:
    return tuple(number if number is None or isinstance(number, int) else half_up(number) for number in value)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    log=st.lists(happenings, min_size=10, max_size=16),
    random=st.integers(0, 10**6).map(Random),
    first=st.integers(0, 3),
    length=st.integers(0, 3),
    departments=st.sampled_from([None, (3,), (4,), (3, 4)]),
    agent=st.sampled_from([None, *AGENTS]),
)
def test_the_report_is_what_a_plain_loop_over_the_log_counts(
    organization, log, random, first, length, departments, agent
):
    period = Period(DAYS[first], DAYS[min(first + length, 3)])
    with tenant(organization.pk), transaction.atomic():
        book = Log()
        for happening in log:
            write(book, happening)
        happened = list(Event.objects.order_by("pk"))
        told = happened + [row for row in happened if random.random() < AGAIN]
        random.shuffle(told)
        for row in told:
            count_event(row.pk, EVENTS[row.name].restored(row.payload), zone=PRAGUE, at=BEGIN)
            if random.random() < AGAIN:
                refresh_rollups()
        while refresh_rollups():
            pass
        *_, total = productivity(period=period, scope=Scope((), departments, agent), clock=Clock.CALENDAR)
        transaction.set_rollback(True)  # the log is append-only

    expected = recounted(log, period=period, departments=departments, agent=agent)
    found = {name: getattr(total, name) for name in expected}
    assert {**found, "first_response": rounded(total.first_response), "talk": rounded(total.talk)} == expected
