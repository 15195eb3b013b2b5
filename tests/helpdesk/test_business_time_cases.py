"""The cases of `metrics.md` §2, out of the case file."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from helpdesk.models import Department
from helpdesk.sla import Calendar, business_seconds, due_at

CASES = json.loads((Path(__file__).parents[1] / "data/metrics-cases.json").read_text())
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
BUSINESS_TIME = [case for case in CASES if case["id"].startswith("BT-")]


def minutes(text):
    hours, _, rest = text.partition(":")
    return int(hours) * 60 + int(rest)


def windows(pairs):
    return [[minutes(opens), minutes(closes)] for opens, closes in pairs]


def calendar(given) -> Calendar:
    """The calendar of a department that is set up like the case says."""
    always = {str(day): [[0, 1440]] for day in range(7)}
    weekly = given.get("weekly", {})
    hours = {str(WEEKDAYS.index(day)): windows(pairs) for day, pairs in weekly.items()}
    return Department(
        zone=given["tz"],
        hours=always if given.get("always") else hours,
        holidays={day: windows(pairs) for day, pairs in given.get("holidays", {}).items()},
        special_days={day: windows(pairs) for day, pairs in given.get("special", {}).items()},
    ).calendar


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in BUSINESS_TIME])
def test_business_time_is_counted_as_the_case_says(case):
    given, expected = case["given"], case["expect"]
    opening = calendar(given["calendar"])
    found = {}
    if "target_s" in given:
        start = datetime.fromisoformat(given["start"])
        found["due"] = due_at(start, given["target_s"], opening)
        if "warn_before_s" in given:
            found["warn_at"] = due_at(start, given["target_s"] - given["warn_before_s"], opening)
    else:
        start, end = datetime.fromisoformat(given["from"]), datetime.fromisoformat(given["to"])
        found = {
            "calendar_s": int((end - start).total_seconds()),
            "business_s": business_seconds(start, end, opening),
        }

    assert found == {k: datetime.fromisoformat(v) if isinstance(v, str) else v for k, v in expected.items()}


def test_the_case_file_has_all_of_them():
    named = {"BT-1", "BT-2", "BT-3", "BT-4", "BT-5", "BT-6", "BT-7", "BT-8"}

    assert {case["id"] for case in BUSINESS_TIME} == named


def test_a_special_opening_wins_over_a_holiday_on_the_same_day():
    prague = ZoneInfo("Europe/Prague")
    christmas = date(2026, 12, 24).isoformat()
    opening = Department(
        zone="Europe/Prague",
        hours={"3": [[540, 1020]]},
        holidays={christmas: []},
        special_days={christmas: [[600, 660]]},
    ).calendar
    morning = datetime(2026, 12, 24, 8, tzinfo=prague)

    assert business_seconds(morning, morning + timedelta(hours=10), opening) == 3600
