from datetime import timedelta

import pytest

from core.tenancy import tenant
from reports.queries.rows import PRODUCTIVITY
from tests.factories.helpdesk import OPENED_AT, TicketFactory
from tests.reports.api.test_productivity import PERIOD, get, row, work  # noqa: F401 — the same day
from tests.reports.happenings import Log


def rows(client, **query):
    address = "/api/v1/reports/rows/"
    found, url = [], None
    while True:
        response = client.get(url) if url else client.get(address, PERIOD | {"report": "agent-productivity"} | query)
        assert response.status_code == 200, response.content
        found += response.json()["results"]
        url = response.json()["next"]
        if not url:
            return found


@pytest.mark.parametrize("figure", sorted(PRODUCTIVITY))
def test_behind_every_number_there_are_exactly_as_many_rows(client_of, owner, agent, colleague, work, figure):  # noqa: F811
    client = client_of(owner)
    report = get(client)

    for member in (agent, colleague, None):
        shown = row(report, member) if member else report["total"]
        if figure not in shown:
            continue
        number = shown[figure]["n"] if isinstance(shown[figure], dict) else shown[figure]
        query = {"agent": str(member.public_id)} if member else {}
        assert len(rows(client, figure=figure, **query)) == number


def test_a_row_names_the_ticket_and_the_value(client_of, owner, agent, work):  # noqa: F811
    found = rows(client_of(owner), figure="first_response", agent=str(agent.public_id))

    assert sorted((row["value"], row["title"]) for row in found) == [
        (600, f"#{work[0].number} {work[0].subject}"),
        (1200, f"#{work[1].number} {work[1].subject}"),
    ]
    assert {row["kind"] for row in found} == {"ticket"}
    assert {row["agent"]["name"] for row in found} == {agent.user.name}


def test_a_ticket_out_of_sight_keeps_its_row_and_loses_its_name(client_of, agent, organization, sales, counted):
    gone = TicketFactory(organization=organization, department=sales)
    with tenant(organization.pk):
        Log().replied(gone.pk, agent.pk, department=sales.pk)
    counted()

    (found,) = rows(client_of(agent), figure="replies")

    assert found["id"] is None
    assert gone.subject not in found["title"]


def test_the_rows_of_a_colleague_are_not_there(client_of, agent, colleague, work):  # noqa: F811
    response = client_of(agent).get(
        "/api/v1/reports/rows/",
        PERIOD | {"report": "agent-productivity", "figure": "replies", "agent": str(colleague.public_id)},
    )

    assert response.status_code == 404


def test_pages_join_without_gap_or_repeat(client_of, owner, organization, agent, billing, counted):
    with tenant(organization.pk):
        log = Log()
        for ticket in range(60):
            log.solved(ticket, agent.pk, department=billing.pk)
            log.solved(ticket, agent.pk, department=billing.pk)
    counted()
    client = client_of(owner)

    found = rows(client, figure="solved")

    assert len(found) == get(client)["total"]["solved"] == 60


def test_a_figure_of_another_report_is_refused(client_of, owner):
    response = client_of(owner).get("/api/v1/reports/rows/", PERIOD | {"report": "agent-rating", "figure": "solved"})

    assert response.status_code == 400


def test_a_ticket_solved_twice_is_one_row_also_when_both_were_at_one_moment(
    client_of, owner, organization, agent, billing, counted
):
    ticket = TicketFactory(organization=organization, department=billing)
    with tenant(organization.pk):
        log = Log()
        for _ in range(3):
            log.solved(ticket.pk, agent.pk, department=billing.pk)
        log.solved(ticket.pk, agent.pk, department=billing.pk, at=OPENED_AT - timedelta(hours=1))
    counted()

    (found,) = rows(client_of(owner), figure="solved")

    assert found["ticket"]["number"] == ticket.number
