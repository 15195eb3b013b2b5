from datetime import timedelta

import pytest

from core.tenancy import tenant
from helpdesk.queries.thread import Place, thread_page
from helpdesk.services.incoming import NewMessage, open_ticket
from helpdesk.services.messages import note_on_ticket
from helpdesk.services.tickets import assign_ticket, solve_ticket
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, ContactFactory, DraftFactory, MessageFactory, TicketFactory

MINUTE = timedelta(minutes=1)


@pytest.fixture
def ticket(agent, billing):
    return TicketFactory(organization=agent.organization, department=billing)


def thread(client, ticket, **query):
    return client.get(f"/api/v1/tickets/{ticket.public_id}/thread/", query).json()


def test_messages_and_what_happened_stand_in_the_order_of_time(client_of, agent, ticket):
    MessageFactory(organization=agent.organization, ticket=ticket, text="Hello\n\n> quoted")
    with tenant(agent.organization_id):
        act = {"ticket_id": ticket.public_id, "actor": agent}
        assign_ticket(**act, assignee_id=agent.public_id, seen_version=1, at=OPENED_AT + MINUTE)
        note_on_ticket(**act, text="Careful", at=OPENED_AT + 2 * MINUTE)
        solve_ticket(**act, seen_version=3, at=OPENED_AT + 3 * MINUTE)

    items = thread(client_of(agent), ticket)["results"]

    assert [(item["type"], item.get("kind") or item["name"]) for item in items] == [
        ("message", "public"),
        ("event", "helpdesk.ticket.assigned"),
        ("message", "note"),
        ("event", "helpdesk.ticket.solved"),
    ]
    assert (items[0]["visible_text"].strip(), "> quoted" in items[0]["quoted_text"]) == ("Hello", True)
    assert items[0]["author"] == {
        "kind": "customer",
        "id": str(ticket.contact.public_id),
        "name": ticket.contact.name,
        "email": ticket.contact.email,
    }
    assert items[1]["detail"] == {"before": None, "after": agent.user.name}
    assert items[1]["actor"] == {"name": agent.user.name}


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_that_it_was_opened_stands_before_all_that_came_at_the_same_moment(agent, billing, size):
    with tenant(agent.organization_id):
        ticket = open_ticket(
            department=billing,
            contact=ContactFactory(organization=agent.organization),
            subject="Router",
            message=NewMessage(text="It is broken"),
            at=OPENED_AT,
        )
        solve_ticket(ticket_id=ticket.public_id, seen_version=ticket.version, actor=agent, at=OPENED_AT)

        pages = [thread_page(ticket, viewer=agent, size=size)]
        while pages[-1].previous:
            before = Place.read(pages[-1].previous.written())
            pages.append(thread_page(ticket, viewer=agent, before=before, size=size))

    items = [item for page in reversed(pages) for item in page.items]
    assert [item.get("name") or item["type"] for item in items] == [
        "helpdesk.ticket.opened",
        "message",
        "helpdesk.ticket.solved",
    ]


def test_the_first_page_is_the_newest_and_older_ones_follow_without_gap(client_of, agent, ticket):
    for n in range(120):
        MessageFactory(organization=agent.organization, ticket=ticket, at=OPENED_AT + (n // 3) * MINUTE)
    client = client_of(agent)

    pages = [thread(client, ticket)]
    while pages[-1]["previous"]:
        pages.append(client.get(pages[-1]["previous"]).json())

    assert [len(page["results"]) for page in pages] == [50, 50, 20]
    ids = [item["id"] for page in reversed(pages) for item in page["results"]]
    with tenant(agent.organization_id):
        wanted = ticket.messages.order_by("at", "pk").values_list("public_id", flat=True)
        assert ids == [str(public_id) for public_id in wanted]


def test_strangers_html_is_harmless_and_says_what_was_held_back(client_of, agent, ticket):
    html = '<p onclick="x()">Hi<script>alert(1)</script><img src="https://tracker.example/a.gif"></p>'
    MessageFactory(organization=agent.organization, ticket=ticket, html=html)

    (item,) = thread(client_of(agent), ticket)["results"]

    assert "script" not in item["html"]
    assert "onclick" not in item["html"]
    assert "tracker" not in item["html"]
    assert item["remote_images"] == 1


def test_a_message_without_html_has_none(client_of, agent, ticket):
    MessageFactory(organization=agent.organization, ticket=ticket)

    (item,) = thread(client_of(agent), ticket)["results"]

    assert (item["html"], item["remote_images"], item["attachments"], item["delivery"]) == (None, 0, [], None)


def test_the_thread_asks_as_often_for_three_messages_as_for_one(agent, ticket, django_assert_num_queries):
    MessageFactory(organization=agent.organization, ticket=ticket)
    with tenant(agent.organization_id):
        # messages, their attachments 2 · events 1 · calls 1 · held 1
        with django_assert_num_queries(5):
            thread_page(ticket, viewer=agent)
        MessageFactory.create_batch(2, organization=agent.organization, ticket=ticket)
        with django_assert_num_queries(5):
            assert len(thread_page(ticket, viewer=agent).items) == 3


@pytest.mark.parametrize("cursor", ["x", "eCB5IHo=", "MjAyNi0xMS0xOCAwIDA="])
def test_a_cursor_we_never_gave_is_not_found(client_of, agent, ticket, cursor):
    response = client_of(agent).get(f"/api/v1/tickets/{ticket.public_id}/thread/", {"cursor": cursor})

    assert response.status_code == 404


def test_a_conversation_out_of_sight_is_not_found(client_of, agent, billing):
    theirs = TicketFactory(organization=agent.organization)
    client = client_of(agent)

    for path in ("thread", "draft"):
        assert client.get(f"/api/v1/tickets/{theirs.public_id}/{path}/").status_code == 404


def test_a_body_that_is_null_is_refused_and_leaves_the_draft(client_of, agent, ticket):
    client = client_of(agent)
    path = f"/api/v1/tickets/{ticket.public_id}/draft/"
    client.put(path, {"text": "Half a"}, content_type="application/json")

    assert client.put(path, "null", content_type="application/json").status_code == 400
    assert client.get(path).json()["text"] == "Half a"


def test_a_draft_is_kept_read_and_thrown_away_and_is_ones_own(client_of, agent, billing, ticket):
    DraftFactory(
        organization=agent.organization, ticket=ticket, membership=MembershipFactory(organization=agent.organization)
    )
    client = client_of(agent)
    path = f"/api/v1/tickets/{ticket.public_id}/draft/"
    empty = client.get(path).json()

    kept = client.put(path, {"kind": "note", "text": " half ", "html": ""}, content_type="application/json").json()
    read = client.get(path).json()
    gone = client.delete(path)

    assert empty == {"kind": "reply", "text": "", "html": "", "saved_at": None, "uploads": []}
    assert kept == read
    assert (read["kind"], read["text"]) == ("note", " half ")
    assert (gone.status_code, client.get(path).json()) == (204, empty)
