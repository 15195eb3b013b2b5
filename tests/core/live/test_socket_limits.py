"""Whose page may open a socket, and how much it may ask."""

import pytest
from asgiref.sync import sync_to_async

from accounts.live import consumer
from core.live import seats
from tests.core.live.boards import socket
from tests.core.live.sockets import BELL, joined

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://acme.testserver", "null", "http://northwind.testserver:1"]
)
async def test_a56_a_page_of_another_origin_is_refused(owner, client_of, origin):
    client = await sync_to_async(client_of)(owner)

    assert await socket(owner, client, origin=origin).connect() == (False, 4403)


async def test_a56_a_handshake_that_names_no_page_is_refused(owner, client_of):
    """Programs leave the header out; browsers never do."""
    communicator = socket(owner, await sync_to_async(client_of)(owner))
    headers = communicator.scope["headers"]
    communicator.scope["headers"] = [(name, value) for name, value in headers if name != b"origin"]

    assert await communicator.connect() == (False, 4403)


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
