"""What is said of a call when what is known of it has changed: it waits, it was answered, it is over."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from core.services import record
from helpdesk.call_enums import CallState
from helpdesk.call_records import CallRecord, Leg
from helpdesk.events import CallAnswered, CallEnded, CallQueued
from helpdesk.models import Call, CallQueue
from helpdesk.services.telephony import Telephony


def tell_call(call: Call, known: CallRecord, system: Telephony, queue: CallQueue | None, *, at: datetime) -> None:
    who: dict[str, Any] = {
        "subject_id": call.pk,
        "version": call.version,
        "actor_id": None,
        "at": at,
        "department_id": call.department_id,
    }
    match call.state:
        case CallState.WAITING:
            assert call.waiting_since is not None
            record(CallQueued(**who, queue=known.visits[-1].queue, waiting_since=call.waiting_since))
        case CallState.TALKING:
            assert call.answered_at is not None
            record(CallAnswered(**who, agent_id=call.agent_id, answered_at=call.answered_at))
        case _:
            record(_ended(call, known, system, queue, who))


def _ended(call: Call, known: CallRecord, system: Telephony, queue: CallQueue | None, who: dict[str, Any]) -> CallEnded:
    return CallEnded(
        **who,
        direction=call.direction,
        outcome=call.outcome,
        queue=call.queue_name,
        started_at=call.started_at,
        offered_at=call.queued_at,
        answered=call.answered_at is not None,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        customer_wait_seconds=call.customer_wait_seconds,
        connected_seconds=call.connected_seconds,
        talk_seconds=call.talk_seconds,
        hold_seconds=call.hold_seconds,
        wrap_seconds=call.wrap_seconds,
        threshold_seconds=queue.threshold_seconds if queue else 0,
        short_abandon_seconds=queue.short_abandon_seconds if queue else 0,
        agent_id=call.agent_id,
        contact_id=call.contact_id,
        legs=tuple(_leg_row(leg, system) for leg in known.legs),
        visits=tuple(
            {
                **_plain(asdict(visit)),
                "wait_seconds": visit.wait_seconds,
                "department_id": system.queues[visit.queue].department_id,
            }
            for visit in known.visits
        ),
        transfers=tuple({"kind": move.kind.value, "after_seconds": move.after_seconds} for move in known.transfers),
        suspect=tuple(call.suspect),
    )


def _leg_row(leg: Leg, system: Telephony) -> dict[str, Any]:
    return {
        "agent_id": system.member_id(leg.agent),
        "agent_name": leg.agent,
        "connected_seconds": leg.connected_seconds,
        "talk_seconds": leg.talk_seconds,
        **{key: value for key, value in _plain(asdict(leg)).items() if key not in {"agent", "rang_at"}},
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()}
