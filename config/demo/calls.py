"""Calls of the last weeks: in by a queue, answered by somebody, or not; a few with their recording."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from config.demo.clock import SHIFT, arrivals, soon
from config.demo.stage import Stage
from config.demo.writing import Customer
from helpdesk.call_enums import CallDirection, CallOutcome, EndedBy, LegResult, VisitResult
from helpdesk.call_records import CallRecord, Leg, Visit
from helpdesk.models import Ticket
from helpdesk.services.call_saving import save_call
from helpdesk.services.calls import link_call
from helpdesk.services.recordings import attach_recording
from helpdesk.services.telephony import Telephony, map_agents, map_queues, telephony

PROVIDER = "demo-pbx"
RECORDINGS = Path(settings.ROOT) / "tests/data/recordings"
RECORDED = ("billing-refund", "router-help", "angry-cancellation", "card-payment")  # synthetic voices
GIVES_UP_AFTER = 95  # seconds, about


def play_calls(stage: Stage, customers: list[Customer], *, days: int) -> int:
    """Write the calls of the last `days`; returns how many."""
    names = [department.name for department in stage.departments.values()]
    map_queues(provider=PROVIDER, names=names, given={})
    logins = {person.login: f"{person.login}@{stage.plan.domain}" for person in stage.plan.people if person.departments}
    map_agents(provider=PROVIDER, names=logins, given=logins)
    system = telephony(PROVIDER)
    begun = arrivals(stage.random, count=stage.plan.calls, end=stage.now, days=days, zone=stage.zone)
    for number, at in enumerate(begun):
        _play(stage, system, number, at.astimezone(UTC), stage.random.choice(customers))
    _play_recorded(stage, system, customers)
    return len(begun) + len(RECORDED)


class Ring(NamedTuple):
    """One call before it is written down."""

    external_id: str
    department: str  # key
    at: datetime
    wait: timedelta
    talk: timedelta  # none of it, if nobody answered
    is_answered: bool


def _play(stage: Stage, system: Telephony, number: int, at: datetime, customer: Customer) -> None:
    wait = timedelta(seconds=stage.random.expovariate(1 / 24))
    patience = timedelta(seconds=stage.random.expovariate(1 / GIVES_UP_AFTER) + 8)
    ring = Ring(
        external_id=f"{stage.plan.seed}-{number}",
        department=stage.random.choice(list(stage.departments)),
        at=at,
        wait=wait,
        talk=soon(stage.random, 4.5),
        is_answered=_is_open(stage, at) and wait < patience,
    )
    known = _known(stage, ring, customer)
    save_call(system=system, known=known, at=known.ended_at or at)


def _play_recorded(stage: Stage, system: Telephony, customers: list[Customer]) -> None:
    """As long as what is heard in them; the newest is tied to a ticket."""
    for number, name in enumerate(RECORDED):
        sound, truth = RECORDINGS / f"{name}.wav", RECORDINGS / f"{name}.truth.json"
        if not sound.exists():
            continue
        ring = Ring(
            external_id=f"recorded-{name}",
            department="billing" if "billing" in name else "support",
            at=_shift_time(stage, back=number + 1),
            wait=timedelta(seconds=11 + number),
            talk=timedelta(seconds=json.loads(truth.read_text())["duration_s"]),
            is_answered=True,
        )
        known = _known(stage, ring, stage.random.choice(customers))
        over = known.ended_at or ring.at
        call = save_call(system=system, known=known, at=over).call
        attach_recording(call=call, content=sound.read_bytes(), name=sound.name, at=over)
        ticket = Ticket.objects.filter(opened_at__lt=ring.at).order_by("-opened_at").first()
        if ticket and number == 0:
            link_call(
                call_id=call.public_id, ticket_id=ticket.public_id, actor=stage.members["supervisor"], at=stage.now
            )


def _known(stage: Stage, ring: Ring, customer: Customer) -> CallRecord:
    queue = stage.departments[ring.department].name
    left_at = ring.at + ring.wait
    ended_at = left_at + ring.talk if ring.is_answered else left_at
    result = VisitResult.ANSWERED if ring.is_answered else VisitResult.ABANDONED
    leg = Leg(
        agent=stage.random.choice(stage.agents(ring.department)).login,
        queue=queue,
        result=LegResult.COMPLETED,
        rang_at=left_at - timedelta(seconds=4),
        answered_at=left_at,
        left_at=ended_at,
        ring_seconds=4,
        hold_seconds=0,
        wrap_seconds=round(stage.random.expovariate(1 / 40)),
    )
    by_customer = stage.random.random() < 0.6 or not ring.is_answered  # noqa: PLR2004 — share that hangs up first
    return CallRecord(
        external_id=ring.external_id,
        direction=CallDirection.IN,
        started_at=ring.at - timedelta(seconds=6),
        visits=(Visit(queue=queue, entered_at=ring.at, left_at=left_at, result=result, position=1),),
        legs=(leg,) if ring.is_answered else (),
        caller_number=f"+4420794{stage.random.randrange(60000, 61000):05}",  # a range kept free for fiction
        caller_name=customer.name,
        ended_at=ended_at,
        ended_by=EndedBy.CUSTOMER if by_customer else EndedBy.AGENT,
        outcome=CallOutcome.ANSWERED if ring.is_answered else CallOutcome.ABANDONED,
    )


def _is_open(stage: Stage, at: datetime) -> bool:
    local = at.astimezone(stage.zone)
    return SHIFT[0] <= local.hour * 60 + local.minute < SHIFT[1]


def _shift_time(stage: Stage, *, back: int) -> datetime:
    """In the forenoon, `back` working days ago."""
    day = stage.now.astimezone(stage.zone)
    while back:
        day -= timedelta(days=1)
        back -= day.weekday() < 5  # noqa: PLR2004 — Saturday
    return day.replace(hour=10, minute=12, second=0, microsecond=0).astimezone(UTC)
