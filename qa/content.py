"""What a new version of a scorecard says, before it is published."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qa.enums import AutoFailPolicy, CriticalScope, NotApplicablePolicy, ScaleKind, ScoringMode


@dataclass(frozen=True, kw_only=True)
class NewCriterion:
    name: str
    guidance: str = ""
    weight: Decimal = Decimal(1)
    scale: ScaleKind = ScaleKind.YES_NO
    na_allowed: bool = True
    critical: CriticalScope = CriticalScope.NONE
    bonus_points: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class NewSection:
    name: str
    weight: Decimal
    criteria: Sequence[NewCriterion] = field(default_factory=tuple)
    pass_mark_percent: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class NewVersion:
    """Everything a version says; the defaults are those of metrics.md 9.1."""

    sections: Sequence[NewSection]
    mode: ScoringMode = ScoringMode.SECTION_NORMALISED
    na_policy: NotApplicablePolicy = NotApplicablePolicy.EXCLUDE
    auto_fail: AutoFailPolicy = AutoFailPolicy.ZERO
    bonus_capped: bool = True
    pass_mark_percent: Decimal = Decimal(85)
