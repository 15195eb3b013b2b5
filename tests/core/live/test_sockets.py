import asyncio
import time
from unittest.mock import ANY

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from accounts.enums import Role
from accounts.live import consumer
from accounts.models import BrowserSession, Membership
from core.live import hub as hub_module
from core.live import rights, seats
from core.live.ticker import tick
from core.models import LiveTopic
from core.raw.store import store_raw
from core.tenancy import tenant
from tests.core.live.boards import SUBJECT, Bell, Intake, ring_the_bell, socket
from tests.factories.accounts import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)

BELL = f"bell.{SUBJECT}"
INTAKE = f"intake.{SUBJECT}"


@pytest.fixture
def owner(organization):
    return MembershipFactory(organization=organization, role=Role.OWNER)


@pytest.fixture
async def opened(owner, client_of):
    """A connected socket of the owner, closed after the test."""
    client = await sync_to_async(client_of)(owner)
    communicator = socket(owner, client)
    assert await communicator.connect() == (True, None)
    yield communicator
    await communicator.disconnect()


async def joined(communicator, topic):
    await communicator.send_json_to({"type": "join", "topic": topic})
    answer = await communicator.receive_json_from()
    assert answer == {"type": "joined", "topic": topic, "version": ANY}
    return answer["version"]


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

    await _the_hub(opened).tell_versions()

    assert await opened.receive_json_from() == {"type": "heartbeat", "at": ANY, "topics": {BELL: version + 1}}


@pytest.mark.parametrize("topic", ["bell.not-an-id", f"nothing.{SUBJECT}", "bell", "", "intake.all"])
async def test_an_unknown_topic_is_refused_like_a_forbidden_one(opened, topic):
    await opened.send_json_to({"type": "join", "topic": topic})

    assert await opened.receive_json_from() == {"type": "refused", "topic": topic, "code": 4404}


async def test_a57_a_topic_without_the_right_is_refused(organization, client_of):
    viewer = await sync_to_async(MembershipFactory)(organization=organization, role=Role.VIEWER)
    client = await sync_to_async(client_of)(viewer)
    communicator = socket(viewer, client)
    await communicator.connect()

    for topic in (BELL, INTAKE):
        await communicator.send_json_to({"type": "join", "topic": topic})
        assert await communicator.receive_json_from() == {"type": "refused", "topic": topic, "code": 4404}
    await communicator.disconnect()


async def test_a57_another_organizations_topic_of_the_same_id_is_another_topic(opened, owner, other_organization):
    version = await joined(opened, BELL)
    await sync_to_async(_watch_elsewhere)(other_organization.pk)

    await sync_to_async(ring_the_bell)(other_organization.pk)

    assert await opened.receive_nothing()
    assert version == await joined(opened, BELL)


async def test_a57_a_right_lost_meanwhile_ends_the_topic_before_the_next_frame(opened, owner, monkeypatch):
    await joined(opened, BELL)
    monkeypatch.setattr(rights, "FRESH_SECONDS", -1)
    await sync_to_async(_become)(owner, Role.VIEWER)

    await sync_to_async(ring_the_bell)(owner.organization_id)

    assert await opened.receive_json_from() == {"type": "refused", "topic": BELL, "code": 4404}
    assert await opened.receive_nothing()


async def test_a57_an_ended_membership_closes_its_sockets_within_five_seconds(opened, owner):
    await joined(opened, BELL)

    await sync_to_async(_end)(owner)

    assert await opened.receive_output(timeout=5) == {"type": "websocket.close", "code": 4404}


@pytest.mark.parametrize("what", ["signed out", "another password"])
async def test_a11_a_socket_ends_with_the_session_that_opened_it(opened, owner, what):
    await joined(opened, BELL)

    await sync_to_async({"signed out": _sign_out, "another password": _change_password}[what])(owner)

    assert await opened.receive_output(timeout=5) == {"type": "websocket.close", "code": 4404}


async def test_what_mine_means_is_followed_when_it_moves(opened, owner):
    await joined(opened, "intake.mine")
    await opened.receive_json_from()
    await sync_to_async(_become)(owner, Role.AGENT)

    await _the_hub(opened).rights.ask(_the_hub(opened).watches())

    assert (await opened.receive_json_from())["type"] == "joined"
    assert (await opened.receive_json_from())["data"]["roles"] == [Role.AGENT]


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://acme.testserver", "null", "http://northwind.testserver:1"]
)
async def test_a56_a_page_of_another_origin_is_refused(owner, client_of, origin):
    client = await sync_to_async(client_of)(owner)

    assert await socket(owner, client, origin=origin).connect() == (False, 4403)


