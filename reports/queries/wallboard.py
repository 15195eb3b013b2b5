"""One snapshot of now: the REST answer, the first socket message and every push. Source: metrics.md, section 12.

Waiting, due and open come from the state tables; what was done today comes from the facts of today, so that it is
the same number as the report for today.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection

from helpdesk.queries.live import AgentNow, DepartmentNow, agents_now, work_now
from helpdesk.queries.places import Place
from reports.periods import local_day
from reports.queries.arrivals import arrivals
from reports.stats import Share, csat, half_up, share

TODAY = """
    SELECT department_id,
           count(DISTINCT subject_id) FILTER (WHERE kind = 'resolution') AS solved,
           coalesce(array_agg(rating) FILTER (WHERE kind = 'rating'), '{}') AS ratings,
           count(*) FILTER (WHERE kind = 'call_offered') AS offered,
           count(*) FILTER (WHERE kind = 'call_offered' AND outcome = 'answered') AS answered,
           count(*) FILTER (WHERE kind = 'call_offered' AND in_time) AS answered_within,
           count(*) FILTER (WHERE kind = 'call_offered' AND outcome = 'abandoned') AS abandoned
    FROM reports_fact
    WHERE day = %(day)s AND department_id = ANY (%(departments)s) AND left_out = ''
    GROUP BY GROUPING SETS ((department_id), ())
"""


class Today(NamedTuple):
    """What was done since local midnight, in one department or (None) in all."""

    department_id: int | None
    solved: int
    csat: Share
    offered: int
    answered: int
    abandoned: int
    service_level: Share


class ScopeName(TypedDict):
    id: UUID | None  # None: all
    name: str | None


class ShareNow(TypedDict):
    n: int
    positive: int
    percent: float | None
    low: float | None
    high: float | None


class TicketsNow(TypedDict):
    waiting: int
    longest_waiting_since: datetime | None
    due_soon: int
    overdue: int
    open: int


class CallsNow(TypedDict):
    waiting: int
    longest_waiting_since: datetime | None
    answered_today: int
    offered_today: int
    abandoned_today: int
    service_level_percent: float | None


class AgentState(TypedDict):
    id: UUID
    name: str
    state: str
    since: datetime | None


class AgentsNow(TypedDict):
    free: int
    total: int
    by_state: list[AgentState]


class TodayNow(TypedDict):
    solved: int
    csat: ShareNow


class DepartmentLine(TypedDict):
    id: UUID
    name: str
    waiting: int
    longest_waiting_since: datetime | None
    due_soon: int
    overdue: int
    open: int
    agents_free: int
    agents_total: int
    solved: int
    csat_percent: float | None
    csat_n: int
    calls_waiting: int
    arrived: list[int]  # tickets and calls per quarter of an hour, the last four hours


class Wallboard(TypedDict):
    scope: ScopeName
    at: datetime
    tickets: TicketsNow
    calls: CallsNow
    agents: AgentsNow
    today: TodayNow
    arrived: list[int]
    departments: list[DepartmentLine]


def wallboard(places: Sequence[Place], *, is_one: bool, at: datetime, zone: ZoneInfo) -> Wallboard:
    """Now, in these departments and in each; `is_one` names the board after its only department.

    Four statements however many departments there are.
    """
    pks = [place.pk for place in places]
    now = work_now(pks, at=at)
    agents = agents_now(pks)
    done = today(pks, day=local_day(at, zone))
    came = arrivals(pks, at=at, zone=zone)
    scope = ScopeName(id=places[0].public_id, name=places[0].name) if is_one else ScopeName(id=None, name=None)
    return Wallboard(
        scope=scope,
        at=at,
        tickets=_tickets(list(now.values())),
        calls=_calls(list(now.values()), done[None]),
        agents=_agents(agents),
        today=TodayNow(solved=done[None].solved, csat=_share(done[None].csat)),
        arrived=[sum(counts) for counts in zip(*came.values(), strict=True)],
        departments=[
            _line(place, now[place.pk], done.get(place.pk, _nothing(place.pk)), agents, came[place.pk])
            for place in places
        ],
    )


def today(department_ids: Sequence[int], *, day: date) -> dict[int | None, Today]:
    """What was done on that local day, in each department that did anything and (None) in all together."""
    parameters: dict[str, Any] = {"day": day, "departments": list(department_ids)}
    with connection.cursor() as cursor:
        cursor.execute(TODAY, parameters)
        return {row[0]: _today(row) for row in cursor.fetchall()}


def _today(row: tuple[Any, ...]) -> Today:
    department_id, solved, ratings, offered, answered, within, abandoned = row
    return Today(
        department_id, solved, csat(ratings), offered, answered, abandoned, share(within, answered + abandoned)
    )


def _nothing(department_id: int) -> Today:
    return _today((department_id, 0, (), 0, 0, 0, 0))


def _tickets(departments: Sequence[DepartmentNow]) -> TicketsNow:
    return TicketsNow(
        waiting=sum(row.waiting for row in departments),
        longest_waiting_since=_earliest(row.longest_waiting_since for row in departments),
        due_soon=sum(row.due_soon for row in departments),
        overdue=sum(row.overdue for row in departments),
        open=sum(row.open for row in departments),
    )


def _calls(departments: Sequence[DepartmentNow], done: Today) -> CallsNow:
    return CallsNow(
        waiting=sum(row.calls_waiting for row in departments),
        longest_waiting_since=_earliest(row.calls_longest_since for row in departments),
        answered_today=done.answered,
        offered_today=done.offered,
        abandoned_today=done.abandoned,
        service_level_percent=_shown(done.service_level.percent),
    )


def _agents(agents: Sequence[AgentNow]) -> AgentsNow:
    return AgentsNow(
        free=sum(agent.is_free for agent in agents),
        total=sum(agent.is_in for agent in agents),
        by_state=[
            AgentState(id=agent.public_id, name=agent.name, state=agent.state, since=agent.since) for agent in agents
        ],
    )


def _line(
    place: Place, now: DepartmentNow, done: Today, agents: Sequence[AgentNow], arrived: list[int]
) -> DepartmentLine:
    here = [agent for agent in agents if place.pk in agent.department_ids]
    return DepartmentLine(
        id=place.public_id,
        name=place.name,
        waiting=now.waiting,
        longest_waiting_since=now.longest_waiting_since,
        due_soon=now.due_soon,
        overdue=now.overdue,
        open=now.open,
        agents_free=sum(agent.is_free for agent in here),
        agents_total=sum(agent.is_in for agent in here),
        solved=done.solved,
        csat_percent=_shown(done.csat.percent),
        csat_n=done.csat.denominator,
        calls_waiting=now.calls_waiting,
        arrived=arrived,
    )


def _share(value: Share) -> ShareNow:
    return ShareNow(
        n=value.denominator,
        positive=value.numerator,
        percent=_shown(value.percent),
        low=_shown(value.low),
        high=_shown(value.high),
    )


def _earliest(instants: Iterable[datetime | None]) -> datetime | None:
    return min((instant for instant in instants if instant is not None), default=None)


def _shown(value: Decimal | None) -> float | None:
    return None if value is None else float(half_up(value))
