"""What `reports` computes, from the input of an example to its output. Only shapes change here; figures do not."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from reports.periods import local_day
from reports.stats import (
    POSITIVE_FROM,
    Share,
    csat,
    csat_bounds,
    difference_of_shares,
    mean,
    percentile_cont,
    share,
    spread,
    standing,
)

type Given = dict[str, Any]


def as_share(value: Share) -> dict[str, Any]:
    interval = None if value.low is None else [value.low, value.high]
    return {
        "numerator": value.numerator,
        "denominator": value.denominator,
        "value_pct": value.percent,
        "wilson95_pct": interval,
    }


def wilson_interval(given: Given) -> dict[str, Any]:
    return as_share(share(given["numerator"], given["denominator"]))


def percentile(given: Given) -> dict[str, Any]:
    return {"value": percentile_cont(given["values"], given["q"])}


def spread_of_values(given: Given) -> dict[str, Any]:
    found = spread(given["values_s"])
    return {**found._asdict(), "no_value": sum(value is None for value in given["values_s"])}


def difference(given: Given) -> dict[str, Any]:
    found = difference_of_shares(share(*given["a"]), share(*given["b"]))
    assert found
    return {
        "difference_pp": found.points,
        "interval_pp": [found.low, found.high],
        "verdict": "different" if found.is_detectable else "no_detectable_difference",
    }


def csat_of_ratings(given: Given) -> dict[str, Any]:
    scale = given["scale"]
    answered = [rating for rating in given["ratings"] if rating is not None]
    on_scale = [rating for rating in answered if 1 <= rating <= scale]
    return {
        "csat_score": as_share(csat(answered, scale=scale)),
        "csat_mean": mean(on_scale),
        "positive_from": POSITIVE_FROM[scale],
        "no_answer": len(given["ratings"]) - len(answered),
        "invalid": len(answered) - len(on_scale),
    }


def bounds(given: Given) -> dict[str, Any]:
    found = csat_bounds(delivered=given["delivered"], answers=given["answered"], positive=given["positive"])
    assert found
    return {
        "observed_pct": share(given["positive"], given["answered"]).percent,
        "worst_pct": found.low,
        "best_pct": found.high,
        "response_rate_pct": share(given["answered"], given["delivered"]).percent,
    }


def agent_rating(given: Given) -> dict[str, Any]:
    team = given["team_share"] * 100
    return {"agents": {name: _standing(**agent, team=team) for name, agent in given["agents"].items()}}


def _standing(*, n: int, positive: int, team: Decimal) -> dict[str, Any]:
    found = standing(positive, n, team_percent=team)
    own = found.share
    return {
        "shown": found.shown,
        "raw_pct": own.percent if own else None,
        "wilson95_pct": [own.low, own.high] if own else None,
        "shrunk_pct": found.shrunk_percent,
        "tier": found.tier.value if found.tier else None,
    }


def received_by_month(given: Given) -> dict[str, Any]:
    zone = ZoneInfo(given["tz"])
    days = [local_day(datetime.fromisoformat(at), zone) for at in given["received_at"]]
    months = Counter(f"{day:%Y-%m}" for day in days)
    return {"groups": dict(months), "total": months.total()}


CALCULATORS: dict[str, Callable[[Given], dict[str, Any]]] = {
    "STW-1": wilson_interval,
    "STW-2": wilson_interval,
    "STW-3": wilson_interval,
    "STP-1": percentile,
    "STD-1": difference,
    "STA-1": spread_of_values,
    "CST-1": csat_of_ratings,
    "CST-2": csat_of_ratings,
    "CST-3": csat_of_ratings,
    "BND-1": bounds,
    "RNK-1": agent_rating,
    "PER-1": received_by_month,
}
