import csv
from io import StringIO

import pytest

from accounts.enums import Role
from core.models import Event
from core.tenancy import tenant
from helpdesk.models import Ticket
from reports.queries import case_files
from tests.factories.accounts import MembershipFactory
from tests.reports.api.test_productivity import PERIOD, get, work  # noqa: F401 — the same day
from tests.reports.api.test_rows import rows
from tests.reports.happenings import Log

AGENTS = "/api/v1/reports/agent-productivity/export/"
RATINGS = "/api/v1/reports/agent-rating/export/"
CASES = "/api/v1/reports/rows/export/"


def taken(client, address, **query):
    """The cells of the file, and what was said about it."""
    response = client.get(address, PERIOD | query)
    assert response.status_code == 200, response.content
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline=""))), response


def cases(client, figure, **query):
    return taken(client, CASES, report="agent-productivity", figure=figure, **query)[0][1:]


def test_the_file_has_the_rows_and_columns_of_the_table(client_of, owner, agent, colleague, work):  # noqa: F811
    found, response = taken(client_of(owner), AGENTS)

    assert found == [
        [
            "Agent",
            "Assigned",
            "Tickets answered",
            "Replies",
            "Solved tickets",
            "First reply, cases",
            "First reply, median (s)",
            "First reply, 90th percentile (s)",
            "Calls answered",
            "Talk time, mean (s)",
        ],
        ["Everybody", "1", "2", "3", "2", "2", "900", "1140", "0", ""],
        [colleague.user.name, "0", "1", "1", "2", "0", "", "", "0", ""],
        [agent.user.name, "1", "2", "2", "1", "2", "900", "1140", "0", ""],
    ]
    assert response["content-type"] == "text/csv; charset=utf-8"
    assert response["content-disposition"] == ('attachment; filename="agent-productivity-2026-11-18-2026-11-18.csv"')


def test_the_file_asks_the_same_clock_department_and_period(client_of, owner, sales, work):  # noqa: F811
    client = client_of(owner)

    assert taken(client, AGENTS, clock="business")[0][1][6:8] == ["90", "114"]
    assert taken(client, AGENTS, department=str(sales.public_id))[0][1][4] == "1"
    assert taken(client, AGENTS, **{"from": "2026-11-17", "to": "2026-11-17"})[0][1:] == [
        ["Everybody", "0", "0", "0", "0", "0", "", "", "0", ""]
    ]


def test_too_few_ratings_leave_their_cells_empty(client_of, owner, organization, agent, billing, counted):
    with tenant(organization.pk):
        log = Log()
        for answer in range(4):
            log.answered(answer, agent.pk, 5, department=billing.pk)
    counted()

    found, _ = taken(client_of(owner), RATINGS)

    assert found[1] == ["Team", "4", "4", "100.00", "51.01", "100.00", "", "5.00", ""]
    assert found[2] == [agent.user.name, "4", "", "", "", "", "", "", ""]


@pytest.mark.parametrize("figure", ["received", "assigned", "replied", "replies", "solved", "first_response"])
def test_the_file_behind_a_number_has_as_many_rows_as_it_says(client_of, owner, agent, work, figure):  # noqa: F811
    client = client_of(owner)

    for query in ({}, {"agent": str(agent.public_id)}):
        assert len(cases(client, figure, **query)) == len(rows(client, figure=figure, **query))


def test_cases_are_written_in_the_order_asked_for_and_more_than_a_piece(
    client_of,
    owner,
    work,  # noqa: F811
    monkeypatch,
):
    monkeypatch.setattr(case_files, "BATCH", 1)
    client = client_of(owner)

    found = cases(client, "first_response", sort="-value")

    assert [row[3] for row in found] == ["1200", "600"]
    assert [row["value"] for row in rows(client, figure="first_response", sort="-value")] == [1200, 600]
    assert [row["value"] for row in rows(client, figure="first_response", sort="value")] == [600, 1200]


def test_a62_a_subject_and_a_name_like_formulas_stay_text(client_of, owner, agent, work):  # noqa: F811
    with tenant(owner.organization_id):
        Ticket.objects.update(subject="=1+1")
        agent.user.name = "=cmd|' /C calc'!A0"
        agent.user.save(update_fields=["name"])
    client = client_of(owner)

    files = [taken(client, AGENTS)[0], cases(client, "solved")]

    assert all(not cell.startswith(tuple("=+-@")) for table in files for row in table for cell in row)
    assert "'=cmd|' /C calc'!A0" in {row[0] for row in files[0]}


def test_a_supervisor_takes_the_own_departments_only(client_of, supervisor, sales, work):  # noqa: F811
    client = client_of(supervisor)

    assert len(cases(client, "solved")) == get(client)["total"]["solved"] == 1
    assert client.get(AGENTS, PERIOD | {"department": str(sales.public_id)}).status_code == 404


@pytest.mark.parametrize("address", [AGENTS, RATINGS, CASES + "?report=agent-productivity&figure=solved"])
@pytest.mark.parametrize("role", [Role.AGENT, Role.REVIEWER, Role.VIEWER])
def test_who_may_not_take_figures_out_gets_none_and_leaves_no_trace(client_of, organization, role, address):
    member = MembershipFactory(organization=organization, role=role)

    response = client_of(member).get(address)

    assert response.status_code == 403
    with tenant(organization.pk):
        assert not Event.objects.filter(name="reports.export.taken").exists()


def test_what_was_taken_stands_in_the_audit_trail(client_of, owner, work):  # noqa: F811
    client = client_of(owner)
    cases(client, "solved")

    (line,) = [row for row in client.get("/api/v1/audit/").json()["results"] if row["name"] == "reports.export.taken"]

    assert line["actor"]["name"] == owner.user.name
    assert line["detail"] == {"what": "agent-productivity/solved", "count": 2}


def test_who_loses_the_right_meanwhile_gets_no_further_piece(client_of, owner, work, monkeypatch):  # noqa: F811
    monkeypatch.setattr(case_files, "BATCH", 1)
    client = client_of(owner)
    response = client.get(CASES, PERIOD | {"report": "agent-productivity", "figure": "solved"})
    pieces = iter(response.streaming_content)
    assert [next(pieces) for _ in range(3)]

    with tenant(owner.organization_id):
        owner.role = Role.VIEWER
        owner.save(update_fields=["role"])

    with pytest.raises(Exception, match="may not take figures out"):
        next(pieces)


def test_a_value_can_only_order_what_has_one(client_of, owner, work):  # noqa: F811
    found = rows(client_of(owner), figure="solved", sort="-value")

    assert len(found) == 2
