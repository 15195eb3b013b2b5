"""Every call case of the metrics file, and the rules beside them."""

import json
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from hypothesis import strategies as st

from helpdesk.call_enums import CallDirection, CallOutcome, LegResult, TransferKind, VisitResult
from helpdesk.call_figures import (
    Handling,
    Share,
    Waits,
    abandonment,
    call_handling,
    customer_wait_seconds,
    leg_handling,
    local_day,
    missed_rate,
    outcome,
    service_level,
    spread,
    suspicions,
    transfers,
    waits_by_call,
)
from helpdesk.call_records import CallRecord, Leg, Transfer, Visit
from helpdesk.channels.calls.queue_log import read_queue_log

CASES = {case["id"]: case for case in json.loads((Path(__file__).parents[1] / "data/metrics-cases.json").read_text())}
NOON = datetime.fromisoformat("2025-03-10T12:00:00+00:00")


def given(case_id: str) -> Any:
    return CASES[case_id]["given"]


def expected(case_id: str) -> Any:
    return CASES[case_id]["expect"]


def shown(percent: Decimal | None) -> float | None:
    return None if percent is None else float(percent.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def counted(pairs: list[list[int]]) -> list[float]:
    return [float(seconds) for seconds, calls in pairs for _ in range(calls)]


def visit(row: dict[str, str]) -> Visit:
    return Visit(
        queue=row["queue"],
        entered_at=datetime.fromisoformat(row["enqueued_at"]),
        left_at=datetime.fromisoformat(row["left_at"]),
        result=VisitResult({"flow_out": "timeout"}.get(row["how"], row["how"])),
    )


def waited(seconds: float, result: VisitResult) -> Visit:
    return Visit(queue="q", entered_at=NOON, left_at=NOON + timedelta(seconds=seconds), result=result)


@pytest.mark.parametrize("case_id", ["SVL-1", "SVL-2"])
def test_service_level_is_shown_in_all_its_formulas(case_id):
    case = given(case_id)
    waits = Waits(*(counted(case[key]) for key in ("answered", "abandoned", "flow_out")))

    levels = service_level(waits, threshold=case["threshold_s"], short=case["short_abandon_s"])

    wanted = expected(case_id)
    assert levels["default"].denominator == wanted["default"]["denominator"]
    assert shown(levels["default"].percent) == wanted["default"]["value_pct"]
    variants = {key: shown(levels[key].percent) for key in wanted.get("variants", {})}
    assert variants == wanted.get("variants", {})
    mean = spread(waits.answered).mean
    assert (mean and round(mean, 2)) == wanted["asa_s"]


def test_abandonment_is_shown_in_all_its_formulas():
    case = given("SVL-1")
    waits = Waits(*(counted(case[key]) for key in ("answered", "abandoned", "flow_out")))

    rates = abandonment(waits)

    wanted = expected("SVL-1")["abandonment"]
    assert rates["default"] == Share(wanted["default"]["numerator"], wanted["default"]["denominator"])
    assert shown(rates["default"].percent) == wanted["default"]["value_pct"]
    assert shown(rates["all"].percent) == wanted["all"]
    assert shown(rates["of_offered"].percent) == wanted["of_offered"]


@pytest.mark.parametrize("edge", [20.0, 5.0])
def test_both_thresholds_include_their_edge(edge):
    waits = Waits(answered=[20.0, 20.001], abandoned=[5.0, 5.001])

    assert service_level(waits)["default"] == Share(1, 3)
    assert waits.within([edge], edge) == 1


@pytest.mark.parametrize("case_id", ["QW-1", "QW-2"])
def test_the_customer_waits_until_somebody_answers_or_they_leave(case_id):
    visits = [visit(row) for row in given(case_id)["visits"]]

    wanted = expected(case_id)
    assert [(v.queue, v.wait_seconds) for v in visits] == [(v["queue"], v["wait_s"]) for v in wanted["queue_visits"]]
    assert customer_wait_seconds(visits) == wanted["customer_wait_s"]


def test_waiting_after_a_transfer_is_not_part_of_the_customers_wait():
    """QW: a transfer after an answer opens a new visit that changes nothing."""
    first = waited(10, VisitResult.ANSWERED)
    second = Visit(
        queue="other",
        entered_at=NOON + timedelta(seconds=100),
        left_at=NOON + timedelta(seconds=400),
        result=VisitResult.ABANDONED,
        after_transfer=True,
    )

    assert customer_wait_seconds([first, second]) == 10


def test_answer_speed_counts_answered_calls_only():
    """ASA-1"""
    waits = waits_by_call(
        CallRecord(
            external_id=str(number),
            direction=CallDirection.IN,
            started_at=NOON,
            visits=(waited(call["wait_s"], VisitResult(call["outcome"])),),
            outcome=CallOutcome(call["outcome"]),
        )
        for number, call in enumerate(given("ASA-1")["calls"])
    )

    speed = spread(waits.answered)

    wanted = expected("ASA-1")
    assert (speed.n, speed.mean, speed.median) == (wanted["n"], wanted["asa_s"], wanted["median"])
    assert speed.p90 == pytest.approx(wanted["p90"])
    assert waits.offered == 5


def test_every_incoming_call_has_one_outcome():
    """OUT-1"""
    how = {"queue": VisitResult.ABANDONED, "voicemail": VisitResult.VOICEMAIL}

    outcomes = [
        outcome(
            answered=call.get("answered", False),
            visits=[waited(call["wait_s"], how[call["left"]])] if call.get("left") in how else [],
        )
        for call in given("OUT-1")["calls"]
    ]

    assert outcomes == expected("OUT-1")["outcomes"]


def test_a_call_outside_opening_hours_is_closed_and_one_that_waits_is_not_decided():
    assert outcome(answered=True, visits=[], was_open=False) is CallOutcome.CLOSED
    waiting = Visit(queue="q", entered_at=NOON, left_at=None, result=VisitResult.WAITING)
    assert outcome(answered=False, visits=[waiting]) is None


def test_a_leg_ends_when_the_agent_leaves_and_not_with_the_customer():
    """AHT-1"""
    row = given("AHT-1")["legs"][0]
    leg = Leg(
        agent=row["agent"],
        queue="q",
        result=LegResult.COMPLETED,
        answered_at=datetime.fromisoformat(row["connected_at"]),
        left_at=datetime.fromisoformat(row["left_at"]),
        hold_seconds=row["hold_s"],
        wrap_seconds=row["wrap_s"],
    )

    own, call = leg_handling(leg), call_handling([leg])

    wanted = expected("AHT-1")
    assert {
        "talk_s": own.talk_seconds,
        "hold_s": own.hold_seconds,
        "wrap_s": own.wrap_seconds,
        "handle_s": own.handle_seconds,
    } == wanted["agents"]["a1"]
    assert call is not None
    assert call.handle_seconds == wanted["call"]["handle_s"]


@pytest.mark.parametrize("case_id", ["AHT-2", "ATT-1"])
def test_talk_and_handle_time_are_means_over_the_calls_of_one_direction(case_id):
    case = given(case_id)
    handled = [
        Handling(row["talk_s"] + row["hold_s"], row["hold_s"], row["wrap_s"])
        for row in case["handled"]
        if row["direction"] == case["direction"]
    ]

    talk = spread([h.talk_seconds for h in handled if h.talk_seconds is not None])
    handle = spread([h.handle_seconds for h in handled if h.handle_seconds is not None])

    wanted = expected(case_id)
    assert (talk.n, round(handle.mean or 0, 2), talk.mean) == (
        wanted["n"],
        wanted["aht_s"],
        wanted["average_talk_time_s"],
    )


def test_overlapping_legs_are_counted_once_and_wrap_up_is_capped():
    def leg(start: int, end: int, wrap: float) -> Leg:
        return Leg(
            agent="a",
            queue="q",
            result=LegResult.COMPLETED,
            answered_at=NOON + timedelta(seconds=start),
            left_at=NOON + timedelta(seconds=end),
            hold_seconds=0,
            wrap_seconds=wrap,
        )

    handled = call_handling([leg(0, 100, 5), leg(60, 200, 700)])

    assert handled == Handling(200, 0, 605)


def test_a_call_with_a_leg_that_never_ended_is_in_no_mean():
    open_leg = Leg(agent="a", queue="q", result=LegResult.UNKNOWN, answered_at=NOON)

    assert call_handling([open_leg]) is None
    assert call_handling([]) is None


def test_hold_that_the_source_does_not_tell_leaves_talk_unknown():
    leg = Leg(
        agent="a",
        queue="q",
        result=LegResult.COMPLETED,
        answered_at=NOON,
        left_at=NOON + timedelta(seconds=60),
        hold_seconds=None,
    )

    assert (leg.connected_seconds, leg.talk_seconds) == (60, None)
    assert leg_handling(leg).talk_seconds is None


def test_transfers_count_a_call_once():
    """TRF-1"""
    calls = [
        (
            call["answered"],
            [
                Transfer(kind=TransferKind(t["kind"]), at=NOON, agent="a", target=None, after_seconds=t["after_s"])
                for t in call.get("transfers", [])
            ],
        )
        for call in given("TRF-1")["calls"]
    ]

    moved, astray, kinds = transfers(calls)

    wanted = expected("TRF-1")
    assert (moved.numerator, moved.denominator) == (2, 4)
    assert shown(moved.percent) == wanted["transfer_rate"]["value_pct"]
    assert shown(astray.percent) == wanted["misroute_rate"]["value_pct"]
    assert (kinds[TransferKind.ATTENDED], kinds[TransferKind.BLIND]) == (wanted["attended"], wanted["blind"])


def test_a_ring_that_was_cancelled_is_no_miss():
    """MIS-1"""
    results = {"answered": LegResult.COMPLETED}
    offers = [results.get(o["result"]) or LegResult(o["result"]) for o in given("MIS-1")["offers"]]

    rate = missed_rate(offers)

    assert (rate.numerator, rate.denominator) == (1, 4)
    assert shown(rate.percent) == expected("MIS-1")["missed_rate"]["value_pct"]


def test_a_call_belongs_to_the_day_it_was_offered():
    """CDY-1"""
    case = given("CDY-1")

    days = [local_day(datetime.fromisoformat(c["offered_at"]), ZoneInfo(case["tz"])) for c in case["calls"]]

    assert {str(day): days.count(day) for day in days} == expected("CDY-1")["calls_by_day"]


def test_a_queue_log_gives_the_record_of_a_call():
    """CDR-1"""
    (call,) = read_queue_log("\n".join([*given("CDR-1")["lines"], ""]).encode()).calls

    (leg,) = call.legs
    wanted = expected("CDR-1")
    assert {
        "queue_wait_s": customer_wait_seconds(call.visits),
        "talk_s": leg.connected_seconds,
        "ended": call.ended_at and int(call.ended_at.timestamp()),
        "outcome": call.outcome,
        "ended_by": call.ended_by,
    } == wanted


def test_an_impossible_record_is_kept_and_suspect():
    """CDR-3"""
    row = given("CDR-3")["row"]

    found = suspicions(call_seconds=row["duration"], talk_seconds=row["billsec"])

    assert list(found) == expected("CDR-3")["suspect"]
    assert suspicions(call_seconds=7, talk_seconds=7) == ()


def test_nothing_counted_has_no_mean_and_no_share():
    assert spread([]).mean is None
    assert Share(0, 0).percent is None


@hypothesis.given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), min_size=1, max_size=8))
def test_the_time_legs_cover_jointly_is_each_second_with_somebody_in_the_call(spans):
    begin = datetime(2026, 11, 18, 9, tzinfo=UTC)
    legs = [
        Leg(
            agent=str(number),
            queue=None,
            result=LegResult.COMPLETED,
            answered_at=begin + timedelta(seconds=start),
            left_at=begin + timedelta(seconds=start + length),
            hold_seconds=0,
        )
        for number, (start, length) in enumerate(spans)
    ]

    handled = call_handling(legs)

    seconds = {second for start, length in spans for second in range(start, start + length)}
    assert handled is not None
    assert handled.connected_seconds == len(seconds)
