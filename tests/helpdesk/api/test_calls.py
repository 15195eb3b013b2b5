from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from accounts.enums import Role
from core.tenancy import tenant
from helpdesk.api.calls import NewestCalls
from helpdesk.models import Call
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import CallFactory, RecordingFactory
from tests.factories.helpdesk import OPENED_AT, DepartmentFactory, TicketFactory

# savepoint of the scope 2 · scope in and out 2 · session with account 1 · calls 1 ·
# which of them may be heard 1 · departments of the member, for the abilities 1
LIST_QUERIES = 8
UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def billing(agent):
    with tenant(agent.organization_id):
        return agent.department_links.get().department


@pytest.fixture
def call(agent, billing):
    return CallFactory(organization=agent.organization, department=billing, agent=agent)


@pytest.mark.parametrize("page", ["first", "next"])
def test_the_list_is_read_in_the_order_of_its_index(organization, page):
    """A list of a million calls that is sorted for each page is no list."""
    kind = NewestCalls()
    request = Request(APIRequestFactory().get("/"))
    with tenant(organization.pk):
        CallFactory.create_batch(2, organization=organization)
        kind.page_size = 1
        kind.paginate_queryset(Call.objects.all(), request)
        if page == "next":
            address = kind.get_paginated_response([]).data["next"]
            request = Request(APIRequestFactory().get(address))
        with CaptureQueriesContext(connection) as asked:
            kind.paginate_queryset(Call.objects.all(), request)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
            cursor.execute(f"EXPLAIN {asked[0]['sql']}")
            plan = " ".join(line for (line,) in cursor.fetchall())

    assert "helpdesk_call_newest" in plan
    assert "Sort" not in plan


def test_the_list_shows_calls_of_ones_departments_newest_first(client_of, agent, billing, call):
    later = CallFactory(organization=agent.organization, department=billing, started_at=OPENED_AT + timedelta(hours=1))
    CallFactory(organization=agent.organization, department=DepartmentFactory(organization=agent.organization))

    rows = client_of(agent).get("/api/v1/calls/").json()["results"]

    assert [row["id"] for row in rows] == [str(later.public_id), str(call.public_id)]
    row = rows[1]
    assert (row["direction"], row["outcome"], row["wait_seconds"], row["talk_seconds"]) == ("in", "answered", 10, 280)
    assert row["agent"] == {"id": str(agent.public_id), "name": agent.user.name}
    assert row["caller"] == "+442079460100"
    assert (row["has_recording"], row["recording_seconds"], row["ticket"], row["contact"]) == (False, None, None, None)
    assert row["abilities"] == {"link": True, "play": False}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_row_and_for_three(
    client_of, agent, billing, rows, django_assert_num_queries
):
    for _ in range(rows):
        made = CallFactory(organization=agent.organization, department=billing, agent=agent)
        RecordingFactory(organization=agent.organization, call=made)
    client = client_of(agent)

    with django_assert_num_queries(LIST_QUERIES):
        response = client.get("/api/v1/calls/")

    assert [row["abilities"]["play"] for row in response.json()["results"]] == [True] * rows


def test_the_list_is_filtered(client_of, agent, billing, call):
    lost = CallFactory(organization=agent.organization, department=billing, abandoned=True)
    RecordingFactory(organization=agent.organization, call=call)
    client = client_of(agent)

    def ids(query: str) -> list[str]:
        return [row["id"] for row in client.get(f"/api/v1/calls/?{query}").json()["results"]]

    assert ids("outcome=abandoned") == [str(lost.public_id)]
    assert ids("recorded=true") == [str(call.public_id)]
    (recorded,) = client.get("/api/v1/calls/?recorded=true").json()["results"]
    assert (recorded["has_recording"], recorded["recording_seconds"]) == (True, 300)
    assert ids(f"agent={agent.public_id}") == [str(call.public_id)]
    assert ids(f"department={UNKNOWN}") == []
    assert client.get("/api/v1/calls/?outcome=nonsense").status_code == 400


def test_one_call_has_the_keys_of_its_row_and_more(client_of, agent, call):
    RecordingFactory(organization=agent.organization, call=call)
    client = client_of(agent)

    row = client.get("/api/v1/calls/").json()["results"][0]
    alone = client.get(f"/api/v1/calls/{call.public_id}/").json()

    assert {key: alone[key] for key in row} == row
    (leg,) = alone["legs"]
    assert (leg["agent"]["name"], leg["talk_seconds"], leg["result"]) == (agent.user.name, 280, "completed")
    recording = alone["recording"]
    assert (recording["state"], recording["channels"], recording["duration_seconds"]) == ("ready", 2, 300)
    assert recording["dead_air"] == [{"start": 250, "end": 300}]


def test_peaks_come_ready_to_draw(client_of, agent, call):
    RecordingFactory(organization=agent.organization, call=call)

    peaks = client_of(agent).get(f"/api/v1/calls/{call.public_id}/peaks/").json()

    assert peaks == {
        "lanes": [
            {"name": "agent", "peaks": [0, 0.2, 1]},
            {"name": "customer", "peaks": [0.039, 0.078, 0.118]},
        ],
        "duration_seconds": 300,
    }


def test_a_call_is_put_to_a_ticket(client_of, agent, billing, call):
    ticket = TicketFactory(organization=agent.organization, department=billing)

    response = client_of(agent).post(
        f"/api/v1/calls/{call.public_id}/link/", {"ticket_id": str(ticket.public_id)}, content_type="application/json"
    )

    assert response.json()["ticket"] == {"id": str(ticket.public_id), "number": ticket.number}
    with tenant(agent.organization_id):
        assert Call.objects.get(pk=call.pk).ticket_id == ticket.pk


def test_a_ticket_one_may_not_see_is_not_found(client_of, agent, call, other_organization):
    theirs = TicketFactory(organization=other_organization)
    hidden = TicketFactory(organization=agent.organization)
    client = client_of(agent)

    answers = [
        client.post(f"/api/v1/calls/{call.public_id}/link/", {"ticket_id": str(id_)}, content_type="application/json")
        for id_ in (theirs.public_id, hidden.public_id, UNKNOWN)
    ]

    assert [answer.status_code for answer in answers] == [400, 400, 400]
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("path", ["", "peaks/"])
def test_a_foreign_call_answers_as_one_that_never_was(client_of, agent, other_organization, path):
    theirs = CallFactory(organization=other_organization)
    hidden = CallFactory(organization=agent.organization)
    client = client_of(agent)

    answers = [client.get(f"/api/v1/calls/{id_}/{path}") for id_ in (theirs.public_id, hidden.public_id, UNKNOWN)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1


def test_a_viewer_reads_calls_and_hears_none(client_of, organization, billing, call):
    viewer = MembershipFactory(organization=organization, role=Role.VIEWER)
    with tenant(organization.pk):
        billing.member_links.create(membership=viewer)
    RecordingFactory(organization=organization, call=call)
    client = client_of(viewer)

    assert client.get(f"/api/v1/calls/{call.public_id}/").status_code == 200
    assert client.get(f"/api/v1/calls/{call.public_id}/").json()["abilities"] == {"link": False, "play": False}
    assert client.post(f"/api/v1/calls/{call.public_id}/play/").status_code == 403
    assert client.get(f"/api/v1/calls/{call.public_id}/peaks/").status_code == 403
