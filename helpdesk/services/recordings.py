"""The sound of calls: attach it, measure it, let somebody hear it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import Conflict, NotPermitted
from core.files.store import open_file, store_file
from core.raw.child import Unreadable, limited_child
from core.services import record
from helpdesk.call_enums import RecordingFault, RecordingState
from helpdesk.events import RecordingAttached, RecordingPlayed, RecordingPrepared
from helpdesk.models import Call, Recording
from helpdesk.sound.hearing import SHOWN_SILENCE_SECONDS, Heard, Span, hear
from helpdesk.sound.picture import drawn

MAX_BYTES = 512 * 1024 * 1024
SOUND_SUFFIXES = frozenset({".wav", ".flac", ".ogg", ".opus", ".mp3"})
CHILD = {"cpu_seconds": 120, "memory_bytes": 3 * 1024**3, "wall_seconds": 240}
HEAD_BYTES = 16
LANES = {1: ["mono"], 2: ["agent", "customer"]}


class RecordingNotReady(Conflict):
    """There is nothing to hear: it is still being prepared, or cannot be played."""

    code = "recording_not_ready"


@dataclass(frozen=True)
class Sound:
    """What was found in a file; `error` is empty if it can be played."""

    error: str = ""
    facts: dict[str, Any] | None = None
    heard: Heard | None = None
    peaks: bytes = b""
    playable: bytes = b""  # a copy for browsers; empty: the file itself will do


@transaction.atomic
def attach_recording(*, call: Call, content: BinaryIO | bytes, name: str, at: datetime) -> Recording:
    """Keep the file and have it prepared. The same bytes again change nothing; other bytes replace the old.

    Raises FileTooLarge.
    """
    stored = store_file(content=content, name=name, content_type="application/octet-stream", max_bytes=MAX_BYTES)
    recording = Recording.objects.select_for_update().filter(call=call).first()  # no join: its file may be replaced
    if recording is not None and recording.file.sha256 == stored.sha256:
        return recording
    if recording is None:
        recording = Recording(call=call, version=0)
    recording.file, recording.playable = stored, None
    recording.state, recording.reason, recording.attached_at = RecordingState.WAITING, "", at
    recording.version += 1
    recording.save()
    record(RecordingAttached(subject_id=recording.pk, version=recording.version, actor_id=None, at=at, call_id=call.pk))
    return recording


def examined(content: bytes) -> Sound:
    """Decode and measure in a limited process. Takes seconds: call it outside any transaction."""
    if not content:
        return Sound(error="empty")
    try:
        facts = limited_child("helpdesk.sound.reading:read", content, **CHILD)
        if "error" in facts:
            return Sound(error=facts["error"])
        lanes = facts["channels"]
        levels = np.frombuffer(facts.pop("levels"), dtype="<i2").reshape(lanes, -1) / 100
        peaks = np.frombuffer(facts.pop("peaks"), dtype=np.uint8).reshape(lanes, -1)
        heard = hear(levels, frame_seconds=facts["frame_seconds"], seconds=facts["seconds"])
        picture = drawn(peaks, seconds=facts["seconds"]).tobytes()
        copy = b"" if facts["browsers_play"] else limited_child("helpdesk.sound.reading:as_pcm", content, **CHILD)
    except Unreadable:
        return Sound(error="unreadable")
    return Sound(facts=facts, heard=heard, peaks=picture, playable=copy)


@transaction.atomic
def save_sound(*, recording_id: int, version: int, sound: Sound, at: datetime) -> Recording | None:
    """Keep what was heard; None if another file came meanwhile, or this one is prepared already."""
    recording = (
        Recording.objects.select_for_update(of=("self",))
        .select_related("file")
        .filter(pk=recording_id, version=version, state=RecordingState.WAITING)
        .first()
    )
    if recording is None:
        return None
    if sound.error:
        recording.state, recording.reason = RecordingState.FAILED, RecordingFault(sound.error).value
    else:
        _fill(recording, sound)
    recording.version += 1
    recording.save()
    record(
        RecordingPrepared(
            subject_id=recording.pk,
            version=recording.version,
            actor_id=None,
            at=at,
            call_id=recording.call_id,
            state=recording.state,
            reason=recording.reason,
        )
    )
    return recording


@transaction.atomic
def play_recording(*, call_id: UUID, actor: Membership, at: datetime) -> Recording:
    """Let `actor` hear the call, and write down that they asked.

    Raises Call.DoesNotExist if they may not see it, NotPermitted, RecordingNotReady.
    """
    call = Call.objects.visible_to(actor).get(public_id=call_id)
    if not Call.objects.playable_by(actor).filter(pk=call.pk).exists():
        raise NotPermitted(_("You may read about this call but not listen to it."))
    recording = Recording.objects.select_for_update(of=("self",)).filter(call=call).first()
    if recording is None or recording.state not in {RecordingState.READY, RecordingState.INCOMPLETE}:
        raise RecordingNotReady(_("There is no recording of this call that can be played."))
    recording.version += 1
    recording.save(update_fields=["version"])
    record(
        RecordingPlayed(subject_id=recording.pk, version=recording.version, actor_id=actor.pk, at=at, call_id=call.pk)
    )
    return recording


def content_of(recording: Recording) -> bytes:
    with open_file(recording.file) as content:
        return content.read()


def _fill(recording: Recording, sound: Sound) -> None:
    facts, heard = sound.facts, sound.heard
    assert facts is not None
    assert heard is not None
    lanes = LANES[facts["channels"]]
    recording.file.content_type = facts["content_type"]
    recording.file.save(update_fields=["content_type"])
    if sound.playable:
        stem = recording.file.name.rpartition(".")[0] or recording.file.name
        recording.playable = store_file(content=sound.playable, name=f"{stem}.wav", content_type="audio/wav")
    recording.state = RecordingState.INCOMPLETE if facts["incomplete"] else RecordingState.READY
    recording.reason = RecordingFault.CUT_SHORT.value if facts["incomplete"] else ""
    recording.duration_seconds = facts["seconds"]
    recording.sample_rate = facts["sample_rate"]
    recording.lanes = lanes
    recording.peaks = sound.peaks
    recording.speech = dict(zip(lanes, heard.speech, strict=True))
    recording.music = heard.music
    recording.silences = [span for span in heard.silences if _is_shown(span)]
    recording.silence_percent = heard.percent(heard.silences)
    recording.music_percent = heard.percent(heard.music)
    if len(lanes) == 2:  # noqa: PLR2004 — one mixed lane does not tell who spoke
        recording.agent_talk_percent, recording.customer_talk_percent = map(heard.percent, heard.speech)
        recording.overtalk_percent = heard.percent(heard.overtalk)


def _is_shown(span: Span) -> bool:
    return span[1] - span[0] >= SHOWN_SILENCE_SECONDS
