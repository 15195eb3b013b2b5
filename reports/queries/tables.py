"""The tables of the reports as rows of plain cells: the same columns as on the screen, for a file."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.spreadsheets import Cell
from reports.enums import NOBODY
from reports.queries.people import named, people
from reports.queries.productivity import Productivity
from reports.queries.ratings import AgentRating, TeamRating
from reports.stats import Share, Tier, half_up

PERCENT_PLACES = 2

TIERS: dict[Tier, Promise] = {
    Tier.ABOVE: gettext_lazy("above the team"),
    Tier.BELOW: gettext_lazy("below the team"),
    Tier.NOT_DISTINGUISHABLE: gettext_lazy("not distinguishable"),
}
PRODUCTIVITY: dict[Promise, Callable[[Productivity], Cell]] = {
    gettext_lazy("Assigned"): lambda row: row.assigned,
    gettext_lazy("Tickets answered"): lambda row: row.replied,
    gettext_lazy("Replies"): lambda row: row.replies,
    gettext_lazy("Solved tickets"): lambda row: row.solved,
    gettext_lazy("First reply, cases"): lambda row: row.first_response.n,
    gettext_lazy("First reply, median (s)"): lambda row: _whole(row.first_response.median),
    gettext_lazy("First reply, 90th percentile (s)"): lambda row: _whole(row.first_response.p90),
    gettext_lazy("Calls answered"): lambda row: row.calls_answered,
    gettext_lazy("Talk time, mean (s)"): lambda row: _whole(row.talk.mean),
}


def productivity_table(rows: Sequence[Productivity]) -> list[list[Cell]]:
    """Headings, everybody together, then each agent, most solved first."""
    *agents, total = rows
    known = people([row.agent_id for row in agents if row.agent_id])
    table: list[list[Cell]] = [[_("Agent"), *(str(name) for name in PRODUCTIVITY)]]
    table.append([_("Everybody"), *(cell(total) for cell in PRODUCTIVITY.values())])
    table.extend(
        [named(row.agent_id or NOBODY, known)["name"], *(cell(row) for cell in PRODUCTIVITY.values())]
        for row in sorted(agents, key=lambda row: -row.solved)
        if row.has_work
    )
    return table


def rating_table(rows: Sequence[AgentRating], team: TeamRating) -> list[list[Cell]]:
    """Headings, the team, then each agent in the order of the report; too few answers leave their cells empty."""
    known = people([row.agent_id for row in rows])
    table: list[list[Cell]] = [
        [
            _("Agent"),
            _("Answers"),
            _("Positive"),
            _("Satisfied (%)"),
            _("Likely from (%)"),
            _("Likely to (%)"),
            _("Adjusted share (%)"),
            _("Mean, 1-5"),
            _("Against the team"),
        ],
        [_("Team"), team.share.denominator, *_share(team.share), None, _percent(team.mean), None],
    ]
    for row in rows:
        stands = row.standing
        shown = _share(stands.share) if stands.share else [None] * 4
        tier = str(TIERS[stands.tier]) if stands.tier else None
        evened, mean = _percent(stands.shrunk_percent), _percent(row.mean)
        table.append([named(row.agent_id, known)["name"], row.n, *shown, evened, mean, tier])
    return table


def _share(value: Share) -> list[Cell]:
    return [value.numerator, _percent(value.percent), _percent(value.low), _percent(value.high)]


def _percent(value: Decimal | None) -> Decimal | None:
    return None if value is None else half_up(value, PERCENT_PLACES)


def _whole(seconds: Decimal | None) -> Decimal | None:
    return None if seconds is None else half_up(seconds, 0)
