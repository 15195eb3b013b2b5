"""Working time in the weeks of the clock changes, against a calculator that looks at each minute of the wall clock."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.sla import Calendar, NoWorkingTime, business_seconds, due_at

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CHANGES = [date(2026, 3, 29), date(2026, 10, 25)]
ZONES = [ZoneInfo(name) for name in ("Europe/Prague", "Europe/Riga", "Asia/Kolkata")]


@cache
def walls(zone: ZoneInfo, day: date) -> list[tuple[datetime, datetime]]:
    """Each minute around a local day: the instant, and what the wall clock shows."""
    begin = datetime.combine(day, time(), UTC) - DAY
    minutes = (begin + number * MINUTE for number in range(4 * 1440))
    return [(at, at.astimezone(zone).replace(tzinfo=None)) for at in minutes]


def span(zone: ZoneInfo, day: date, opens: int, closes: int) -> tuple[datetime, datetime]:
    """From the first minute that shows the start or more, to the last that shows the end; where none shows it, to
    behind the last that shows less.
    """
    begin = datetime.combine(day, time()) + opens * MINUTE
    end = datetime.combine(day, time()) + (closes if closes > opens else closes + 1440) * MINUTE
    shown = walls(zone, day)
    ends = [at for at, wall in shown if wall == end] or [max(at for at, wall in shown if wall < end) + MINUTE]
    return min(at for at, wall in shown if wall >= begin), max(ends)


def slow_seconds(start: datetime, end: datetime, calendar: Calendar) -> int:
    open_minutes = set()
    for number in range((end - start).days + 5):
        day = start.date() - 2 * DAY + number * DAY
        for opens, closes in calendar.dates.get(day, calendar.week.get(day.weekday(), ())):
            at, until = span(calendar.zone, day, opens, closes)
            while at < until:
                open_minutes.add(at)
                at += MINUTE
    return sum(max(0, int((min(end, minute + MINUTE) - max(start, minute)).total_seconds())) for minute in open_minutes)


edges = st.sampled_from([0, 90, 120, 150, 180, 210, 240, 540, 1020, 1320, 1439, 1440])
windows = st.lists(st.tuples(edges.filter(lambda edge: edge < 1440), edges), max_size=3)


@st.composite
def weeks(draw):
    """A calendar, and an instant to the second within two days of a clock change."""
    change = draw(st.sampled_from(CHANGES))
    calendar = Calendar(
        zone=draw(st.sampled_from(ZONES)),
        week=draw(st.dictionaries(st.integers(0, 6), windows)),
        dates=draw(st.dictionaries(st.integers(-1, 1).map(lambda n: change + n * DAY), windows, max_size=2)),
    )
    start = datetime.combine(change, time(), UTC) + timedelta(seconds=draw(st.integers(-2 * 86400, 2 * 86400)))
    return calendar, start


@settings(max_examples=60, deadline=None)
@given(weeks(), st.integers(0, 2 * 86400))
def test_each_second_counts_as_the_wall_clock_shows_it(week, length):
    calendar, start = week
    end = start + timedelta(seconds=length)

    assert business_seconds(start, end, calendar) == slow_seconds(start, end, calendar)


@given(weeks(), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_span_is_the_sum_of_its_parts(week, first, second):
    calendar, start = week
    middle = start + timedelta(seconds=first)
    end = middle + timedelta(seconds=second)

    parts = business_seconds(start, middle, calendar) + business_seconds(middle, end, calendar)
    assert parts == business_seconds(start, end, calendar)


@given(weeks(), st.integers(1, 200_000))
def test_the_due_time_is_the_earliest_that_fits(week, seconds):
    calendar, start = week
    try:
        due = due_at(start, seconds, calendar)
    except NoWorkingTime:
        assert business_seconds(start, start + 700 * DAY, calendar) < seconds
        return

    assert business_seconds(start, due, calendar) == seconds
    assert business_seconds(start, due - timedelta(seconds=1), calendar) == seconds - 1


@pytest.mark.parametrize(("zone", "change", "hours"), [(ZONES[0], CHANGES[0], 23), (ZONES[1], CHANGES[1], 25)])
def test_a_day_round_the_clock_has_the_hours_it_has(zone, change, hours):
    always = Calendar(zone, {day: [(0, 1440)] for day in range(7)})
    begin = datetime.combine(change, time(), zone)

    assert business_seconds(begin, datetime.combine(change + DAY, time(), zone), always) == hours * 3600
