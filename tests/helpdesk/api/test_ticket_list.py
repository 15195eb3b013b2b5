from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.helpdesk import (
    OPENED_AT,
    DepartmentFactory,
    DraftFactory,
    TicketFactory,
    TicketReadFactory,
)

TICKETS = "/api/v1/tickets/"


# Beside sign-in and scope (which `presence` shows, with the one question of its own):
# departments of the member, for the abilities 1 · tickets with what is read and drafted 1
LIST_QUERIES = 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_two_queries_for_one_row_and_for_three(client_of, agent, billing, rows):
    TicketFactory.create_batch(rows, organization=agent.organization, department=billing)
    client = client_of(agent)
    client.get("/api/v1/presence/")
    with CaptureQueriesContext(connection) as around:
        client.get("/api/v1/presence/")

    with CaptureQueriesContext(connection) as asked:
        response = client.get(TICKETS)

    assert len(response.json()["results"]) == rows
    assert len(asked) - len(around) == LIST_QUERIES - 1


def test_a_list_row_is_the_ticket_as_it_is_read_alone(client_of, agent, billing):
    ticket = TicketFactory(organization=agent.organization, department=billing, assignee=agent)
    client = client_of(agent)

    (row,) = client.get(TICKETS).json()["results"]

    alone = client.get(f"{TICKETS}{ticket.public_id}/").json()
    assert row == {**{key: alone[key] for key in row}, "contact": row["contact"]}
    assert row["contact"].items() <= alone["contact"].items()
    assert row["abilities"] == {"reply": True, "note": True, "assign": True, "solve": True, "edit": True}


def test_the_list_hides_other_departments_and_other_organizations(client_of, agent, billing, other_organization):
    mine = TicketFactory(organization=agent.organization, department=billing)
    TicketFactory(organization=agent.organization)
    TicketFactory(organization=other_organization)

    response = client_of(agent).get(TICKETS, {"view": "all"})

    assert [ticket["id"] for ticket in response.json()["results"]] == [str(mine.public_id)]


def test_what_is_due_first_stands_first_and_below_it_the_newest_word(client_of, agent, billing):
    def ticket(subject, **fields):
        TicketFactory(organization=agent.organization, department=billing, subject=subject, **fields)

    ticket("answered long ago", answered=True)
    ticket("due tomorrow", due_in=timedelta(days=1))
    ticket("answered just now", answered=True, last_message_at=OPENED_AT + timedelta(hours=3))
    ticket("due in an hour", due_in=timedelta(hours=1))

    results = client_of(agent).get(TICKETS).json()["results"]

    assert [row["subject"] for row in results] == [
        "due in an hour",
        "due tomorrow",
        "answered just now",
        "answered long ago",
    ]


def test_pages_follow_each_other_without_gap_or_repeat_though_the_order_has_two_parts(client_of, agent, billing):
    for n in range(60):
        due = {"due_in": timedelta(minutes=n)} if n % 2 else {"answered": True}
        TicketFactory(organization=agent.organization, department=billing, **due)
    client = client_of(agent)

    first = client.get(TICKETS).json()
    second = client.get(first["next"]).json()
    back = client.get(second["previous"]).json()

    assert [len(first["results"]), len(second["results"])] == [50, 10]
    assert len({row["id"] for row in first["results"] + second["results"]}) == 60
    assert [row["id"] for row in back["results"]] == [row["id"] for row in first["results"]]


@pytest.mark.parametrize("cursor", ["x", "Pjs=", "PlsiYSIsMV0="])
def test_a_cursor_we_never_gave_is_not_found(client_of, agent, cursor):
    assert client_of(agent).get(TICKETS, {"cursor": cursor}).status_code == 404


