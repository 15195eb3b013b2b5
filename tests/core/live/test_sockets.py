"""What an open socket is told, and when."""

import time
from unittest.mock import ANY

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from accounts.enums import Role
from core.live.ticker import tick
from core.models import LiveTopic
from core.raw.store import store_raw
from core.tenancy import tenant
from tests.core.live.boards import SUBJECT, Bell, Intake, ring_the_bell, socket
from tests.core.live.sockets import BELL, INTAKE, joined, the_hub, told

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_hint_tells_that_the_topic_moved_on(opened, owner):
    version = await joined(opened, BELL)

    await sync_to_async(ring_the_bell)(owner.organization_id)

    assert await opened.receive_json_from() == {"type": "changed", "topic": BELL, "version": version + 1}


async def test_a_snapshot_board_sends_all_of_it_on_joining_and_at_each_change(opened, owner):
    await joined(opened, INTAKE)
    first = await opened.receive_json_from()

    await sync_to_async(_take_in)(owner.organization_id, b"one")
    pushed = await opened.receive_json_from()

    assert first["data"] == {"at": ANY, "count": 0, "roles": []}
    assert pushed == {
        "type": "snapshot",
        "topic": INTAKE,
        "version": first["version"] + 1,
        "data": {"at": ANY, "count": 1, "roles": []},
    }


async def test_one_socket_carries_several_topics_and_leaves_one(opened, owner):
    await joined(opened, BELL)
    await joined(opened, INTAKE)
    await opened.receive_json_from()
    await opened.send_json_to({"type": "leave", "topic": BELL})
    await joined(opened, "intake.mine")  # so the leaving is over
    await opened.receive_json_from()

    await sync_to_async(ring_the_bell)(owner.organization_id)
    await sync_to_async(_take_in)(owner.organization_id, b"one")

    assert (await opened.receive_json_from())["topic"] == INTAKE
    assert await opened.receive_nothing()


async def test_what_a_member_calls_mine_is_the_subject_of_those_with_equal_rights(opened, owner):
    await joined(opened, "intake.mine")
    first = await opened.receive_json_from()

    await sync_to_async(_touch_where)(owner.organization_id, roles=[Role.OWNER])
    pushed = await opened.receive_json_from()

    assert first["data"]["roles"] == [Role.OWNER]
    assert (pushed["topic"], pushed["version"]) == ("intake.mine", first["version"] + 1)


async def test_touching_what_others_call_mine_tells_nobody_here(opened, owner):
    await joined(opened, "intake.mine")
    await opened.receive_json_from()

    await sync_to_async(_touch_where)(owner.organization_id, roles=[Role.AGENT])

    assert await opened.receive_nothing()


async def test_a_burst_of_changes_is_one_push(opened, owner):
    await joined(opened, BELL)

    pushes = await sync_to_async(_burst)(owner.organization_id)
    await opened.receive_json_from()

    assert pushes == [1, 0]
    assert await opened.receive_nothing()


async def test_nothing_is_computed_that_nobody_watches(owner):
    with_nobody = await sync_to_async(_watched_by_nobody)(owner.organization_id)

    assert with_nobody == 0


async def test_a_board_grown_old_is_sent_again_only_if_it_shows_something_else(opened, owner, monkeypatch):
    monkeypatch.setattr(Intake, "refresh_seconds", 0)
    await joined(opened, INTAKE)
    first = await opened.receive_json_from()

    await sync_to_async(tick)(owner.organization_id, at=timezone.now())
    known = await opened.receive_json_from()
    same = await sync_to_async(tick)(owner.organization_id, at=timezone.now())
    await sync_to_async(_take_in_silently)(owner.organization_id, b"one")
    other = await sync_to_async(tick)(owner.organization_id, at=timezone.now())

    assert (same, other) == (0, 1)
    pushed = await opened.receive_json_from()
    assert [known["version"], pushed["version"]] == [first["version"] + 1, first["version"] + 2]
    assert pushed["data"]["count"] == 1


async def test_a_heartbeat_tells_the_version_of_every_topic(opened, owner, monkeypatch):
    version = await joined(opened, BELL)
    await sync_to_async(_touch_unheard)(owner.organization_id)

    await the_hub(opened).tell_versions()

    assert await opened.receive_json_from() == {"type": "heartbeat", "at": ANY, "topics": {BELL: version + 1}}


async def test_f19_a_socket_that_was_cut_comes_back_to_what_a_fresh_one_sees(owner, client_of):
    client = await sync_to_async(client_of)(owner)
    before = await _seen_by(socket(owner, client))
    await sync_to_async(ring_the_bell)(owner.organization_id)
    await sync_to_async(_take_in)(owner.organization_id, b"one")
    began = time.monotonic()

    again = await _seen_by(socket(owner, client))
    took = time.monotonic() - began

    assert again == await _seen_by(socket(owner, await sync_to_async(client_of)(owner)))
    assert (before["count"], again["count"]) == (0, 1)
    assert again["bell"] > before["bell"]
    assert took < 5


async def test_f19_after_a_lost_bus_connection_all_versions_are_told_again(opened, owner):
    version = await joined(opened, BELL)
    hub = the_hub(opened)
    await hub._pubsub.connection.disconnect()
    await sync_to_async(ring_the_bell)(owner.organization_id)  # while nobody listens

    await told(opened, lambda message: message.get("topics") == {BELL: version + 1})
    await sync_to_async(ring_the_bell)(owner.organization_id)
    await told(opened, lambda message: message == {"type": "changed", "topic": BELL, "version": version + 2})


async def _seen_by(communicator):
    """What one socket is told on joining everything; then its line is cut."""
    await communicator.connect()
    bell, intake = await joined(communicator, BELL), await joined(communicator, INTAKE)
    snapshot = await communicator.receive_json_from()
    await communicator.disconnect(code=1006)
    return {"bell": bell, "intake": intake, "count": snapshot["data"]["count"]}


def _take_in(organization_id, content):
    _take_in_silently(organization_id, content)
    with tenant(organization_id):
        Intake(SUBJECT).touch()
    tick(organization_id, at=timezone.now())


def _take_in_silently(organization_id, content):
    with tenant(organization_id):
        store_raw(source="test", external_key="1", content=content, at=timezone.now())


def _touch_where(organization_id, **params):
    with tenant(organization_id):
        Intake.touch_where(**params)
    tick(organization_id, at=timezone.now())


def _touch_unheard(organization_id):
    with tenant(organization_id):
        Bell(SUBJECT).touch()


def _burst(organization_id):
    with tenant(organization_id):
        for _ in range(50):
            Bell(SUBJECT).touch()
    return [tick(organization_id, at=timezone.now()) for _ in range(2)]


def _watched_by_nobody(organization_id):
    with tenant(organization_id):
        LiveTopic.objects.create(name=BELL)
    return tick(organization_id, at=timezone.now())
