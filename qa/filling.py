"""A scorecard and the marks it got, as `scoring` counts them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from qa import scoring
from qa.enums import AutoFailPolicy, CriticalScope, NotApplicablePolicy, ScoringMode


def filled(version: Any, marks: Mapping[int, Any]) -> scoring.Form:
    """`version` with its sections and criteria, `marks` by criterion; ids are the public ones."""
    sections = sorted(version.sections.all(), key=lambda section: section.place)
    return scoring.Form(
        sections=tuple(
            scoring.Section(
                id=str(section.public_id),
                weight=section.weight,
                pass_mark=section.pass_mark_percent,
                criteria=tuple(
                    criterion_of(criterion, marks.get(criterion.pk))
                    for criterion in criteria_of(section)
                    if criterion.bonus_points is None
                ),
            )
            for section in sections
        ),
        bonuses=tuple(
            _bonus(criterion, marks.get(criterion.pk))
            for section in sections
            for criterion in criteria_of(section)
            if criterion.bonus_points is not None
        ),
        mode=ScoringMode(version.mode),
        na_policy=NotApplicablePolicy(version.na_policy),
        auto_fail=AutoFailPolicy(version.auto_fail),
        bonus_capped=version.bonus_capped,
        pass_mark=version.pass_mark_percent,
    )


def criteria_of(section: Any) -> list[Any]:
    return sorted(section.criteria.all(), key=lambda criterion: criterion.place)


def criterion_of(criterion: Any, mark: Any) -> scoring.Criterion:
    value = mark.value if mark else None
    return scoring.Criterion(
        id=str(criterion.public_id),
        weight=criterion.weight,
        lowest=Decimal(criterion.lowest),
        highest=Decimal(criterion.highest),
        critical=CriticalScope(criterion.critical),
        mark=None if value is None else Decimal(value),
        not_applicable=bool(mark and mark.not_applicable),
    )


def _bonus(criterion: Any, mark: Any) -> scoring.Bonus:
    """An unearned bonus costs nothing, so an unanswered one is simply not earned."""
    earned = bool(mark and mark.value is not None and mark.value >= criterion.highest)
    return scoring.Bonus(id=str(criterion.public_id), points=criterion.bonus_points, earned=earned)