async def test_a56_a_cookie_of_one_organization_opens_nothing_at_another(owner, client_of, other_organization):
    client = await sync_to_async(client_of)(owner)
    communicator = socket(owner, client, host="acme.testserver")

    assert await communicator.connect() == (True, None)
    assert await communicator.receive_output() == {"type": "websocket.close", "code": 4404}


async def test_a56_nobody_signed_in_is_told_so_and_closed(owner, client):
    communicator = socket(owner, client)

    assert await communicator.connect() == (True, None)
    assert await communicator.receive_output() == {"type": "websocket.close", "code": 4404}


async def test_a58_too_many_messages_close_the_socket(opened):
    for _ in range(consumer.BURST + consumer.MESSAGES_PER_SECOND):
        await opened.send_json_to({"type": "ping"})

    assert await opened.receive_output() == {"type": "websocket.close", "code": 1008}


async def test_a58_a_large_message_closes_the_socket(opened):
    await opened.send_to(text_data="x" * (16 * 1024 + 1))

    assert await opened.receive_output() == {"type": "websocket.close", "code": 1009}


@pytest.mark.parametrize("text", ["nonsense", '{"type": "join"}', '{"type": "publish", "topic": "bell"}', "[]"])
async def test_a58_what_is_not_in_the_vocabulary_closes_the_socket(opened, text):
    await opened.send_to(text_data=text)

    assert await opened.receive_output() == {"type": "websocket.close", "code": 1008}


async def test_a58_the_eleventh_socket_of_a_member_is_closed_and_the_others_stay(owner, client_of):
    client = await sync_to_async(client_of)(owner)
    sockets = [socket(owner, client) for _ in range(seats.PER_MEMBER + 1)]
    for communicator in sockets:
        await communicator.connect()

    assert await sockets[-1].receive_output() == {"type": "websocket.close", "code": 1008}
    await joined(sockets[0], BELL)
    await sockets[0].disconnect()
    again = socket(owner, client)
    await again.connect()
    await joined(again, BELL)
    for communicator in [*sockets[1:], again]:
        await communicator.disconnect()


async def test_a58_sockets_in_another_process_count_too(owner, client_of):
    elsewhere = seats.Seats()
    held = [await elsewhere.take(owner.organization_id, owner.pk) for _ in range(seats.PER_MEMBER)]
    client = await sync_to_async(client_of)(owner)
    communicator = socket(owner, client)
    await communicator.connect()

    assert await communicator.receive_output() == {"type": "websocket.close", "code": 1008}
    await elsewhere.leave(*held.pop())
    again = socket(owner, client)
    await again.connect()
    await joined(again, BELL)
    await again.disconnect()
    for seat in held:
        await elsewhere.leave(*seat)


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
    hub = _the_hub(opened)
    await hub._pubsub.connection.disconnect()
    await sync_to_async(ring_the_bell)(owner.organization_id)  # while nobody listens

    await _told(opened, lambda message: message.get("topics") == {BELL: version + 1})
    await sync_to_async(ring_the_bell)(owner.organization_id)
    await _told(opened, lambda message: message == {"type": "changed", "topic": BELL, "version": version + 2})


async def _told(communicator, wanted):
    """Reads on past heartbeats and older news until this comes; never is a failure."""
    async with asyncio.timeout(20):
        while not wanted(await communicator.receive_json_from(timeout=20)):
            pass


async def _seen_by(communicator):
    """What one socket is told on joining everything; then its line is cut."""
    await communicator.connect()
    bell, intake = await joined(communicator, BELL), await joined(communicator, INTAKE)
    snapshot = await communicator.receive_json_from()
    await communicator.disconnect(code=1006)
    return {"bell": bell, "intake": intake, "count": snapshot["data"]["count"]}


def _the_hub(communicator):
    return hub_module._hubs[asyncio.get_running_loop()]


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


def _watch_elsewhere(organization_id):
    with tenant(organization_id):
        LiveTopic.objects.create(name=BELL)


def _become(member, role):
    with tenant(member.organization_id):
        Membership.objects.filter(pk=member.pk).update(role=role)


def _end(member):
    with tenant(member.organization_id):
        Membership.objects.filter(pk=member.pk).update(ended_at=timezone.now())


def _sign_out(member):
    with tenant(member.organization_id):
        BrowserSession.objects.filter(user=member.user).delete()


def _change_password(member):
    """As the database would have it if a session were forgotten there: the socket asks for both."""
    with tenant(member.organization_id):
        member.user.set_password("another quiet otter")
        member.user.save(update_fields=["password"])
