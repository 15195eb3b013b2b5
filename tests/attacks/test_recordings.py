"""A35: who gets the sound of a call, with which link, until when."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from core.files.store import store_file
from core.models import Event
from core.tenancy import tenant
from helpdesk.call_enums import LegResult
from helpdesk.events import RecordingPlayed
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import CallFactory, RecordingFactory

SOUND = bytes(range(256)) * 40


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }


@pytest.fixture
def recorded(agent):
    with tenant(agent.organization_id):
        department = agent.department_links.get().department
        file = store_file(content=SOUND, name="call.wav", content_type="audio/wav")
    call = CallFactory(organization=agent.organization, department=department, agent=agent)
    RecordingFactory(organization=agent.organization, call=call, file=file)
    return call


@pytest.fixture
def link(client_of, agent, recorded):
    return client_of(agent).post(f"/api/v1/calls/{recorded.public_id}/play/").json()["url"]


def fetch(url: str, host: str = "", **headers: str):
    parts = urlsplit(url)
    return Client(headers={"host": host or parts.netloc, **headers}).get(parts.path)


def heard(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a35_the_link_plays_without_a_cookie_and_as_sound_only(link):
    response = fetch(link)

    assert (response.status_code, heard(response)) == (200, SOUND)
    assert response["Content-Type"] == "audio/wav"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert urlsplit(link).netloc.startswith("files.northwind.testserver")


def test_a35_a_player_that_began_in_time_goes_on_by_ranges(link, time_machine):
    first = fetch(link, range="bytes=0-99")
    assert (first.status_code, heard(first)) == (206, SOUND[:100])

    time_machine.move_to(timezone.now() + timedelta(minutes=10))
    later = fetch(link, range="bytes=100-199")

    assert (later.status_code, heard(later)) == (206, SOUND[100:200])


def test_a35_a_link_nobody_followed_in_its_minute_is_dead(link, time_machine):
    time_machine.move_to(timezone.now() + timedelta(seconds=61))

    assert fetch(link).status_code == 404


def test_a35_a_player_does_not_go_on_for_ever(link, time_machine):
    heard(fetch(link))
    time_machine.move_to(timezone.now() + timedelta(hours=2))

    assert fetch(link).status_code == 404


def test_a35_one_players_opening_keeps_no_other_link_alive(client_of, recorded, organization, link, time_machine):
    with tenant(organization.pk):
        manager = MembershipFactory(organization=organization, role=Role.ADMIN)
    never_opened = client_of(manager).post(f"/api/v1/calls/{recorded.public_id}/play/").json()["url"]
    heard(fetch(link))

    time_machine.move_to(timezone.now() + timedelta(minutes=2))

    assert heard(fetch(link)) == SOUND
    assert fetch(never_opened).status_code == 404


def test_a35_an_agent_whose_telephone_only_rang_hears_nothing(client_of, recorded, organization):
    with tenant(organization.pk):
        colleague = MembershipFactory(organization=organization, role=Role.AGENT)
        recorded.department.member_links.create(membership=colleague)
        rang = recorded.legs.get()
        rang.pk, rang.place, rang.membership, rang.answered_at = None, 2, colleague, None
        rang.talk_seconds = rang.hold_seconds = 0
        rang.result = LegResult.NO_ANSWER
        rang.save(force_insert=True)

    assert client_of(colleague).post(f"/api/v1/calls/{recorded.public_id}/play/").status_code == 403


def test_a35_an_altered_link_is_dead(link):
    at = link.index("/f/") + 8

    assert fetch(link[:at] + ("a" if link[at] != "a" else "b") + link[at + 1 :]).status_code == 404


def test_a35_the_link_of_one_organization_is_nothing_at_another(link, other_organization):
    assert fetch(link, host=f"files.{other_organization.host}").status_code == 404


def test_a35_who_lost_the_right_hears_no_more_although_the_link_is_young(agent, recorded, link):
    with tenant(agent.organization_id):
        recorded.legs.all().delete()

    assert fetch(link).status_code == 404


def test_a35_who_left_hears_no_more(agent, link):
    agent.ended_at = timezone.now()
    with tenant(agent.organization_id):
        agent.save(update_fields=["ended_at"])

    assert fetch(link).status_code == 404


def test_a35_another_member_and_another_organization_get_no_link(client_of, recorded, organization, other_organization):
    with tenant(organization.pk):
        colleague = MembershipFactory(organization=organization, role=Role.AGENT)
        recorded.department.member_links.create(membership=colleague)
    stranger = MembershipFactory(organization=other_organization, role=Role.OWNER)
    path = f"/api/v1/calls/{recorded.public_id}/play/"

    assert client_of(colleague).post(path).status_code == 403
    assert client_of(stranger).post(path).status_code == 404
    with tenant(organization.pk):
        assert not Event.objects.filter(name=RecordingPlayed.name).exists()


def test_a35_each_play_is_audited_with_who_and_when(agent, link):
    with tenant(agent.organization_id):
        (play,) = Event.objects.filter(name=RecordingPlayed.name)

    assert (play.actor_id, play.actor_kind) == (agent.pk, "human")
