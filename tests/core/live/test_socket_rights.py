"""Who may hear of what: asked at the door, and again for as long as the socket is open."""

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from accounts.enums import Role
from accounts.models import BrowserSession, Membership
from core.live import rights
from core.models import LiveTopic
from core.tenancy import tenant
from tests.core.live.boards import SUBJECT, ring_the_bell, socket
from tests.core.live.sockets import BELL, INTAKE, joined, the_hub
from tests.factories.accounts import MembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)


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

    await the_hub(opened).rights.ask(the_hub(opened).watches())

    assert (await opened.receive_json_from())["type"] == "joined"
    assert (await opened.receive_json_from())["data"]["roles"] == [Role.AGENT]


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
