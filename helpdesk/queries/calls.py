"""Calls as rows of plain values."""

from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

import numpy as np

from accounts.models import Membership
from helpdesk.call_enums import RecordingFault, Suspicion
from helpdesk.models import Call, Recording
from helpdesk.policies import can
from helpdesk.queries.tickets import Named
from helpdesk.sound.hearing import DEAD_AIR_SECONDS


class TicketNamed(TypedDict):
    id: UUID
    number: int


class CallRow(TypedDict):
    """One line of the list. The call alone has the same keys and values, and more."""

    id: UUID
    version: int
    direction: str
    state: str
    outcome: str
    contact: Named | None
    caller: str
    department: Named
    agent: Named | None
    agent_name: str
    queue: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    waiting_since: datetime | None
    wait_seconds: float | None
    connected_seconds: float | None
    talk_seconds: float | None
    has_recording: bool
    recording_seconds: float | None
    ticket: TicketNamed | None
    abilities: dict[str, bool]


def call_row(call: Any, *, viewer: Membership, plays: set[int] | None = None) -> CallRow:
    """`plays`: the calls whose recording the viewer may hear, if known for a whole page."""
    return {
        "id": call.public_id,
        "version": call.version,
        "direction": call.direction,
        "state": call.state,
        "outcome": call.outcome,
        "contact": {"id": call.contact.public_id, "name": call.contact.name} if call.contact else None,
        "caller": call.caller_name or call.caller_number,
        "department": {"id": call.department.public_id, "name": call.department.name},
        "agent": {"id": call.agent.public_id, "name": call.agent.user.name} if call.agent else None,
        "agent_name": call.agent.user.name if call.agent else call.agent_name,
        "queue": call.queue_name,
        "started_at": call.started_at,
        "answered_at": call.answered_at,
        "ended_at": call.ended_at,
        "waiting_since": call.waiting_since,
        "wait_seconds": call.customer_wait_seconds,
        "connected_seconds": call.connected_seconds,
        "talk_seconds": call.talk_seconds,
        "has_recording": call.has_recording,
        "recording_seconds": call.recording_seconds,
        "ticket": {"id": call.ticket.public_id, "number": call.ticket.number} if call.ticket else None,
        "abilities": {
            "link": can(viewer, "call.link", call),
            "play": call.has_recording and (call.pk in plays if plays is not None else plays_call(viewer, call)),
        },
    }


def plays_call(viewer: Membership, call: Call) -> bool:
    return Call.objects.playable_by(viewer).filter(pk=call.pk).exists()


def plays_of(viewer: Membership, calls: list[Call]) -> set[int]:
    """Which of these the viewer may hear: one query for a page."""
    ids = [call.pk for call in calls]
    return set(Call.objects.playable_by(viewer).filter(pk__in=ids).values_list("pk", flat=True))


def call_details(call: Any, *, viewer: Membership) -> dict[str, Any]:
    recording = Recording.objects.without_peaks().filter(call=call).first()
    return {
        **call_row(call, viewer=viewer),
        "caller_number": call.caller_number,
        "caller_name": call.caller_name,
        "queued_at": call.queued_at,
        "ended_by": call.ended_by,
        "hold_seconds": call.hold_seconds,
        "wrap_seconds": call.wrap_seconds,
        "suspect": [str(Suspicion(reason).label) for reason in call.suspect],
        "provider": call.provider,
        "visits": [_visit(visit) for visit in call.visits.all()],
        "legs": [_leg(leg) for leg in call.legs.all()],
        "transfers": [
            {
                "kind": move.kind,
                "at": move.at,
                "agent_name": move.agent_name,
                "target": move.target or None,
                "after_seconds": move.after_seconds,
            }
            for move in sorted(call.transfers.all(), key=lambda move: move.place)
        ],
        "recording": recording_details(recording) if recording else None,
    }


def recording_details(recording: Recording) -> dict[str, Any]:
    return {
        "id": recording.public_id,
        "state": recording.state,
        "reason": str(RecordingFault(recording.reason).label) if recording.reason else "",
        "duration_seconds": recording.duration_seconds,
        "channels": len(recording.lanes) or None,
        "lanes": recording.lanes,
        "agent_talk_percent": recording.agent_talk_percent,
        "customer_talk_percent": recording.customer_talk_percent,
        "overtalk_percent": recording.overtalk_percent,
        "silence_percent": recording.silence_percent,
        "music_percent": recording.music_percent,
        "speech": [
            {"lane": lane, "spans": [_span(span) for span in spans]} for lane, spans in recording.speech.items()
        ],
        "music": [_span(span) for span in recording.music],
        "silences": [_span(span) for span in recording.silences],
        "dead_air": [_span(span) for span in recording.silences if span[1] - span[0] >= DEAD_AIR_SECONDS],
    }


def peaks_of(recording: Recording) -> dict[str, Any]:
    """The waveform: for each lane, the loudest of each short piece, 0 to 1."""
    lanes = len(recording.lanes)
    points: Any = np.frombuffer(bytes(recording.peaks), dtype=np.uint8).reshape(lanes, -1) if lanes else []
    return {
        "lanes": [
            {"name": name, "peaks": np.round(lane / 255, 3).tolist()}
            for name, lane in zip(recording.lanes, points, strict=True)
        ],
        "duration_seconds": recording.duration_seconds,
    }


def _visit(visit: Any) -> dict[str, Any]:
    return {
        "queue": visit.queue_name,
        "department": {"id": visit.department.public_id, "name": visit.department.name},
        "entered_at": visit.entered_at,
        "left_at": visit.left_at,
        "wait_seconds": visit.wait_seconds,
        "result": visit.result,
        "position": visit.position,
        "after_transfer": visit.after_transfer,
    }


def _leg(leg: Any) -> dict[str, Any]:
    member = leg.membership
    return {
        "agent": {"id": member.public_id, "name": member.user.name} if member else None,
        "agent_name": member.user.name if member else leg.agent_name,
        "queue": leg.queue_name or None,
        "rang_at": leg.rang_at,
        "answered_at": leg.answered_at,
        "left_at": leg.left_at,
        "ring_seconds": leg.ring_seconds,
        "connected_seconds": leg.connected_seconds,
        "talk_seconds": leg.talk_seconds,
        "hold_seconds": leg.hold_seconds,
        "wrap_seconds": leg.wrap_seconds,
        "result": leg.result,
    }


def _span(span: Any) -> dict[str, float]:
    return {"start": span[0], "end": span[1]}
