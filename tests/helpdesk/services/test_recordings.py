"""Recordings: kept, listened to by a machine in the background, and heard by those who may."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from accounts.enums import Role
from core.errors import NotPermitted
from core.events import RECEIVERS
from core.models import Delivery, Event
from core.tasks import deliver, deliver_outbound
from core.tenancy import tenant
from helpdesk.call_enums import RecordingState
from helpdesk.events import RecordingPlayed
from helpdesk.models import Call, Recording
from helpdesk.services.recordings import (
    RecordingNotReady,
    attach_recording,
    content_of,
    examined,
    play_recording,
    save_sound,
)
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import CallFactory, RecordingFactory
from tests.factories.helpdesk import DepartmentFactory

RECORDINGS = Path(__file__).parents[2] / "data/recordings"
NOON = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return tmp_path


@pytest.fixture
def call(organization):
    return CallFactory(organization=organization)


def prepared(call: Call, name: str) -> Recording:
    """Attached and prepared as the worker does it."""
    recording = attach_recording(call=call, content=(RECORDINGS / name).read_bytes(), name=name, at=NOON)
    sound = examined(content_of(recording))
    save_sound(recording_id=recording.pk, version=recording.version, sound=sound, at=timezone.now())
    return Recording.objects.get(pk=recording.pk)


def test_a_stereo_recording_is_drawn_and_measured(organization, call):
    with tenant(organization.pk):
        recording = prepared(call, "billing-refund.wav")
        kind = recording.file.content_type

    assert (recording.state, recording.lanes) == (RecordingState.READY, ["agent", "customer"])
    assert recording.duration_seconds == pytest.approx(62.31, abs=0.01)
    assert len(recording.peaks) == 2 * 1246  # twenty points a second and lane
    assert recording.agent_talk_percent == pytest.approx(41.2, abs=1)
    assert recording.customer_talk_percent == pytest.approx(27.0, abs=1)
    assert recording.music_percent == pytest.approx(14.4, abs=1)
    assert [round(end - start, 1) for start, end in recording.silences] == [4.2]
    assert (recording.playable_id, kind) == (None, "audio/wav")


def test_one_mixed_lane_leaves_the_shares_unknown(organization, call):
    with tenant(organization.pk):
        recording = prepared(call, "mono.wav")

    assert (recording.state, recording.lanes) == (RecordingState.READY, ["mono"])
    shares = (recording.agent_talk_percent, recording.customer_talk_percent, recording.overtalk_percent)
    assert shares == (None, None, None)
    assert recording.silence_percent is not None


def test_what_browsers_cannot_play_gets_a_copy_they_can(organization, call):
    with tenant(organization.pk):
        recording = prepared(call, "alaw.wav")

        assert recording.playable is not None
        assert recording.playable.content_type == "audio/wav"
        assert recording.played_file == recording.playable
        assert recording.playable.size == pytest.approx(2 * recording.file.size, rel=0.01)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("broken-header.wav", "unreadable"),
        ("empty.wav", "empty"),
        ("README.md", "not_sound"),
    ],
)
def test_what_cannot_be_played_says_why_and_keeps_the_file(organization, call, name, reason):
    with tenant(organization.pk):
        recording = prepared(call, name)

        assert (recording.state, recording.reason) == (RecordingState.FAILED, reason)
        assert content_of(recording) == (RECORDINGS / name).read_bytes()


def test_a_file_cut_short_plays_as_far_as_it_goes(organization, call):
    with tenant(organization.pk):
        recording = prepared(call, "cut-short.wav")

    assert recording.state == RecordingState.INCOMPLETE
    assert recording.duration_seconds == pytest.approx(6.0, abs=0.01)
    assert recording.reason == "cut_short"


def test_the_same_file_again_changes_nothing_and_another_one_replaces_it(organization, call):
    content = (RECORDINGS / "cut-short.wav").read_bytes()
    with tenant(organization.pk):
        first = prepared(call, "cut-short.wav")

        again = attach_recording(call=call, content=content, name="again.wav", at=NOON)
        assert (again.pk, again.version, again.state) == (first.pk, first.version, RecordingState.INCOMPLETE)

        other = attach_recording(call=call, content=content[:-2], name="other.wav", at=NOON)
        assert (other.pk, other.state) == (first.pk, RecordingState.WAITING)
        assert other.version > first.version


def test_a_name_is_a_label_and_never_a_path(organization, call, media):
    """A34"""
    with tenant(organization.pk):
        recording = attach_recording(call=call, content=b"RIFF", name="../../../etc/%2e%2e/passwd", at=NOON)

        assert "passwd" not in recording.file.path
    assert all(path.resolve().is_relative_to(media) for path in media.rglob("*"))


def test_sound_of_an_older_file_is_not_kept_for_a_newer_one(organization, call):
    with tenant(organization.pk):
        first = attach_recording(call=call, content=b"", name="a.wav", at=NOON)
        sound = examined(b"")
        attach_recording(call=call, content=b"x", name="b.wav", at=NOON)

        assert save_sound(recording_id=first.pk, version=first.version - 1, sound=sound, at=NOON) is None
        assert Recording.objects.get().state == RecordingState.WAITING


@pytest.fixture
def ready(organization, agent):
    with tenant(organization.pk):
        department = agent.department_links.get().department
    call = CallFactory(organization=organization, department=department, agent=agent)
    return RecordingFactory(organization=organization, call=call)


def test_every_play_is_a_line_of_the_audit_trail(organization, agent, ready):
    with tenant(organization.pk):
        for _ in range(2):
            play_recording(call_id=ready.call.public_id, actor=agent, at=NOON)

        plays = Event.objects.filter(name=RecordingPlayed.name).order_by("version")
        assert [(play.actor_id, play.subject_id) for play in plays] == [(agent.pk, ready.pk)] * 2


def test_an_agent_hears_only_calls_they_talked_in(organization, ready):
    colleague = MembershipFactory(organization=organization, role=Role.AGENT)
    with tenant(organization.pk):
        ready.call.department.member_links.create(membership=colleague)

        with pytest.raises(NotPermitted):
            play_recording(call_id=ready.call.public_id, actor=colleague, at=NOON)
        assert not Event.objects.filter(name=RecordingPlayed.name).exists()


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN, Role.REVIEWER])
def test_managers_and_reviewers_hear_every_call(organization, ready, role):
    member = MembershipFactory(organization=organization, role=role)
    with tenant(organization.pk):
        assert play_recording(call_id=ready.call.public_id, actor=member, at=NOON) == ready


def test_a_supervisor_hears_their_own_departments(organization, ready):
    elsewhere = MembershipFactory(organization=organization, role=Role.SUPERVISOR)
    DepartmentFactory(organization=organization, members=[elsewhere])
    with tenant(organization.pk), pytest.raises(Call.DoesNotExist):
        play_recording(call_id=ready.call.public_id, actor=elsewhere, at=NOON)


def test_what_is_not_ready_is_not_played(organization, agent, ready):
    with tenant(organization.pk):
        Recording.objects.update(state=RecordingState.FAILED)

        with pytest.raises(RecordingNotReady):
            play_recording(call_id=ready.call.public_id, actor=agent, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_a_worker_prepares_a_recording_once_however_often_it_is_delivered(organization, call):
    with tenant(organization.pk):
        attach_recording(call=call, content=(RECORDINGS / "cut-short.wav").read_bytes(), name="a.wav", at=NOON)
    ring(organization)
    with tenant(organization.pk):
        first = Recording.objects.get()
        Delivery.objects.update(done_at=None, started_at=None)  # as after a crash between effect and mark

    ring(organization)

    with tenant(organization.pk):
        again = Recording.objects.get()
        assert (first.state, first.version) == (again.state, again.version) == (RecordingState.INCOMPLETE, 2)
        assert not Delivery.objects.open().exists()


def ring(organization) -> None:
    """As the relay does: from outside of any scope."""
    with tenant(organization.pk):
        due = [(d.pk, d.receiver) for d in Delivery.objects.open()]
    for delivery_id, receiver in due:
        task = deliver_outbound if RECEIVERS[receiver].outbound else deliver
        task.delay(organization_id=organization.pk, delivery_id=delivery_id)
