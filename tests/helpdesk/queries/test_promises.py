"""Examples of a promise: the clock of tickets, over weekends, midnights, changed clocks and holidays."""

from datetime import UTC, datetime

import pytest

from helpdesk.models import Department
from helpdesk.queries.promises import promise_examples

FIVE_DAYS = {str(day): [[480, 1080]] for day in range(5)}  # 8:00 to 18:00
WEDNESDAY = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
HOUR = 3600


def examples(at=WEDNESDAY, *, hours=FIVE_DAYS, seconds=HOUR, **fields):
    department = Department(zone="Europe/Prague", hours=hours, first_response_seconds=seconds, **fields)
    zone = department.calendar.zone
    return {
        str(one["kind"]): tuple(
            moment and f"{moment.astimezone(zone):%a %d %b %H:%M}" for moment in (one["arrives_at"], one["due_at"])
        )
        for one in promise_examples(department, at=at)
    }


def test_what_arrives_before_the_weekend_is_due_on_monday():
    assert examples() == {
        "now": ("Wed 18 Nov 10:00", "Wed 18 Nov 11:00"),
        "before_closing": ("Fri 20 Nov 17:40", "Mon 23 Nov 08:40"),
        "closed": ("Sun 22 Nov 01:00", "Mon 23 Nov 09:00"),
    }


def test_a_night_shift_runs_over_midnight():
    nights = {"4": [[1320, 360]]}  # Friday 22:00 to Saturday 6:00

    assert examples(hours=nights)["before_closing"] == ("Sat 21 Nov 05:40", "Fri 27 Nov 22:40")


@pytest.mark.parametrize(
    ("saturday", "expected"),
    [
        pytest.param(datetime(2026, 3, 21, 22, 40, tzinfo=UTC), "Sun 22 Mar 03:40", id="an ordinary night"),
        pytest.param(datetime(2026, 3, 28, 22, 40, tzinfo=UTC), "Sun 29 Mar 04:40", id="an hour is skipped"),
        pytest.param(datetime(2026, 10, 24, 21, 40, tzinfo=UTC), "Sun 25 Oct 02:40", id="an hour comes twice"),
    ],
)
def test_the_night_the_clock_changes_is_as_long_as_it_is(saturday, expected):
    nights = {"5": [[1320, 360]]}  # Saturday 22:00 to Sunday 6:00; the ticket arrives at 23:40

    assert examples(saturday, hours=nights, seconds=4 * HOUR)["now"][1] == expected


def test_holidays_make_the_longest_break():
    christmas = {f"2026-12-{day}": [] for day in (24, 25, 28)}

    assert examples(datetime(2026, 12, 21, 9, tzinfo=UTC), holidays=christmas)["before_closing"] == (
        *("Wed 23 Dec 17:40", "Tue 29 Dec 08:40"),
    )


def test_who_never_closes_has_one_example():
    always = {str(day): [[0, 1440]] for day in range(7)}

    assert list(examples(hours=always)) == ["now"]


def test_a_promise_that_is_never_due_says_so():
    once = {f"2027-{month:02}-01": [[0, 60]] for month in range(1, 3)}

    shown = examples(hours={}, holidays=once, seconds=10 * HOUR)

    assert shown["now"][1] is None
