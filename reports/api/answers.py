"""From figures to what is sent: numbers rounded half-up to six decimals, people by name."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from reports.enums import NOBODY
from reports.periods import Period
from reports.queries.days import Day
from reports.queries.people import Person
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


def person(agent_id: int, named: Mapping[int, Person]) -> Person:
    """By name; what nobody is credited with has a row of its own, so that rows add up."""
    if agent_id == NOBODY or agent_id not in named:
        return Person(id=None, name=_("Nobody in particular"))
    return named[agent_id]


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


def has_work(row: Productivity) -> bool:
    """Whether anything is credited to this row; a day's received tickets alone belong to no person."""
    return any((row.assigned, row.replies, row.solved, row.calls_answered))


def total(row: Productivity) -> dict[str, Any]:
    return {
        **figures(row),
        "received": row.received,
        "calls_offered": row.calls_offered,
        "calls_abandoned": row.calls_abandoned,
        "not_additive": list(NOT_ADDITIVE),
    }


def rating(row: AgentRating, named: Mapping[int, Person]) -> dict[str, Any]:
    stands = row.standing
    numbers = (
        share_of(stands.share) if stands.share else {**share_of(Share(0, row.n, None, None, None)), "positive": None}
    )
    return {
        "agent": person(row.agent_id, named),
        **numbers,
        "mean": shown(row.mean),
        "shrunk_percent": shown(stands.shrunk_percent),
        "tier": stands.tier,
        "shown": stands.shown,
    }


def team(value: TeamRating) -> dict[str, Any]:
    return {**share_of(value.share), "mean": shown(value.mean), "withheld": value.withheld}


def chart(days: Sequence[Day]) -> list[dict[str, Any]]:
    return [{**day._asdict(), "csat": share_of(day.csat)} for day in days]
