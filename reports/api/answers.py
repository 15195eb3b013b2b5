"""From figures to what is sent: numbers rounded half-up to six decimals, people by name."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reports.periods import Period
from reports.queries.days import Day
from reports.queries.people import Person, named
from reports.queries.productivity import NOT_ADDITIVE, Productivity
from reports.queries.ratings import AgentRating, TeamRating
from reports.stats import Share, Spread, half_up


def shown(value: Decimal | None) -> float | None:
    return None if value is None else float(half_up(value))


def spread_of(value: Spread) -> dict[str, Any]:
    return {"n": value.n, "mean": shown(value.mean), "median": shown(value.median), "p90": shown(value.p90)}


def share_of(value: Share) -> dict[str, Any]:
    return {
        "n": value.denominator,
        "positive": value.numerator,
        "percent": shown(value.percent),
        "low": shown(value.low),
        "high": shown(value.high),
    }


def period_of(period: Period) -> dict[str, Any]:
    return {"from": period.first, "to": period.last}


def figures(row: Productivity) -> dict[str, Any]:
    return {
        "assigned": row.assigned,
        "replied": row.replied,
        "replies": row.replies,
        "solved": row.solved,
        "calls_answered": row.calls_answered,
        "first_response": spread_of(row.first_response),
        "talk": {**spread_of(row.talk), "total_seconds": float(row.talk_seconds)},
    }


def total(row: Productivity) -> dict[str, Any]:
    return {
        **figures(row),
        "received": row.received,
        "calls_offered": row.calls_offered,
        "calls_abandoned": row.calls_abandoned,
        "not_additive": list(NOT_ADDITIVE),
    }


def rating(row: AgentRating, known: dict[int, Person]) -> dict[str, Any]:
    stands = row.standing
    numbers = (
        share_of(stands.share) if stands.share else {**share_of(Share(0, row.n, None, None, None)), "positive": None}
    )
    return {
        "agent": named(row.agent_id, known),
        **numbers,
        "mean": shown(row.mean),
        "shrunk_percent": shown(stands.shrunk_percent),
        "tier": stands.tier,
        "shown": stands.shown,
    }


def team(value: TeamRating) -> dict[str, Any]:
    return {**share_of(value.share), "mean": shown(value.mean), "withheld": value.withheld}


def chart(days: Sequence[Day]) -> list[dict[str, Any]]:
    """The days of a period, as a chart draws them."""
    return [
        {
            **day._asdict(),
            "csat": share_of(day.csat),
            "first_response_median": shown(day.first_response_median),
            "talk_mean": shown(day.talk_mean),
        }
        for day in days
    ]
