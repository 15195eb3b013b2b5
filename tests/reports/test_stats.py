"""What must hold for any numbers, and slow calculators that are obviously right."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.periods import DAY, Period
from reports.stats import (
    HUNDRED,
    POSITIVE_FROM,
    TIER_FROM,
    Share,
    Tier,
    Z,
    csat,
    csat_bounds,
    difference_of_shares,
    half_up,
    percentile_cont,
    share,
    shrunk_percent,
    spread,
    tier,
)

seconds = st.lists(st.integers(0, 10**7), min_size=1, max_size=60)
shares = st.integers(1, 400).flatmap(lambda n: st.integers(0, n).map(lambda x: share(x, n)))
ratings = st.lists(st.integers(0, 7), max_size=40)


def slow_percentile(values: list[int], q: Fraction) -> Fraction:
    """Every place between two neighbours by its own weight, without a rounded number."""
    ranked = sorted(values)
    place = q * (len(ranked) - 1)
    return sum((max(Fraction(0), 1 - abs(place - index)) * value for index, value in enumerate(ranked)), Fraction(0))


@given(seconds, st.sampled_from(["0", "0.1", "0.25", "0.5", "0.9", "1"]))
def test_a_percentile_agrees_with_the_slow_calculator(values, q):
    found = percentile_cont(values, Decimal(q))

    assert found is not None
    assert Fraction(found) == slow_percentile(values, Fraction(q))


@given(seconds, st.randoms())
def test_a_spread_lies_within_its_values_in_whatever_order_they_come(values, random):
    mixed = [*values, None]
    random.shuffle(mixed)

    found = spread(mixed)

    assert found == spread(values)
    assert found.n == len(values)
    for value in (found.mean, found.median, found.p90):
        assert value is not None
        assert min(values) - Decimal("1e-18") <= value <= max(values) + Decimal("1e-18")
    assert abs(Fraction(found.mean) - Fraction(sum(values), len(values))) < Fraction(1, 10**18)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_ends_of_the_interval_are_where_the_score_test_turns(counted):
    """Wilson's definition: at an end p, the distance to the share is z standard errors of p."""
    found = share(*counted)

    assert found.percent is not None
    for end in (found.low, found.high):
        assert end is not None
        p, own = end / HUNDRED, found.percent / HUNDRED
        if 0 < found.numerator < found.denominator or p not in (0, 1):
            assert abs((own - p) ** 2 - Z * Z * p * (1 - p) / found.denominator) < Decimal("1e-20")
    assert 0 <= found.low <= found.percent <= found.high <= HUNDRED


@given(shares)
def test_the_interval_of_the_others_is_its_mirror(found):
    others = share(found.denominator - found.numerator, found.denominator)

    assert half_up(others.low, 18) == half_up(HUNDRED - found.high, 18)
    assert half_up(others.high, 18) == half_up(HUNDRED - found.low, 18)


@given(shares, shares)
def test_the_difference_turned_round_is_the_same_difference(mine, theirs):
    there, back = difference_of_shares(mine, theirs), difference_of_shares(theirs, mine)

    assert there is not None
    assert back is not None
    assert (there.points, there.is_detectable) == (-back.points, back.is_detectable)
    assert half_up(there.low, 18) == -half_up(back.high, 18)
    assert there.low <= there.points <= there.high


@given(shares, st.integers(0, 100).map(Decimal))
def test_a_shrunk_share_lies_between_the_own_and_the_teams(own, team):
    shrunk = shrunk_percent(own.numerator, own.denominator, team_percent=team)

    low, high = sorted((own.percent, team))
    assert low - Decimal("1e-18") <= shrunk <= high + Decimal("1e-18")
    found = tier(own, team_percent=team)
    assert (found is None) == (own.denominator < TIER_FROM)
    if found == "above":
        assert own.percent > team
    if found == "below":
        assert own.percent < team


@given(ratings, st.sampled_from(sorted(POSITIVE_FROM)))
def test_satisfaction_counts_what_is_on_the_scale(given_ratings, scale):
    found = csat(given_ratings, scale=scale)

    on_scale = [rating for rating in given_ratings if rating in range(1, scale + 1)]
    assert (found.numerator, found.denominator) == (
        len([rating for rating in on_scale if rating >= POSITIVE_FROM[scale]]),
        len(on_scale),
    )


@given(shares, st.integers(0, 300))
def test_the_share_of_all_asked_lies_within_the_bounds_whatever_the_silent_think(answers, silent):
    bounds = csat_bounds(
        delivered=answers.denominator + silent, answers=answers.denominator, positive=answers.numerator
    )

    assert bounds is not None
    assert 0 <= bounds.low <= answers.percent <= bounds.high <= HUNDRED


days_of_two_centuries = st.dates(min_value=date(2000, 1, 1), max_value=date(2199, 1, 1))


@given(days_of_two_centuries, st.integers(0, 1098))
def test_the_period_before_ends_where_the_period_begins_and_is_as_long(first, days):
    period = Period(first, first + days * DAY)
    before = period.before()

    assert before.last + DAY == period.first
    whole_months = first.day == 1 and (period.last + DAY).day == 1
    if whole_months:
        assert before.first.day == 1
        assert _months(before) == _months(period)
    else:
        assert before.length == period.length


def _months(period: Period) -> int:
    end = period.last + DAY
    return (end.year - period.first.year) * 12 + end.month - period.first.month


@pytest.mark.parametrize("q", ["0.5", "0.9"])
def test_nothing_has_no_percentile(q):
    assert percentile_cont([], Decimal(q)) is None


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [("0.5", 0, "1"), ("2.5", 0, "3"), ("-0.5", 0, "-1"), ("0.0000005", 6, "0.000001"), ("0.00000049", 6, "0.000000")],
)
def test_a_half_goes_away_from_zero_whatever_stands_before_it(value, places, shown):
    assert half_up(Decimal(value), places) == Decimal(shown)


def test_twenty_answers_are_enough_for_a_tier_and_nineteen_are_not():
    assert tier(share(TIER_FROM, TIER_FROM), team_percent=Decimal(50)) is Tier.ABOVE
    assert tier(share(TIER_FROM - 1, TIER_FROM - 1), team_percent=Decimal(50)) is None


@pytest.mark.parametrize(("low", "is_detectable"), [("40", False), ("40.1", True)])
def test_a_difference_whose_interval_ends_at_zero_is_not_detectable(low, is_detectable):
    """50, from 40 up, against 40 exactly: the lower end is 10 - 10 = 0."""
    mine = Share(5, 10, Decimal(50), Decimal(low), Decimal(60))
    theirs = Share(4, 10, Decimal(40), Decimal(40), Decimal(40))

    found = difference_of_shares(mine, theirs)

    assert found is not None
    assert (found.low == 0, found.is_detectable) == (not is_detectable, is_detectable)