def test_each_view_holds_its_tickets_and_the_counts_agree(client_of, agent, billing, time_machine):
    time_machine.move_to(OPENED_AT + timedelta(hours=1), tick=False)
    place = {"organization": agent.organization, "department": billing}
    mine = TicketFactory(**place, assignee=agent, answered=True)
    due = TicketFactory(**place, due_in=timedelta(hours=2))
    later = TicketFactory(**place, due_in=timedelta(hours=2, seconds=1))
    solved = TicketFactory(**place, solved=True)
    DraftFactory(organization=agent.organization, ticket=solved, membership=agent)
    DraftFactory(organization=agent.organization, ticket=later)  # a colleague's
    client = client_of(agent)

    shown = {
        view: {row["number"] for row in client.get(TICKETS, {"view": view}).json()["results"]}
        for view in ("mine", "unassigned", "due", "open", "drafts", "solved", "all")
    }
    counts = client.get(f"{TICKETS}views/").json()

    assert shown == {
        "mine": {mine.number},
        "unassigned": {due.number, later.number},
        "due": {due.number},
        "open": {mine.number, due.number, later.number},
        "drafts": {solved.number},
        "solved": {solved.number},
        "all": {mine.number, due.number, later.number, solved.number},
    }
    assert {view["key"]: view["count"] for view in counts["views"]} == {
        view: len(shown[view]) for view in ("mine", "unassigned", "due", "open", "drafts")
    }
    assert counts["departments"] == [
        {
            "id": str(billing.public_id),
            "name": "Billing",
            "colour": billing.colour,
            "count": 3,
            "more": False,
            "due_soon": 1,
        }
    ]


def test_the_counts_take_two_queries_however_many_departments(client_of, agent, billing):
    client = client_of(agent)
    client.get("/api/v1/presence/")
    with CaptureQueriesContext(connection) as around:
        client.get("/api/v1/presence/")
    for _ in range(3):
        DepartmentFactory(organization=agent.organization, members=[agent])

    with CaptureQueriesContext(connection) as asked:
        response = client.get(f"{TICKETS}views/")

    assert len(response.json()["departments"]) == 4
    assert len(asked) - len(around) == 1


def test_a_count_stops_where_nobody_counts_any_more(client_of, agent, billing, monkeypatch):
    monkeypatch.setattr("helpdesk.queries.views.CAP", 2)
    TicketFactory.create_batch(3, organization=agent.organization, department=billing)

    views = client_of(agent).get(f"{TICKETS}views/").json()["views"]

    assert next(view for view in views if view["key"] == "open") == {"key": "open", "count": 2, "more": True}


def test_filters_narrow_the_list(client_of, agent, billing):
    place = {"organization": agent.organization, "department": billing}
    wanted = TicketFactory(**place, priority="urgent", assignee=agent)
    TicketFactory(**place, status="pending")
    elsewhere = DepartmentFactory(organization=agent.organization, members=[agent])
    TicketFactory(organization=agent.organization, department=elsewhere)
    client = client_of(agent)

    for narrowed in (
        {"priority": "urgent"},
        {"assignee": agent.public_id},
        {"contact": wanted.contact.public_id},
        {"department": billing.public_id, "status": "new,open"},
    ):
        results = client.get(TICKETS, narrowed).json()["results"]
        assert [row["number"] for row in results] == [wanted.number], narrowed


@pytest.mark.parametrize(
    "asked",
    [
        {"order_by": "contact__email"},
        {"assignee__user__password__startswith": "a"},
        {"status": "new,lost"},
        {"view": "everything"},
        {"department": "1"},
        {"organization": "2"},
    ],
)
def test_a_filter_outside_the_list_is_refused_by_name(client_of, agent, asked):
    response = client_of(agent).get(TICKETS, asked)

    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == list(asked)


def test_unread_is_what_came_after_the_member_last_read(client_of, agent, billing):
    place = {"organization": agent.organization, "department": billing}
    never = TicketFactory(**place)
    read = TicketFactory(**place)
    again = TicketFactory(**place, last_message_at=OPENED_AT + timedelta(seconds=1))
    for ticket in (read, again):
        TicketReadFactory(organization=agent.organization, ticket=ticket, membership=agent)
    TicketReadFactory(organization=agent.organization, ticket=never)  # a colleague's

    results = client_of(agent).get(TICKETS).json()["results"]

    assert {row["number"]: row["unread"] for row in results} == {
        never.number: True,
        read.number: False,
        again.number: True,
    }
