"""Every QA case of the metrics file, and what must hold for any filled-in scorecard."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.enums import AutoFailPolicy, CriticalScope, NotApplicablePolicy, Outcome, ScoringMode
from qa.scoring import Bonus, Criterion, Form, Section, is_low, score

CASES = json.loads(
    (Path(__file__).parents[1] / "data/metrics-cases.json").read_text(),
    parse_float=Decimal,
    parse_int=Decimal,
)
QA_CASES = [case for case in CASES if case["metric"] == "qa_score"]


def criterion(given: dict[str, Any]) -> Criterion:
    lowest, highest = given.get("scale", [Decimal(0), Decimal(1)])
    answer = given["answer"]
    return Criterion(
        id=given["id"],
        weight=given.get("weight", Decimal(1)),
        lowest=lowest,
        highest=highest,
        critical=CriticalScope(given.get("critical", "none")),
        mark=None if answer == "NA" else answer,
        not_applicable=answer == "NA",
    )


def section(given: dict[str, Any]) -> Section:
    return Section(
        id=given["id"],
        weight=given["weight"],
        criteria=tuple(criterion(question) for question in given.get("questions", ())),
        pass_mark=given.get("pass_mark"),
        given=given.get("score"),
    )


def form(given: dict[str, Any]) -> Form:
    return Form(
        sections=tuple(section(part) for part in given["sections"]),
        bonuses=tuple(Bonus(**bonus) for bonus in given.get("bonus", ())),
        mode=ScoringMode(given.get("mode", "section_normalised")),
        na_policy=NotApplicablePolicy(given.get("na_policy", "exclude")),
        auto_fail=AutoFailPolicy(given.get("autofail_policy", "zero")),
        bonus_capped=given.get("bonus_cap", True),
        pass_mark=given.get("pass_mark", Decimal(85)),
    )


def shown(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else percent.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@pytest.mark.parametrize("case", QA_CASES, ids=lambda case: case["id"])
def test_the_score_is_that_of_the_metrics_case(case):
    result = score(form(case["given"]["form"]))

    got = {
        "questions": {line.criterion_id: shown(line.earned_percent) for line in result.receipt},
        "sections": {id_: shown(percent) for id_, percent in result.sections.items()},
        "calculated_score": shown(result.calculated_percent),
        "final_score": shown(result.final_percent),
        "outcome": result.outcome.value,
        "reasons": list(result.reasons),
        "applied_weights_pct": {id_: shown(weight) for id_, weight in result.applied_weights_percent.items()},
        "unanswered": result.total - result.answered,
    }
    assert {key: got[key] for key in case["expect"]} == case["expect"]


def test_the_file_still_holds_all_the_quality_cases():
    assert {case["id"] for case in QA_CASES} == {
        *("QAS-1", "QAS-2", "QAS-3", "QAN-1", "QAN-2", "QAN-3", "QAN-4", "QAC-1", "QAC-2", "QAC-3"),
        *("QAB-1", "QAB-2", "QAP-1", "QAD-1", "QAU-1"),
    }


def one_section(*criteria: Criterion, **settings: Any) -> Form:
    return Form(sections=(Section(id="A", weight=Decimal(1), criteria=criteria),), **settings)


def test_a_critical_criterion_at_exactly_half_does_not_fire():
    half = Criterion(id="q", lowest=Decimal(1), highest=Decimal(5), mark=Decimal(3), critical=CriticalScope.FORM)

    assert score(one_section(half)).final_percent == 50
    assert not any(reason.startswith("critical") for reason in score(one_section(half)).reasons)


def test_a_critical_criterion_that_does_not_apply_does_not_fire():
    skipped = Criterion(id="q1", not_applicable=True, critical=CriticalScope.FORM)

    result = score(one_section(skipped, Criterion(id="q2", mark=Decimal(1))))

    assert (result.outcome, result.final_percent) == (Outcome.PASS, 100)


def test_a_form_that_forbids_not_applicable_fails_without_a_final_score():
    result = score(
        one_section(
            Criterion(id="q1", mark=Decimal(1)),
            Criterion(id="q2", not_applicable=True),
            na_policy=NotApplicablePolicy.FAIL_FORM,
        )
    )

    assert (result.outcome, result.final_percent) == (Outcome.FAIL, None)
    assert result.reasons == ("not_applicable_answer",)


def test_a_bonus_does_not_save_what_is_critical():
    missed = Criterion(id="q1", mark=Decimal(0), critical=CriticalScope.FORM)

    result = score(one_section(missed, bonuses=(Bonus(id="b", points=Decimal(100), earned=True),)))

    assert (result.outcome, result.final_percent) == (Outcome.FAIL, 0)


def test_nothing_answered_has_no_score_yet_and_is_no_zero():
    result = score(one_section(Criterion(id="q1"), Criterion(id="q2")))

    assert (result.calculated_percent, result.final_percent) == (None, None)
    assert (result.outcome, result.answered, result.total) == (Outcome.PROVISIONAL, 0, 2)


def test_a_mark_a_hair_below_the_pass_mark_fails_and_one_that_rounds_to_it_passes():
    def of(mark: str) -> Outcome:
        question = Criterion(id="q", lowest=Decimal(0), highest=Decimal(100), mark=Decimal(mark))
        return score(one_section(question)).outcome

    assert of("84.999999") is Outcome.FAIL
    assert of("84.9999996") is Outcome.PASS


criteria = st.builds(
    Criterion,
    id=st.uuids().map(str),
    weight=st.integers(1, 9).map(Decimal),
    lowest=st.just(Decimal(1)),
    highest=st.just(Decimal(5)),
    mark=st.one_of(st.none(), st.integers(1, 5).map(Decimal)),
)
sections = st.builds(
    Section,
    id=st.uuids().map(str),
    weight=st.integers(1, 60).map(Decimal),
    criteria=st.lists(criteria, min_size=1, max_size=4).map(tuple),
)
forms = st.builds(Form, sections=st.lists(sections, min_size=1, max_size=4).map(tuple))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # of a busy machine, not of the arithmetic
@given(forms)
def test_the_receipt_adds_up_to_the_score(filled):
    result = score(filled)

    applied = sum(line.applied_weight_percent for line in result.receipt)
    added = sum(
        (line.applied_weight_percent * line.earned_percent / 100 for line in result.receipt if line.earned_percent),
        Decimal(0),
    )

    if result.calculated_percent is None:
        assert applied == 0
    else:
        assert abs(applied - 100) < Decimal("1e-18")
        assert abs(added - result.calculated_percent) < Decimal("1e-18")
        assert 0 <= result.calculated_percent <= 100


@pytest.mark.parametrize(("mark", "low"), [("0.5", False), ("0.499999", True), ("0", True), ("1", False)])
def test_a_mark_of_exactly_half_is_not_low(mark, low):
    assert is_low(Criterion(id="a", mark=Decimal(mark))) is low


@pytest.mark.parametrize(
    ("mark", "outcome"), [("80", Outcome.PASS), ("79.9999996", Outcome.PASS), ("79.9999", Outcome.FAIL)]
)
def test_a_section_that_reaches_its_own_mark_exactly_has_reached_it(mark, outcome):
    """As it is shown and compared: rounded to six places."""
    judged = Criterion(id="a", mark=Decimal(mark), highest=Decimal(100))
    part = Section(id="s", weight=Decimal(1), criteria=(judged,), pass_mark=Decimal(80))

    assert score(Form(sections=(part,), pass_mark=Decimal(10))).outcome is outcome
