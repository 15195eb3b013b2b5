"""One call-centre day, read from its queue log: everything the log can tell has to be the truth."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from helpdesk.call_enums import EndedBy, LegResult
from helpdesk.call_figures import (
    Share,
    Waits,
    abandonment,
    call_handling,
    service_level,
    spread,
    transfers,
    waits_by_call,
    waits_by_visit,
)
from helpdesk.call_records import CallRecord
from helpdesk.channels.calls.queue_log import QueueLog, QueueLogUnreadable, parse_line, read_queue_log

DAY = Path(__file__).parents[3] / "data/calls/day"
TRUTH = json.loads((DAY / "truth.json").read_text())
OF_LOG = TRUTH["formats"]["queue_log"]
CHANNELS = {agent["agent"]: agent["channel"] for agent in TRUTH["agents"]}
STARTS, ENDS = (datetime.fromisoformat(TRUTH["settings"][key]) for key in ("day_from", "day_to"))


@pytest.fixture(scope="module")
def log() -> QueueLog:
    return read_queue_log((DAY / "queue_log").read_bytes())


@pytest.fixture(scope="module")
def of_day(log: QueueLog) -> list[CallRecord]:
    return [call for call in log.calls if call.queued_at and STARTS <= call.queued_at < ENDS]


def whole(text: str | None) -> datetime | None:
    """The log has whole seconds."""
    return datetime.fromisoformat(text).replace(microsecond=0) if text else None


def known_calls() -> dict[str, Any]:
    absent = set(OF_LOG["absent_calls"])
    return {call["ids"]["asterisk"]: call for call in TRUTH["calls"] if call["id"] not in absent}


def share(found: Share) -> dict[str, Any]:
    value = None if found.percent is None else round(float(found.percent), 2)
    return {"numerator": found.numerator, "denominator": found.denominator, "value_pct": value}


def figures(waits: Waits) -> dict[str, Any]:
    speed = spread(waits.answered)
    return {
        "offered": waits.offered,
        "answered": len(waits.answered),
        "abandoned": len(waits.abandoned),
        "short_abandons": waits.within(waits.abandoned, 5),
        "flow_outs": len(waits.flow_outs),
        "service_level": {name: share(level) for name, level in service_level(waits).items()},
        "abandonment_rate": {name: share(rate) for name, rate in abandonment(waits).items()},
        "asa": {
            "n": speed.n,
            "mean_s": round(speed.mean or 0, 2),
            "median_s": speed.median,
            "p90_s": round(speed.p90 or 0, 1),
        },
    }


def handle(calls: list[CallRecord]) -> dict[str, Any]:
    handled = [h for call in calls if call.outcome == "answered" and (h := call_handling(call.legs))]
    return {
        "n": len(handled),
        "aht_s": round(spread([h.handle_seconds or 0 for h in handled]).mean or 0, 2),
        "wrap_s": round(spread([h.wrap_seconds for h in handled]).mean or 0, 2),
        "connected_s": round(spread([h.connected_seconds or 0 for h in handled]).mean or 0, 2),
    }


def test_the_calls_are_those_that_reached_a_queue(log):
    assert {call.external_id for call in log.calls} == known_calls().keys()


def test_every_visit_of_every_call_is_the_true_one(log):
    found = {
        call.external_id: [
            (v.queue, v.entered_at, v.left_at, v.result.value, v.position, v.after_transfer) for v in call.visits
        ]
        for call in log.calls
    }

    assert found == {
        id_: [
            (v["queue"], whole(v["entered"]), whole(v["left"]), v["result"], v["position"], v["after_transfer"])
            for v in call["visits"]
        ]
        for id_, call in known_calls().items()
    }


def test_every_outcome_number_and_name_is_the_true_one(log):
    found = {call.external_id: (call.outcome, call.caller_number, call.caller_name) for call in log.calls}

    assert found == {
        id_: (call["outcome"], call["caller"] or "", call["name"] or "") for id_, call in known_calls().items()
    }


def test_every_leg_in_a_queue_is_the_true_one_but_for_the_transfer_nobody_logged(log):
    misleading = {row["call"] for row in OF_LOG["misleading"]}
    found = {
        call.external_id: [
            (leg.agent, leg.queue, leg.answered_at, leg.left_at, leg.result.value)
            for leg in call.legs
            if leg.answered_at
        ]
        for call in log.calls
    }

    assert {id_: legs for id_, legs in found.items() if known_calls()[id_]["id"] not in misleading} == {
        id_: [
            (CHANNELS[leg["agent"]], leg["queue"], whole(leg["answered"]), whole(leg["left"]), leg["result"])
            for leg in call["legs"]
            if leg["queue"]
        ]
        for id_, call in known_calls().items()
        if call["id"] not in misleading
    }


def test_wrap_up_is_the_true_one_to_the_second(log):
    for call in log.calls:
        known = [leg for leg in known_calls()[call.external_id]["legs"] if leg["queue"]]
        found = [leg for leg in call.legs if leg.answered_at]
        for mine, true in zip(found, known, strict=True):
            assert abs((mine.wrap_seconds or 0) - true["wrap_s"]) < 1


def test_hold_and_talk_stay_unknown_and_are_never_zero(log):
    assert {leg.hold_seconds for call in log.calls for leg in call.legs} == {None}
    assert {leg.talk_seconds for call in log.calls for leg in call.legs} == {None}


def test_rings_that_did_not_connect_are_the_true_ones(log):
    found = sorted(
        (call.external_id, leg.agent, leg.result.value, leg.ring_seconds)
        for call in log.calls
        for leg in call.legs
        if leg.result is LegResult.NO_ANSWER
    )

    assert found == sorted(
        (id_, CHANNELS[ring["agent"]], ring["result"], ring["ring_s"])
        for id_, call in known_calls().items()
        for ring in call["rings"]
        if ring["result"] == "no_answer"
    )
    assert len(found) == TRUTH["counts"]["missed_rings"]
    cancelled = [leg for call in log.calls for leg in call.legs if leg.result is LegResult.CANCELLED]
    assert {leg.ring_seconds for leg in cancelled} == {None}


def test_who_ended_an_answered_or_abandoned_call_is_the_true_one(log):
    words = {"agent": EndedBy.AGENT, "caller": EndedBy.CUSTOMER, None: None}
    for call in log.calls:
        known = known_calls()[call.external_id]
        if call.ended_by is not None:
            assert call.ended_by is words[known["ended_by"]]
        elif not call.transfers:
            assert known["outcome"] in {"flow_out", "voicemail", "callback_requested"} or known["end"] is None


def test_transfers_are_the_true_ones_but_for_the_one_nobody_logged(log):
    misleading = {row["call"] for row in OF_LOG["misleading"]}
    for call in log.calls:
        known = known_calls()[call.external_id]
        if known["id"] in misleading:
            continue
        assert [(move.kind.value, move.at) for move in call.transfers] == [
            (move["kind"], whole(move["at"])) for move in known["transfers"]
        ]
        for mine, true in zip(call.transfers, known["transfers"], strict=True):
            assert abs(mine.after_seconds - true["after_s"]) < 1
            assert mine.target in {true["to"].removeprefix("queue:"), None}


def test_what_contradicts_itself_is_marked_suspect(log):
    suspects = {known_calls()[call.external_id]["id"]: call.suspect for call in log.calls if call.suspect}

    assert suspects == {
        "c0026": ("its agent had another call meanwhile",),
        "c0086": ("its end was never logged",),
    }
    assert set(suspects) == {row["call"] for row in OF_LOG["misleading"]} | set(OF_LOG["unfinished"])


def test_the_figures_of_the_day_are_the_expected_ones(of_day):
    wanted = OF_LOG["expected"]["day"]

    found = figures(waits_by_call(of_day))

    assert found == {key: wanted[key] for key in found}
    assert handle(of_day) == wanted["handle"]
    moved, astray, _ = transfers((call.outcome == "answered", call.transfers) for call in of_day)
    assert share(moved) == wanted["transfer_rate"]
    assert share(astray) == wanted["misroute_rate"]
    outcomes = [call.outcome for call in of_day]
    assert outcomes.count("voicemail") == wanted["voicemail"]
    assert outcomes.count("callback_requested") == wanted["callback_requested"]


@pytest.mark.parametrize("queue", ["billing", "support", "retention"])
def test_the_figures_of_each_queue_are_the_expected_ones(of_day, queue):
    wanted = OF_LOG["expected"]["queues"][queue]

    assert figures(waits_by_call(call for call in of_day if call.visits[0].queue == queue)) == wanted["by_call"]
    visits = [visit for call in of_day for visit in call.visits if visit.queue == queue]
    assert figures(waits_by_visit(visits)) == wanted["by_visit"]
    answered_there = [
        call for call in of_day if next((leg.queue for leg in call.legs if leg.answered_at), None) == queue
    ]
    assert handle(answered_there) == wanted["handle_by_answering_queue"]


def test_every_agent_was_signed_in_when_they_were(log):
    for agent in TRUTH["agents"]:
        found = [(span.start, span.end) for span in log.agents[agent["channel"]].logins]
        known = [(whole(start), whole(end)) for start, end in agent["login"]]
        if agent["agent"] in OF_LOG["logoff_missing"]:
            first, *rest = known
            known = [(first[0], None), *rest]  # the end was never written, so it is not known
        assert found == known, agent["agent"]


def test_every_pause_is_one_pause_with_its_reason(log):
    for agent in TRUTH["agents"]:
        found = [(span.start, span.end, span.reason) for span in log.agents[agent["channel"]].pauses]
        assert found == [(whole(start), whole(end), reason) for start, end, reason in agent["pauses"]]


def test_repeated_cut_and_meaningless_lines_are_told_apart(log):
    assert log.repeated == 45
    assert len(log.malformed) == OF_LOG["malformed_lines"]
    assert log.unknown == []


def test_the_order_of_lines_of_different_seconds_does_not_matter(log):
    lines = (DAY / "queue_log").read_bytes().split(b"\n")[:-1]
    late = sorted(lines[1000:1400], key=lambda line: -int(line.split(b"|")[0]))
    stable: dict[bytes, list[bytes]] = {}
    for line in lines[1000:1400]:
        stable.setdefault(line.split(b"|")[0], []).append(line)
    shuffled = [line for second in dict.fromkeys(line.split(b"|")[0] for line in late) for line in stable[second]]

    again = read_queue_log(b"\n".join([*lines[:1000], *lines[1400:], *shuffled, b""]))

    assert again.calls == log.calls
    assert again.agents == log.agents


def test_another_organizations_log_has_its_own_figures():
    other = read_queue_log((DAY / "other-tenant/queue_log").read_bytes())

    found = figures(waits_by_call(other.calls))

    wanted = TRUTH["other_tenant"]["figures"]["day"]
    assert found == {key: wanted[key] for key in found}
    assert handle(other.calls)["connected_s"] == wanted["handle"]["connected_s"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"accountcode,src,dst\n1,2,3\n", b"one|two|three|four|five\n", b"1|2|3\n"],
    ids=["empty", "picture", "csv", "no time", "too short"],
)
def test_what_is_no_queue_log_says_so(content):
    with pytest.raises(QueueLogUnreadable):
        read_queue_log(content)


@pytest.mark.parametrize(
    "line",
    [
        "1761457614|c|support|PJSIP/2003|RINGNOANSWER|",
        "1761457614|c|support|PJSIP/2003|WRAPUPSTART",
        "99999999999|c|support|NONE|ENTERQUEUE||1|1",
        "١٧٦١|c|support|NONE|ENTERQUEUE||1|1",
        "1761457614|c|support|NONE|",
        "1|c|q|a|ENTERQUEUE|" + "x" * 3000,
    ],
)
def test_a_line_without_what_its_event_needs_is_no_line(line):
    assert parse_line(line) is None


def test_an_event_we_do_not_know_is_kept():
    log = read_queue_log(b"1761457614|c|support|NONE|SOMETHINGNEW|1|2\n")

    assert [line.event for line in log.unknown] == ["SOMETHINGNEW"]
