import pytest

from core.tenancy import tenant
from tests.factories.helpdesk import TicketFactory
from tests.reports.api.test_productivity import PERIOD
from tests.reports.happenings import Log


def get(client, **query):
    response = client.get("/api/v1/reports/agent-rating/", PERIOD | query)
    assert response.status_code == 200, response.content
    return response.json()


@pytest.fixture
def rate(organization, billing, counted):
    """`rate(agent, 5, 4)` gives two answers about that agent's work in Billing."""
    numbers = iter(range(1, 10_000))

    def give(member, *ratings, **fields):
        with tenant(organization.pk):
            log = Log()
            ticket = TicketFactory(organization=organization, department=billing)
            for rating in ratings:
                number = next(numbers)
                log.answered(number, member.pk, rating, department=billing.pk, ticket_id=ticket.pk, **fields)
        counted()

    return give


def row(report, member):
    (found,) = [row for row in report["rows"] if row["agent"]["id"] == str(member.public_id)]
    return found


def test_fewer_than_five_answers_show_no_number(client_of, owner, agent, rate):
    rate(agent, 5, 5, 5, 1)

    shown = row(get(client_of(owner)), agent)

    assert shown == {
        "agent": {"id": str(agent.public_id), "name": agent.user.name},
        "n": 4,
        "positive": None,
        "percent": None,
        "low": None,
        "high": None,
        "mean": None,
        "shrunk_percent": None,
        "tier": None,
        "shown": False,
    }


def test_fewer_than_twenty_answers_show_a_number_and_no_tier(client_of, owner, agent, colleague, rate):
    rate(agent, 5, 5, 5, 5, 4)
    rate(colleague, *[5] * 20)

    shown = row(get(client_of(owner)), agent)

    assert (shown["n"], shown["percent"], shown["mean"], shown["tier"]) == (5, 100, 4.8, None)
    assert (shown["low"], shown["high"]) == (56.551753, 100)


def test_only_a_whole_interval_below_the_team_is_below(client_of, owner, agent, colleague, rate):
    rate(agent, *[5] * 5, *[1] * 25)
    rate(colleague, *[5] * 60)

    report = get(client_of(owner))

    assert row(report, agent)["tier"] == "below"
    assert row(report, colleague)["tier"] == "above"
    assert [row["agent"]["id"] for row in report["rows"]] == [str(colleague.public_id), str(agent.public_id)]
    assert (report["team"]["n"], report["team"]["positive"]) == (90, 65)


def test_suspect_answers_are_listed_and_not_counted(client_of, owner, agent, rate):
    rate(agent, *[5] * 5)
    rate(agent, 1, suspect=True, first_answered_at=None)
    client = client_of(owner)

    report = get(client)
    query = PERIOD | {"report": "agent-rating", "figure": "left_out"}
    rows = client.get("/api/v1/reports/rows/", query).json()["results"]

    assert row(report, agent)["n"] == 5
    assert [(item["reason"], item["count"]) for item in report["left_out"]] == [("suspect", 1)]
    assert len(rows) == 1


def test_an_agent_is_compared_with_the_team_and_sees_nobody_else(client_of, agent, colleague, rate):
    rate(agent, *[5] * 20)
    rate(colleague, *[1] * 10)

    report = get(client_of(agent))

    assert [row["agent"]["id"] for row in report["rows"]] == [str(agent.public_id)]
    assert (report["team"]["n"], report["team"]["withheld"]) == (30, False)


def test_a_team_that_would_give_a_colleague_away_is_withheld(client_of, agent, colleague, rate):
    rate(agent, *[5] * 20)
    rate(colleague, *[1] * 4)

    report = get(client_of(agent))

    assert report["team"] == {
        "n": 0, "positive": 0, "percent": None, "low": None, "high": None, "mean": None, "withheld": True
    }  # fmt: skip
    assert row(report, agent)["tier"] is None


def test_behind_the_number_there_are_as_many_answers(client_of, owner, agent, rate):
    rate(agent, 5, 5, 5, 5, 1)
    client = client_of(owner)
    query = PERIOD | {"report": "agent-rating", "agent": str(agent.public_id)}

    everything = client.get("/api/v1/reports/rows/", query | {"figure": "n"}).json()["results"]
    positive = client.get("/api/v1/reports/rows/", query | {"figure": "positive"}).json()["results"]

    assert sorted(row["value"] for row in everything) == [1, 5, 5, 5, 5]
    assert len(positive) == row(get(client), agent)["positive"] == 4
    assert {row["kind"] for row in everything} == {"answer"}
