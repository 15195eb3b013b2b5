"""A stored call in the words its source used, to be compared with what the source says now."""

from typing import Any

from helpdesk.call_enums import CallDirection, CallOutcome, EndedBy, LegResult, TransferKind, VisitResult
from helpdesk.call_records import CallRecord, Leg, Transfer, Visit
from helpdesk.models import Call


def record_of(call: Call) -> CallRecord:
    """Reads visits, legs and transfers: prefetch them where it is called for many."""
    return CallRecord(
        external_id=call.external_id,
        direction=CallDirection(call.direction),
        started_at=call.started_at,
        visits=tuple(
            Visit(
                queue=visit.queue_name,
                entered_at=visit.entered_at,
                left_at=visit.left_at,
                result=VisitResult(visit.result),
                position=visit.position,
                after_transfer=visit.after_transfer,
            )
            for visit in sorted(call.visits.all(), key=_place)
        ),
        legs=tuple(
            Leg(
                agent=leg.agent_name,
                queue=leg.queue_name or None,
                result=LegResult(leg.result),
                rang_at=leg.rang_at,
                answered_at=leg.answered_at,
                left_at=leg.left_at,
                ring_seconds=leg.ring_seconds,
                hold_seconds=leg.hold_seconds,
                wrap_seconds=leg.wrap_seconds,
            )
            for leg in sorted(call.legs.all(), key=_place)
        ),
        transfers=tuple(
            Transfer(
                kind=TransferKind(move.kind),
                at=move.at,
                agent=move.agent_name,
                target=move.target or None,
                after_seconds=move.after_seconds,
            )
            for move in sorted(call.transfers.all(), key=_place)
        ),
        caller_number=call.caller_number,
        caller_name=call.caller_name,
        ended_at=call.ended_at,
        ended_by=EndedBy(call.ended_by) if call.ended_by else None,
        outcome=CallOutcome(call.outcome) if call.outcome else None,
        suspect=tuple(call.suspect),
    )


def _place(part: Any) -> int:
    return int(part.place)
