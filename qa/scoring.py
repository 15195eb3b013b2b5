"""What a review scores: marks in, score and receipt out. Decimal only, no database, no clock.

Source: metrics.md `qa_score` (9.1). Every figure is exact; `rounded()` is how it is compared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from qa.enums import AutoFailPolicy, CriticalScope, NotApplicablePolicy, Outcome, ScoringMode

HUNDRED, ZERO, ONE = Decimal(100), Decimal(0), Decimal(1)
CRITICAL_BELOW = Decimal(50)  # exactly 50 % does not fire
SIX_PLACES = Decimal("0.000001")


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing judged, with the mark it got; `mark` None and not N/A is: not answered yet."""

    id: str
    weight: Decimal = ONE
    lowest: Decimal = ZERO
    highest: Decimal = ONE
    critical: CriticalScope = CriticalScope.NONE
    mark: Decimal | None = None
    not_applicable: bool = False

    @property
    def is_answered(self) -> bool:
        return self.not_applicable or self.mark is not None

    @property
    def earned(self) -> Decimal | None:
        """(chosen − lowest) ÷ (highest − lowest), in per cent."""
        if self.not_applicable or self.mark is None:
            return None
        return HUNDRED * (self.mark - self.lowest) / (self.highest - self.lowest)


@dataclass(frozen=True, kw_only=True)
class Section:
    """Criteria that belong together. `given` is a section score that came from elsewhere, as it is."""

    id: str
    weight: Decimal
    criteria: Sequence[Criterion] = ()
    pass_mark: Decimal | None = None
    given: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Bonus:
    id: str
    points: Decimal
    earned: bool


