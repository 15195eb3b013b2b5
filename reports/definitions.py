"""What every figure means, in words: the text behind "How is this counted?". Source: metrics.md.

A definition changes by a higher `version`, never in silence: a new version is a new series.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.enums import LeftOut
from reports.stats import SHOWN_FROM, SHRINK_STRENGTH, TIER_FROM

CALENDAR_OR_WORKING = _("Calendar time or working time, as chosen above the report")
CALENDAR = _("Calendar time")
NO_CLOCK = _("None: this is a number of things, not a duration")
DAY_OF_EVENT = _("The day it happened, in the organization's time zone. Later events do not change a past day.")
DAY_OF_CALL = _("The day the call first entered a queue, in the organization's time zone.")
DAY_OF_ANSWER = _("The day the customer answered, in the organization's time zone.")
NOW = _("This moment; it changes with every event.")
DISTINCT = _("A ticket counts once, however often it happened in the period. Days and people therefore do not add up.")
NO_TEST_TICKETS = _("Spam, test and internal tickets")


@dataclass(frozen=True)
class Definition:
    """One figure. `left_out` names the reasons that are counted beside it."""

    code: str
    metric: str  # its name in metrics.md
    name: Promise
    sentence: Promise
    formula: Promise
    period_rule: Promise
    clock: Promise = NO_CLOCK
    exclusions: Sequence[Promise] = ()
    left_out: Sequence[LeftOut] = ()
    settings: dict[str, int] = field(default_factory=dict)
    version: int = 1


_ALL = [
    Definition(
        code="received",
        metric="tickets_received",
        name=_("Tickets received"),
        sentence=_("Tickets that customers opened."),
        formula=_("Number of tickets created by a customer."),
        period_rule=DAY_OF_EVENT,
        exclusions=[_("Tickets opened by an agent"), NO_TEST_TICKETS],
        left_out=[LeftOut.OUTBOUND],
    ),
    Definition(
        code="assigned",
        metric="agent_productivity",
        name=_("Assigned"),
        sentence=_("Tickets that were given to the agent, or taken by them."),
        formula=_("Number of different tickets assigned to the agent in the period."),
        period_rule=DAY_OF_EVENT,
        exclusions=[DISTINCT],
    ),
    Definition(
        code="replied",
        metric="agent_productivity",
        name=_("Tickets answered"),
        sentence=_("Tickets in which the agent wrote to the customer."),
        formula=_("Number of different tickets with a public reply by the agent in the period."),
        period_rule=DAY_OF_EVENT,
        exclusions=[DISTINCT, _("Internal notes and automatic messages")],
    ),
    Definition(
        code="replies",
        metric="agent_productivity",
        name=_("Replies"),
        sentence=_("Messages the agent wrote to customers."),
        formula=_("Number of public replies; each belongs to its author, whoever the ticket is assigned to."),
        period_rule=DAY_OF_EVENT,
        exclusions=[_("Internal notes and automatic messages")],
    ),
    Definition(
        code="solved",
        metric="solved",
        name=_("Solved tickets"),
        sentence=_("Tickets that were solved."),
        formula=_(
            "Number of different tickets solved in the period. They belong to whoever the ticket was assigned to at"
            " that moment, or to the person who solved it if nobody was."
        ),
        period_rule=DAY_OF_EVENT,
        exclusions=[DISTINCT],
    ),
    Definition(
        code="first_response",
        metric="first_response_time",
        name=_("First response"),
        sentence=_("How long a customer waits for the first human answer."),
        formula=_(
            "From the customer's first message to the first public reply by a person. Half of the customers waited at"
            " most the median, nine in ten at most the 90th percentile."
        ),
        period_rule=_("The day of the reply, in the organization's time zone."),
        clock=CALENDAR_OR_WORKING,
        exclusions=[
            _("Tickets without a reply yet: they have no value, not zero"),
            _("Tickets opened by an agent"),
            _("Automatic replies and internal notes do not end the wait"),
        ],
    ),
    Definition(
        code="calls_answered",
        metric="agent_productivity",
        name=_("Calls answered"),
        sentence=_("Incoming calls the agent took."),
        formula=_("Number of different incoming calls with a part answered by the agent."),
        period_rule=DAY_OF_CALL,
        exclusions=[_("Outgoing calls"), _("Calls that only rang")],
    ),
    Definition(
        code="talk",
        metric="average_talk_time",
        name=_("Talk time"),
        sentence=_("How long the agent talks in a call."),
        formula=_("From connecting to leaving, without the time on hold; total and mean per answered incoming call."),
        period_rule=DAY_OF_CALL,
        clock=CALENDAR,
        exclusions=[_("Outgoing calls"), _("Calls whose talk time the telephone system does not tell")],
    ),
    Definition(
        code="rating",
        metric="agent_rating",
        name=_("Positive ratings"),
        sentence=_("How customers rate the tickets that belong to an agent."),
        formula=_(
            "Ratings of 4 or 5 divided by all ratings, with a 95 % interval (Wilson). A rating belongs to whoever the"
            " ticket was assigned to when it was solved, or to the person who solved it if nobody was."
        ),
        period_rule=DAY_OF_ANSWER,
        exclusions=[
            _("Ratings that a machine may have sent: they are listed, not counted"),
            _("With fewer than 5 ratings only the comments are shown, no number"),
        ],
        left_out=[LeftOut.SUSPECT],
        settings={"shown_from": SHOWN_FROM},
    ),
    Definition(
        code="tier",
        metric="agent_rating",
        name=_("Compared with the team"),
        sentence=_("Whether an agent's ratings really differ from the team's."),
        formula=_(
            "Above or below only if the whole 95 % interval lies above or below the team's share; otherwise the"
            " difference may be chance. There are no places within a group."
        ),
        period_rule=DAY_OF_ANSWER,
        exclusions=[_("With fewer than 20 ratings nobody is compared")],
        settings={"tier_from": TIER_FROM},
    ),
    Definition(
        code="shrunk",
        metric="agent_rating",
        name=_("Adjusted share"),
        sentence=_("The share that orders the list, careful with few ratings."),
        formula=_(
            "As if the agent had 20 more ratings with the team's share: five perfect ratings do not overtake a hundred"
            " good ones."
        ),
        period_rule=DAY_OF_ANSWER,
        settings={"shrink_strength": SHRINK_STRENGTH},
    ),
    Definition(
        code="csat",
        metric="csat_score",
        name=_("Satisfaction"),
        sentence=_("How satisfied customers are with how their ticket was handled."),
        formula=_("Ratings of 4 or 5 divided by all ratings, with a 95 % interval (Wilson); beside it the mean."),
        period_rule=DAY_OF_ANSWER,
        exclusions=[
            _("Ratings that a machine may have sent: they are listed, not counted"),
            _("Customers who did not answer are in no number"),
        ],
        left_out=[LeftOut.SUSPECT],
    ),
    Definition(
        code="waiting",
        metric="waiting_now",
        name=_("Waiting now"),
        sentence=_("Tickets and calls in which a customer is waiting for a person."),
        formula=_("Open tickets whose latest word is the customer's, and calls in a queue."),
        period_rule=NOW,
        clock=CALENDAR,
        exclusions=[_("A polite thank-you and automatic replies start no wait"), NO_TEST_TICKETS],
    ),
    Definition(
        code="due_soon",
        metric="sla_at_risk",
        name=_("Due within an hour"),
        sentence=_("Tickets whose first answer is due within the next hour."),
        formula=_("Open tickets without a human answer, due in at most 60 minutes and not late yet."),
        period_rule=NOW,
        clock=CALENDAR,
        settings={"soon_seconds": 3600},
    ),
    Definition(
        code="overdue",
        metric="sla_clock",
        name=_("Late"),
        sentence=_("Tickets whose first answer is late."),
        formula=_("Open tickets without a human answer whose due time has passed. It follows from working hours."),
        period_rule=NOW,
        clock=_("Working time of the department"),
    ),
    Definition(
        code="open",
        metric="backlog",
        name=_("Open tickets"),
        sentence=_("Tickets that are not solved."),
        formula=_("Number of tickets that are new, open, pending or on hold."),
        period_rule=NOW,
        exclusions=[NO_TEST_TICKETS],
    ),
    Definition(
        code="service_level",
        metric="service_level",
        name=_("Service level"),
        sentence=_("Share of callers answered in time."),
        formula=_(
            "Calls answered within the threshold of their queue (20 seconds unless set otherwise) divided by answered"
            " and abandoned calls."
        ),
        period_rule=_("Since midnight, by the first queue entry, in the organization's time zone."),
        clock=CALENDAR,
        exclusions=[_("Callers who hang up within 5 seconds"), _("Calls sent elsewhere, callers still waiting")],
        settings={"threshold_seconds": 20, "short_abandon_seconds": 5},
    ),
    Definition(
        code="agents",
        metric="agents_by_state",
        name=_("Agents"),
        sentence=_("Who is there, and what they are doing."),
        formula=_("Free are those who are available, out of all who are not offline."),
        period_rule=NOW,
    ),
]
DEFINITIONS = {definition.code: definition for definition in _ALL}
VERSIONS = " ".join(f"{definition.code}.{definition.version}" for definition in _ALL)
