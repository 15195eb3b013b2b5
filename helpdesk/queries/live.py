"""What is going on right now, read from the state tables over their partial indexes. Source: metrics.md, section 12."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from accounts.enums import Role
from accounts.permissions import PERMISSIONS, Reach
from helpdesk.enums import ACTIVE, PresenceState

SOON = timedelta(hours=1)
WORKERS = sorted(role for role in Role if PERMISSIONS["ticket.reply"][role] is not Reach.NONE)
_OPEN = ", ".join(f"'{status}'" for status in sorted(ACTIVE))

# A lateral per department, so that each reads its own stretch of the index of open tickets.
_WORK = f"""
    SELECT wanted.id, tickets.*, calls.*
    FROM unnest(%(departments)s::bigint[]) AS wanted(id)
    CROSS JOIN LATERAL (
        SELECT count(*) AS open, count(waiting_since) AS waiting, min(waiting_since) AS longest,
               count(*) FILTER (WHERE runs AND first_response_due_at >= %(at)s
                                  AND first_response_due_at <= %(soon)s) AS due_soon,
               count(*) FILTER (WHERE runs AND first_response_due_at < %(at)s) AS overdue,
               least(min(first_response_due_at) FILTER (WHERE runs AND first_response_due_at >= %(at)s),
                     min(first_response_due_at) FILTER (WHERE runs AND first_response_due_at > %(soon)s)
                         - %(ahead)s) AS next_change_at
        FROM helpdesk_ticket
        CROSS JOIN LATERAL (SELECT first_responded_at IS NULL AND first_solved_at IS NULL
                                   AND first_response_due_at IS NOT NULL AS runs) AS clock
        WHERE department_id = wanted.id AND status IN ({_OPEN}) AND excluded_reason = ''
    ) AS tickets
    CROSS JOIN LATERAL (
        SELECT count(*) AS calls_waiting, min(waiting_since) AS calls_longest
        FROM helpdesk_call WHERE department_id = wanted.id AND state = 'waiting'
          AND waiting_since > %(at)s::timestamptz - interval '4 hours'  -- whose end was never told waits no more
    ) AS calls
"""  # noqa: S608 — statuses of this code
_AGENTS = """
    SELECT member.id, member.public_id, person.name, coalesce(presence.state, %(offline)s),
           presence.started_at, array_agg(place.department_id)
    FROM accounts_membership AS member
    JOIN helpdesk_departmentmember AS place ON place.membership_id = member.id
    JOIN accounts_user AS person ON person.id = member.user_id
    LEFT JOIN helpdesk_presence AS presence ON presence.membership_id = member.id AND presence.ended_at IS NULL
    WHERE place.department_id = ANY (%(departments)s) AND member.ended_at IS NULL AND member.role = ANY (%(workers)s)
    GROUP BY member.id, member.public_id, person.name, presence.state, presence.started_at
"""


class DepartmentNow(NamedTuple):
    """The open work of one department. Due and overdue are about the first response."""

    department_id: int
    open: int
    waiting: int  # tickets whose customer's last word is unanswered
    longest_waiting_since: datetime | None
    due_soon: int  # within the hour
    overdue: int
    next_change_at: datetime | None  # when `due_soon` or `overdue` changes although nothing happens
    calls_waiting: int
    calls_longest_since: datetime | None


class AgentNow(NamedTuple):
    """What one member who answers customers is doing."""

    pk: int
    public_id: UUID
    name: str
    state: str
    since: datetime | None  # None: never said
    department_ids: frozenset[int]

    @property
    def is_free(self) -> bool:
        return self.state == PresenceState.AVAILABLE

    @property
    def is_in(self) -> bool:
        return self.state != PresenceState.OFFLINE


def work_now(department_ids: Collection[int], *, at: datetime) -> dict[int, DepartmentNow]:
    """The open work of each of these departments as of `at`, in one statement.

    Solving without a word decided the first response; reopening does not start it again (metrics.md 4.1).
    Source: metrics.md `waiting_now`, `sla_at_risk` (due in 1 h, overdue), `backlog`.
    """
    parameters: dict[str, Any] = {"departments": list(department_ids), "at": at, "soon": at + SOON, "ahead": SOON}
    with connection.cursor() as cursor:
        cursor.execute(_WORK, parameters)
        return {row[0]: DepartmentNow(*row) for row in cursor.fetchall()}


def agents_now(department_ids: Collection[int]) -> list[AgentNow]:
    """Everybody who answers customers in these departments: by state, then the longest in it first.

    Source: metrics.md `agents_by_state`.
    """
    parameters: dict[str, Any] = {
        "departments": list(department_ids),
        "workers": WORKERS,
        "offline": PresenceState.OFFLINE.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_AGENTS, parameters)
        agents = [_agent(*row) for row in cursor.fetchall()]
    order = [state.value for state in PresenceState]
    return sorted(agents, key=lambda agent: (order.index(agent.state), agent.since is None, agent.since, agent.name))


def _agent(pk: int, public_id: UUID, name: str, *doing: Any) -> AgentNow:
    """One row of _AGENTS: what somebody does, since when, and where."""
    state, since, departments = doing
    return AgentNow(pk, public_id, name, state, since, frozenset(departments))