@dataclass(frozen=True, kw_only=True)
class Form:
    """One version of a scorecard, filled in."""

    sections: Sequence[Section]
    bonuses: Sequence[Bonus] = ()
    mode: ScoringMode = ScoringMode.SECTION_NORMALISED
    na_policy: NotApplicablePolicy = NotApplicablePolicy.EXCLUDE
    auto_fail: AutoFailPolicy = AutoFailPolicy.ZERO
    bonus_capped: bool = True
    pass_mark: Decimal = Decimal(85)

    @property
    def criteria(self) -> list[Criterion]:
        return [criterion for section in self.sections for criterion in section.criteria]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row of the receipt: a criterion, what it earned and how much of the score hung on it."""

    section_id: str
    criterion_id: str
    mark: Decimal | None
    not_applicable: bool
    earned_percent: Decimal | None
    applied_weight_percent: Decimal  # of the whole score, after N/A gave its share away
    fired: CriticalScope  # NONE unless this criterion was critical and missed


@dataclass(frozen=True, kw_only=True)
class Score:
    """`calculated_percent` is as if nothing critical had fired; `final_percent` is what counts."""

    outcome: Outcome
    calculated_percent: Decimal | None
    final_percent: Decimal | None
    reasons: tuple[str, ...]
    answered: int
    total: int
    sections: Mapping[str, Decimal | None] = field(default_factory=dict)
    applied_weights_percent: Mapping[str, Decimal] = field(default_factory=dict)
    receipt: tuple[Line, ...] = ()
    bonus_points: Decimal = ZERO

    @property
    def is_provisional(self) -> bool:
        return self.answered < self.total

    @property
    def passed(self) -> bool | None:
        """None while provisional, and where nothing could be scored."""
        return {Outcome.PASS: True, Outcome.FAIL: False}.get(self.outcome)


def score(form: Form) -> Score:
    """The score of one filled-in scorecard. Source: metrics.md `qa_score`."""
    sections = {section.id: _section_percent(section, form.na_policy) for section in form.sections}
    weights = _applied_weights(form, sections)
    earned_bonus = sum((bonus.points for bonus in form.bonuses if bonus.earned), ZERO)
    struck = {s.id for s in form.sections if _fired(s.criteria, CriticalScope.SECTION)}
    calculated = _with_bonus(_weighed(sections, weights), earned_bonus, form)
    final = _with_bonus(
        _weighed({id_: ZERO if id_ in struck else percent for id_, percent in sections.items()}, weights),
        earned_bonus,
        form,
    )
    criteria = form.criteria
    answered = sum(criterion.is_answered for criterion in criteria)
    outcome, final, reasons = _verdict(form, sections, final, is_complete=answered == len(criteria))
    return Score(
        outcome=outcome,
        calculated_percent=calculated,
        final_percent=final,
        reasons=reasons,
        answered=answered,
        total=len(criteria),
        sections=sections,
        applied_weights_percent={id_: HUNDRED * weight for id_, weight in weights.items()},
        receipt=tuple(_receipt(form, weights)),
        bonus_points=earned_bonus,
    )


def rounded(percent: Decimal) -> Decimal:
    """As it is compared with a goal or a pass mark."""
    return percent.quantize(SIX_PLACES, rounding=ROUND_HALF_UP)


def is_low(criterion: Criterion) -> bool:
    """A mark that asks why: it earned less than half of what it could."""
    return criterion.earned is not None and criterion.earned < CRITICAL_BELOW


def _counted(criterion: Criterion, policy: NotApplicablePolicy) -> Decimal | None:
    """What the criterion brings into its section; None: it is in no sum."""
    if criterion.not_applicable:
        return {NotApplicablePolicy.COUNT_FULL: HUNDRED, NotApplicablePolicy.COUNT_ZERO: ZERO}.get(policy)
    return criterion.earned


def _section_percent(section: Section, policy: NotApplicablePolicy) -> Decimal | None:
    if section.given is not None:
        return section.given
    counted = [(criterion.weight, _counted(criterion, policy)) for criterion in section.criteria]
    weights = sum((weight for weight, earned in counted if earned is not None), ZERO)
    if not weights:
        return None
    return sum((weight * earned for weight, earned in counted if earned is not None), ZERO) / weights


def _applied_weights(form: Form, sections: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    """The part of the score each section carries, adding up to 1; unscored ones give theirs away.

    By points, a section counts as often as it has possible points.
    """
    by_points = form.mode is ScoringMode.POINTS_WEIGHTED
    raw = {
        section.id: ZERO
        if sections[section.id] is None
        else section.weight * (_possible(section, form.na_policy) if by_points else ONE)
        for section in form.sections
    }
    total = sum(raw.values(), ZERO)
    return {id_: weight / total if total else ZERO for id_, weight in raw.items()}


def _possible(section: Section, policy: NotApplicablePolicy) -> Decimal:
    return sum((c.weight * (c.highest - c.lowest) for c in section.criteria if _counted(c, policy) is not None), ZERO)


def _weighed(sections: Mapping[str, Decimal | None], weights: Mapping[str, Decimal]) -> Decimal | None:
    scored = [(weights[id_], percent) for id_, percent in sections.items() if percent is not None]
    return sum((weight * percent for weight, percent in scored), ZERO) if any(w for w, _ in scored) else None


def _with_bonus(percent: Decimal | None, bonus: Decimal, form: Form) -> Decimal | None:
    if percent is None:
        return None
    return min(HUNDRED, percent + bonus) if form.bonus_capped else percent + bonus


def _fired(criteria: Iterable[Criterion], scope: CriticalScope) -> list[str]:
    return [c.id for c in criteria if c.critical is scope and c.earned is not None and c.earned < CRITICAL_BELOW]


def _verdict(
    form: Form, sections: Mapping[str, Decimal | None], final: Decimal | None, *, is_complete: bool
) -> tuple[Outcome, Decimal | None, tuple[str, ...]]:
    if form.na_policy is NotApplicablePolicy.FAIL_FORM and any(c.not_applicable for c in form.criteria):
        return (Outcome.FAIL if is_complete else Outcome.PROVISIONAL), None, ("not_applicable_answer",)
    critical = _fired(form.criteria, CriticalScope.FORM)
    reasons = [f"critical:{id_}" for id_ in critical]
    reasons += [f"critical_section:{s.id}" for s in form.sections if _fired(s.criteria, CriticalScope.SECTION)]
    if final is None and not critical:
        return (Outcome.NOT_SCORABLE if is_complete else Outcome.PROVISIONAL), None, tuple(reasons)
    if critical and form.auto_fail is AutoFailPolicy.ZERO:
        final = ZERO
    elif final is not None and rounded(final) < form.pass_mark:
        reasons.append("below_pass_mark")
    reasons += [f"section_below_pass_mark:{s.id}" for s in form.sections if _misses_own_mark(s, sections[s.id])]
    if not is_complete:
        return Outcome.PROVISIONAL, final, tuple(reasons)
    return (Outcome.FAIL if critical or _fails(reasons) else Outcome.PASS), final, tuple(reasons)


def _misses_own_mark(section: Section, percent: Decimal | None) -> bool:
    return percent is not None and section.pass_mark is not None and rounded(percent) < section.pass_mark


def _fails(reasons: Iterable[str]) -> bool:
    """A section struck out is a reason beside the score, and fails only through the number it leaves."""
    return any(reason == "below_pass_mark" or reason.startswith("section_below_pass_mark") for reason in reasons)


def _receipt(form: Form, weights: Mapping[str, Decimal]) -> Iterable[Line]:
    for section in form.sections:
        counted = [c for c in section.criteria if _counted(c, form.na_policy) is not None]
        total = sum((_pull(c, form.mode) for c in counted), ZERO)
        for criterion in section.criteria:
            share = _pull(criterion, form.mode) / total if total and criterion in counted else ZERO
            fired = criterion.critical in {CriticalScope.SECTION, CriticalScope.FORM} and is_low(criterion)
            yield Line(
                section_id=section.id,
                criterion_id=criterion.id,
                mark=criterion.mark,
                not_applicable=criterion.not_applicable,
                earned_percent=criterion.earned,
                applied_weight_percent=HUNDRED * weights[section.id] * share,
                fired=criterion.critical if fired else CriticalScope.NONE,
            )


def _pull(criterion: Criterion, mode: ScoringMode) -> Decimal:
    reach = criterion.highest - criterion.lowest if mode is ScoringMode.POINTS_WEIGHTED else ONE
    return criterion.weight * reach
