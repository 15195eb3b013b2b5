"""Arithmetic of every figure: exact, and without database or clock.

Shares are percent, 0-100, as `Decimal`. Nothing is rounded here except where a docstring says so. Nothing to
count gives `None`, never 0. Source of each rule: metrics.md, sections 1, 7.2, 8.1 and 13.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

Z = Decimal("1.959964")  # 95 %
HUNDRED = Decimal(100)
COMPARED_PLACES = 6
SHOWN_FROM = 5  # answers: below this a person has no number
TIER_FROM = 20  # answers: below this a person has no tier
SHRINK_STRENGTH = 20  # imagined answers at the team's share

POSITIVE_FROM = {2: 2, 3: 3, 4: 3, 5: 4, 6: 5, 7: 6, 10: 8}


class Interval(NamedTuple):
    """95 % interval, both ends in percent."""

    low: Decimal
    high: Decimal


class Share(NamedTuple):
    """`numerator` of `denominator`; no denominator: no percent and no interval."""

    numerator: int
    denominator: int
    percent: Decimal | None
    low: Decimal | None
    high: Decimal | None


class Spread(NamedTuple):
    """A duration over many cases, in seconds. No cases: n is 0 and the rest None, never 0."""

    n: int
    mean: Decimal | None
    median: Decimal | None
    p90: Decimal | None


class Tier(StrEnum):
    ABOVE = "above"
    BELOW = "below"
    NOT_DISTINGUISHABLE = "not_distinguishable"


class Standing(NamedTuple):
    """How one person's ratings stand beside the team's. Hidden (`shown` False) has no numbers."""

    shown: bool
    share: Share | None
    shrunk_percent: Decimal | None
    tier: Tier | None


class Difference(NamedTuple):
    """Percentage points, and whether the interval leaves 0 out."""

    points: Decimal
    low: Decimal
    high: Decimal
    is_detectable: bool


def half_up(value: Decimal | float, places: int = COMPARED_PLACES) -> Decimal:
    """Rounded as a person would: 0.5 goes up, whatever stands before it. For comparing and showing only."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def wilson(numerator: int, denominator: int) -> Interval | None:
    """Wilson's 95 % interval. Source: metrics.md `wilson_interval`."""
    if not denominator:
        return None
    n, p, zz = Decimal(denominator), Decimal(numerator) / denominator, Z * Z
    centre = (p + zz / (2 * n)) / (1 + zz / n)
    half = Z / (1 + zz / n) * (p * (1 - p) / n + zz / (4 * n * n)).sqrt()
    low = Decimal(0) if numerator == 0 else (centre - half) * HUNDRED
    high = HUNDRED if numerator == denominator else (centre + half) * HUNDRED
    return Interval(low, high)


def share(numerator: int, denominator: int) -> Share:
    """A share with its interval. Source: metrics.md, rule 14."""
    interval = wilson(numerator, denominator)
    if interval is None:
        return Share(numerator, denominator, None, None, None)
    return Share(numerator, denominator, HUNDRED * numerator / denominator, interval.low, interval.high)


def percentile_cont(values: Iterable[int | Decimal], q: Decimal) -> Decimal | None:
    """Position q × (n - 1) of the sorted values, linear between neighbours. Source: metrics.md `percentile`."""
    ranked = sorted(Decimal(value) for value in values)
    if not ranked:
        return None
    position = q * (len(ranked) - 1)
    below = int(position)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (position - below) * (ranked[above] - ranked[below])


def spread(seconds: Iterable[int | None]) -> Spread:
    """n, mean, median and p90; cases without a value (None) are left out. Source: metrics.md, rules 13 and 14."""
    known = [value for value in seconds if value is not None]
    if not known:
        return Spread(0, None, None, None)
    median, p90 = (percentile_cont(known, Decimal(q)) for q in ("0.5", "0.9"))
    return Spread(len(known), Decimal(sum(known)) / len(known), median, p90)


def csat(ratings: Iterable[int], *, scale: int = 5) -> Share:
    """Positive among the answers of this scale. Source: metrics.md `csat_score`."""
    given = [rating for rating in ratings if 1 <= rating <= scale]
    return share(sum(rating >= POSITIVE_FROM[scale] for rating in given), len(given))


def mean(values: Sequence[int]) -> Decimal | None:
    """The plain mean, or None of nothing."""
    return Decimal(sum(values)) / len(values) if values else None


def shrunk_percent(numerator: int, denominator: int, *, team_percent: Decimal) -> Decimal:
    """The share pulled towards the team's, less so the more answers there are; it orders the list and nothing else.

    Source: metrics.md `agent_rating`.
    """
    pulled = Decimal(numerator) + SHRINK_STRENGTH * team_percent / HUNDRED
    return HUNDRED * pulled / (denominator + SHRINK_STRENGTH)


def tier(own: Share, *, team_percent: Decimal) -> Tier | None:
    """Above or below only if the whole interval is; None while there are too few answers.

    Source: metrics.md `agent_rating`.
    """
    if own.denominator < TIER_FROM or own.low is None or own.high is None:
        return None
    if half_up(own.low) > half_up(team_percent):
        return Tier.ABOVE
    if half_up(own.high) < half_up(team_percent):
        return Tier.BELOW
    return Tier.NOT_DISTINGUISHABLE


def standing(positive: int, answers: int, *, team_percent: Decimal | None) -> Standing:
    """What may be said about one person's ratings. Without a team's share: no shrunk share and no tier.

    Source: metrics.md `agent_rating`.
    """
    if answers < SHOWN_FROM:
        return Standing(shown=False, share=None, shrunk_percent=None, tier=None)
    own = share(positive, answers)
    if team_percent is None:
        return Standing(shown=True, share=own, shrunk_percent=None, tier=None)
    return Standing(
        shown=True,
        share=own,
        shrunk_percent=shrunk_percent(positive, answers, team_percent=team_percent),
        tier=tier(own, team_percent=team_percent),
    )


def difference_of_shares(mine: Share, theirs: Share) -> Difference | None:
    """Newcombe's interval of mine - theirs; None if either has no value. Source: metrics.md `difference_of_shares`."""
    if mine.percent is None or mine.low is None or mine.high is None:
        return None
    if theirs.percent is None or theirs.low is None or theirs.high is None:
        return None
    points = mine.percent - theirs.percent
    low = points - ((mine.percent - mine.low) ** 2 + (theirs.high - theirs.percent) ** 2).sqrt()
    high = points + ((mine.high - mine.percent) ** 2 + (theirs.percent - theirs.low) ** 2).sqrt()
    return Difference(points, low, high, is_detectable=not low <= 0 <= high)


def csat_bounds(*, delivered: int, answers: int, positive: int) -> Interval | None:
    """If all silent people were unhappy, or happy. Source: metrics.md `csat_bounds`."""
    if not delivered:
        return None
    silent = delivered - answers
    return Interval(HUNDRED * positive / delivered, HUNDRED * (positive + silent) / delivered)
