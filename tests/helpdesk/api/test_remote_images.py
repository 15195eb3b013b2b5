"""Images from elsewhere: nothing before the click, and then through us (security.md §7.10, A31)."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from core.files import images
from core.files.images import signed_image_url
from core.http import NotFetched
from core.tenancy import tenant
from helpdesk.html import MAX_REMOTE_IMAGES, clean_html
from tests.core.http.servers import PNG, content, stranger
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import DepartmentFactory, MessageFactory, TicketFactory


@pytest.fixture
def outside(settings):
    with stranger() as server:
        settings.HTTP_ALSO_REACHES = frozenset({server.place})
        yield server


@pytest.fixture
def ticket(agent, billing):
    return TicketFactory(organization=agent.organization, department=billing)


@pytest.fixture
def message(agent, ticket, outside):
    html = f'<p>Hi</p><img alt="a>b" src="{outside.url()}?a=1&amp;b=2"><img src="{outside.url("/2.gif")}">'
    return MessageFactory(organization=agent.organization, ticket=ticket, html=html)


def asked_for(client, message):
    return client.get(f"/api/v1/messages/{message.public_id}/remote-images/")


def sources(html):
    return re.findall(r'src="([^"]*)"', html)


def follow(url, *, host=None):
    parts = urlsplit(url)
    return Client(headers={"host": host or parts.netloc}).get(parts.path)


def link_to(message, member, *, place=0):
    with tenant(member.organization_id):
        return signed_image_url("message", message.public_id, place, member)


def test_a31_nothing_is_asked_before_the_click_nor_by_it_but_by_showing(client_of, agent, ticket, message, outside):
    client = client_of(agent)
    (item,) = client.get(f"/api/v1/tickets/{ticket.public_id}/thread/").json()["results"]
    shown = asked_for(client, message).json()["html"]

    assert (sources(item["html"]), item["remote_images"], outside.asked) == ([], 2, [])
    first, _ = sources(shown)
    assert "127.0.0.1" not in shown
    assert first.startswith("http://files.northwind.testserver/i/")

    response = follow(first)

    assert (response.status_code, response.content) == (200, PNG)
    ((path, headers),) = outside.asked
    assert path == "/a.png?a=1&b=2"
    assert not {"Cookie", "Referer", "X-Forwarded-For"} & set(headers)


def test_the_answer_is_a_picture_by_its_bytes_and_can_run_nowhere(agent, message, outside):
    outside.answers["/2.gif"] = content(b"GIF89a" + bytes(20), kind="text/html")

    response = follow(link_to(message, agent, place=1))

    assert response.headers["Content-Type"] == "image/gif"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-site"
    assert response.headers["Cache-Control"] == "private, max-age=600"
    assert response.headers["Content-Length"] == "26"
    assert not response.cookies


@pytest.mark.parametrize(
    "body",
    [
        *(b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html><script>alert(1)</script>", b"", b"plain words"),
        *(b"%PDF-1.7", b"RIFF\x00\x00\x00\x00WAVE", PNG + bytes(5 * 1024 * 1024)),
    ],
    ids=["svg", "html", "empty", "text", "pdf", "sound", "huge"],
)
def test_what_is_no_picture_of_points_or_too_large_is_refused(agent, message, outside, body):
    outside.answers["/2.gif"] = content(body, kind="image/gif")

    response = follow(link_to(message, agent, place=1))

    assert (response.status_code, response.content) == (502, b"Not available.\n")
    assert response.headers["Content-Type"].startswith("text/plain")


def test_an_inner_address_in_a_mail_is_not_asked_and_the_refusal_says_nothing(agent, ticket):
    with stranger() as canary:
        html = f'<img src="{canary.url()}"><img src="http://127.0.0.1:1/">'
        message = MessageFactory(organization=agent.organization, ticket=ticket, html=html)
        answers = [follow(link_to(message, agent, place=place)) for place in (0, 1)]

        assert canary.asked == []
    assert {(each.status_code, each.content) for each in answers} == {(502, b"Not available.\n")}


def test_the_picture_is_fetched_when_the_transaction_is_over(agent, message, monkeypatch):
    scopes = []

    def fetch(address):
        scopes.append(getattr(connection, "organization_id", None))
        raise NotFetched

    monkeypatch.setattr(images, "fetch", fetch)
    follow(link_to(message, agent))

    assert scopes == [None]


def test_a_place_the_message_does_not_have_leads_nowhere(agent, message, outside):
    assert [follow(link_to(message, agent, place=place)).status_code for place in (-1, 2, 99)] == [404] * 3
    assert outside.asked == []


def test_a_link_is_dead_for_who_may_not_see_the_ticket(agent, message, outside, ticket):
    stranger_here = MembershipFactory(organization=agent.organization, role=Role.AGENT)
    link = link_to(message, agent)
    assert follow(link_to(message, stranger_here)).status_code == 404

    with tenant(agent.organization_id):
        ticket.department = DepartmentFactory(organization=agent.organization)
        ticket.save()

    assert follow(link).status_code == 404
    assert outside.asked == []


def test_a11_a_link_of_a_member_who_left_is_dead(agent, message, outside):
    with tenant(agent.organization_id):
        type(agent).objects.filter(pk=agent.pk).update(ended_at=timezone.now())

    assert (follow(link_to(message, agent)).status_code, outside.asked) == (404, [])


def test_a_link_is_dead_at_another_organization_late_and_altered(
    agent, message, outside, other_organization, time_machine
):
    time_machine.move_to(timezone.now(), tick=False)
    link = link_to(message, agent)

    assert follow(link, host="files.acme.testserver").status_code == 404
    assert follow(link, host="northwind.testserver").status_code == 404
    assert follow(link[:-5] + "AAAA/").status_code == 404
    assert follow(link.replace("/i/", "/f/")).status_code == 404
    time_machine.shift(timedelta(minutes=10, seconds=1))
    assert follow(link).status_code == 404
    assert outside.asked == []


def test_a_colleague_elsewhere_gets_no_html(client_of, agent, message):
    stranger_here = MembershipFactory(organization=agent.organization, role=Role.AGENT)

    assert asked_for(client_of(stranger_here), message).status_code == 404
    assert asked_for(client_of(agent), message).status_code == 200


def test_each_address_counts_once_and_fifty_are_enough(client_of, agent, ticket):
    many = "".join(f'<img src="https://a.test/{n}.png"><img src="https://a.test/{n}.png">' for n in range(60))
    message = MessageFactory(organization=agent.organization, ticket=ticket, html=many)
    client = client_of(agent)

    (item,) = client.get(f"/api/v1/tickets/{ticket.public_id}/thread/").json()["results"]

    assert item["remote_images"] == MAX_REMOTE_IMAGES
    found = sources(asked_for(client, message).json()["html"])
    assert (len(found), len(set(found))) == (2 * MAX_REMOTE_IMAGES, MAX_REMOTE_IMAGES)


@pytest.mark.parametrize(
    "source", ["remote:0", "remote:7", "cid:remote:0", "logo.png", "/api/v1/me/", "javascript:alert(1)", "file:///a"]
)
def test_a_mail_cannot_forge_our_names_nor_count_what_is_not_elsewhere(client_of, agent, ticket, source):
    html = f'<img src="{source}"><p>Hi</p>'
    message = MessageFactory(organization=agent.organization, ticket=ticket, html=html)

    assert clean_html(html).remote == ()
    assert asked_for(client_of(agent), message).json()["html"] == "<img><p>Hi</p>"


def test_no_more_than_a_few_are_fetched_at_once(agent, message, monkeypatch, outside):
    monkeypatch.setattr(images, "WAIT_SECONDS", 0)
    for _ in range(images.FETCHED_AT_ONCE):
        images._places.acquire()
    try:
        assert follow(link_to(message, agent)).status_code == 503
    finally:
        for _ in range(images.FETCHED_AT_ONCE):
            images._places.release()

    assert (follow(link_to(message, agent)).status_code, len(outside.asked)) == (200, 1)
