"""Agent rating: what customers said of the work credited to each agent. Source: metrics.md `agent_rating`."""

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from reports.enums import NOBODY
from reports.periods import Period
from reports.queries.productivity import SELECTED, parameters
from reports.queries.scope import Scope
from reports.stats import SHOWN_FROM, Share, Standing, csat, mean, standing

RATINGS = f"SELECT agent_id, rating, count(*) FROM ({SELECTED}) AS chosen, unnest(ratings) AS rating GROUP BY 1, 2"  # noqa: S608 — ours


class AgentRating(NamedTuple):
    """One agent's ratings; `standing` holds back what too few answers cannot carry."""

    agent_id: int
    n: int
    mean: Decimal | None  # None while hidden
    standing: Standing


class TeamRating(NamedTuple):
    """Everybody's ratings together. `withheld`: the reader could work out a colleague's."""

    share: Share
    mean: Decimal | None
    withheld: bool


def ratings(*, period: Period, scope: Scope) -> tuple[list[AgentRating], TeamRating]:
    """Ordered by the shrunk share, highest first; agents without a number last.

    A reader of the own figures only is compared with the departments they work in, and only if at least five
    answers there are other people's.
    """
    everybody = _given(period, scope._replace(agent_id=None, department_ids=_team_departments(scope)))
    mine = everybody if scope.agent_id is None else _given(period, scope)
    all_given = [rating for given in everybody.values() for rating in given.elements()]
    team = csat(all_given)
    own = sum(mine[scope.agent_id].values()) if scope.agent_id in mine else 0
    withheld = scope.agent_id is not None and team.denominator - own < SHOWN_FROM
    team_percent = None if withheld else team.percent
    rows = [_agent(agent_id, given, team_percent) for agent_id, given in mine.items() if agent_id != NOBODY]
    if withheld:
        return rows, TeamRating(Share(0, 0, None, None, None), None, withheld=True)
    return sorted(rows, key=_order, reverse=True), TeamRating(team, mean(all_given), withheld=False)


def _agent(agent_id: int, given: Counter[int], team_percent: Decimal | None) -> AgentRating:
    values = list(given.elements())
    own = csat(values)
    stands = standing(own.numerator, own.denominator, team_percent=team_percent)
    return AgentRating(agent_id, own.denominator, mean(values) if stands.shown else None, stands)


def _order(row: AgentRating) -> tuple[bool, Decimal, int]:
    return row.standing.shown, row.standing.shrunk_percent or Decimal(0), row.n


def _team_departments(scope: Scope) -> tuple[int, ...] | None:
    if scope.agent_id is not None and scope.department_ids is None:
        return tuple(place.pk for place in scope.places)
    return scope.department_ids


def _given(period: Period, scope: Scope) -> dict[int, Counter[int]]:
    """Per agent, how often each rating was given."""
    found: dict[int, Counter[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(RATINGS, parameters(period, scope))
        for agent_id, rating, times in cursor.fetchall():
            found.setdefault(agent_id, Counter())[rating] = times
    return found
