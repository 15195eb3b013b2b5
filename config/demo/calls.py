"""Calls of the last weeks: in by a queue, answered by somebody, or not; a few with their recording."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from config.demo.clock import SHIFT, arrivals, soon
from config.demo.stage import Stage
from config.demo.writing import Customer
from helpdesk.call_enums import CallDirection, CallOutcome, EndedBy, LegResult, VisitResult
from helpdesk.call_records import CallRecord, Leg, Visit
from helpdesk.models import Call, Ticket
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
    queues = {key: fields["name"] for key, fields in stage.plan.departments.items()}
    map_queues(provider=PROVIDER, names=queues.values(), given={})
    logins = {person.login: f"{person.login}@{stage.plan.domain}" for person in stage.plan.people if person.departments}
    map_agents(provider=PROVIDER, names=logins, given=logins)
    system = telephony(PROVIDER)
    begun = arrivals(stage.random, count=stage.plan.calls, end=stage.now, days=days, zone=stage.zone)
    for number, at in enumerate(begun):
        _play(stage, system, number, at.astimezone(UTC), queues, stage.random.choice(customers))
    _play_recorded(stage, system, queues, customers)
    return len(begun) + len(RECORDED)


def _play(
    stage: Stage, system: Telephony, number: int, at: datetime, queues: dict[str, str], customer: Customer
) -> None:
    key = stage.random.choice(list(queues))
    wait = timedelta(seconds=stage.random.expovariate(1 / 24))
    answered = _open(stage, at) and wait < timedelta(seconds=stage.random.expovariate(1 / GIVES_UP_AFTER) + 8)
    talk = soon(stage.random, 4.5)
    known = _call(stage, f"{stage.plan.seed}-{number}", key, queues[key], at, wait, talk, customer, answered=answered)
    save_call(system=system, known=known, at=known.ended_at or at)


def _play_recorded(stage: Stage, system: Telephony, queues: dict[str, str], customers: list[Customer]) -> None:
    """As long as what is heard in them; the newest is tied to a ticket of its customer."""
    for number, name in enumerate(RECORDED):
        sound, truth = RECORDINGS / f"{name}.wav", RECORDINGS / f"{name}.truth.json"
        if not sound.exists():
            continue
        talk = timedelta(seconds=json.loads(truth.read_text())["duration_s"])
        at = _shift_time(stage, back=number + 1)
        ticket = Ticket.objects.filter(opened_at__lt=at).order_by("-opened_at").select_related("contact").first()
        customer = stage.random.choice(customers)
        key = "billing" if "billing" in name else "support"
        known = _call(
            stage, f"recorded-{name}", key, queues[key], at, timedelta(seconds=11 + number), talk, customer, answered=True
        )
        call = save_call(system=system, known=known, at=known.ended_at or at).call
        attach_recording(call=call, content=sound.read_bytes(), name=sound.name, at=known.ended_at or at)
        if ticket and number == 0:
            link_call(
                call_id=call.public_id, ticket_id=ticket.public_id, actor=stage.members["supervisor"], at=stage.now
            )


def _call(
    stage: Stage,
    external_id: str,
    key: str,
    queue: str,
    at: datetime,
    wait: timedelta,
    talk: timedelta,
    customer: Customer,
    *,
    answered: bool,
) -> CallRecord:
    left_at = at + wait
    ended_at = left_at + talk if answered else left_at
    result = VisitResult.ANSWERED if answered else VisitResult.ABANDONED
    leg = Leg(
        agent=stage.random.choice(stage.agents(key)).login,
        queue=queue,
        result=LegResult.COMPLETED,
        rang_at=left_at - timedelta(seconds=4),
        answered_at=left_at,
        left_at=ended_at,
        ring_seconds=4,
        hold_seconds=0,
        wrap_seconds=round(stage.random.expovariate(1 / 40)),
    )
    return CallRecord(
        external_id=external_id,
        direction=CallDirection.IN,
        started_at=at - timedelta(seconds=6),
        visits=(Visit(queue=queue, entered_at=at, left_at=left_at, result=result, position=1),),
        legs=(leg,) if answered else (),
        caller_number=f"+44 20 7946 0{stage.random.randrange(1000):03}",  # a range kept free for fiction
        caller_name=customer.name,
        ended_at=ended_at,
        ended_by=EndedBy.CUSTOMER if stage.random.random() < 0.6 or not answered else EndedBy.AGENT,  # noqa: PLR2004
        outcome=CallOutcome.ANSWERED if answered else CallOutcome.ABANDONED,
    )


def _open(stage: Stage, at: datetime) -> bool:
    local = at.astimezone(stage.zone)
    return SHIFT[0] <= local.hour * 60 + local.minute < SHIFT[1]


def _shift_time(stage: Stage, *, back: int) -> datetime:
    """In the forenoon, `back` working days ago."""
    day = stage.now.astimezone(stage.zone)
    while back:
        day -= timedelta(days=1)
        back -= day.weekday() < 5  # noqa: PLR2004 — Saturday
    return day.replace(hour=10, minute=12, second=0, microsecond=0).astimezone(UTC)


def recorded_calls() -> list[Call]:
    """The newest first."""
    return list(Call.objects.filter(recordings__isnull=False).order_by("-started_at"))
