from datetime import timedelta

import pytest

from core.models import Delivery
from core.tenancy import tenant
from tests.factories.helpdesk import OPENED_AT, TicketFactory
from tests.reports.happenings import Log

PERIOD = {"from": "2026-11-18", "to": "2026-11-18"}
NOTHING = {"n": 0, "mean": None, "median": None, "p90": None}


@pytest.fixture
def work(organization, agent, colleague, billing, sales, counted):
    """A day of two agents and two departments."""
    tickets = [TicketFactory(organization=organization, department=billing) for _ in range(3)]
    one, two, three = (ticket.pk for ticket in tickets)
    with tenant(organization.pk):
        log = Log()
        for ticket in (one, two, three):
            log.opened(ticket, department=billing.pk)
        log.assigned(one, agent.pk, department=billing.pk)
        log.replied(one, agent.pk, department=billing.pk, first=(600, 60))
        log.replied(one, colleague.pk, department=billing.pk)
        log.replied(two, agent.pk, department=billing.pk, first=(1200, 120))
        log.solved(one, agent.pk, department=billing.pk)
        log.solved(one, colleague.pk, department=billing.pk, at=OPENED_AT + timedelta(hours=1))
        log.solved(three, colleague.pk, department=sales.pk)
    counted()
    return tickets


def get(client, **query):
    response = client.get("/api/v1/reports/agent-productivity/", PERIOD | query)
    assert response.status_code == 200, response.content
    return response.json()


def row(report, member):
    (found,) = [row for row in report["rows"] if row["agent"]["id"] == str(member.public_id)]
    return found


def test_each_agent_has_a_row_and_a_ticket_of_two_people_counts_once_in_the_total(client_of, owner, agent, work):
    report = get(client_of(owner))

    assert row(report, agent) == {
        "agent": {"id": str(agent.public_id), "name": agent.user.name},
        "assigned": 1,
        "replied": 2,
        "replies": 2,
        "solved": 1,
        "calls_answered": 0,
        "first_response": {"n": 2, "mean": 900, "median": 900, "p90": 1140},
        "talk": {**NOTHING, "total_seconds": 0},
    }
    assert [row["solved"] for row in report["rows"]] == [1, 2]
    assert report["total"]["solved"] == 2
    assert report["total"]["replies"] == 3
    assert report["total"]["received"] == 3
    assert "solved" in report["total"]["not_additive"]
    assert "replies" not in report["total"]["not_additive"]


def test_the_clock_is_chosen_and_said(client_of, owner, agent, work):
    report = get(client_of(owner), clock="business")

    assert report["clock"] == "business"
    assert row(report, agent)["first_response"]["median"] == 90


def test_an_agent_sees_the_own_figures_and_nobody_elses(client_of, colleague, work):
    report = get(client_of(colleague))

    assert [row["agent"]["name"] for row in report["rows"]] == [colleague.user.name]
    assert report["total"]["solved"] == 2
    assert report["total"]["replies"] == 1


def test_a_supervisor_sees_the_own_departments_only(client_of, supervisor, work):
    report = get(client_of(supervisor))

    assert report["total"]["solved"] == 1
    assert report["total"]["replies"] == 3


def test_a_department_out_of_reach_is_not_there(client_of, supervisor, sales, work):
    client = client_of(supervisor)
    address = "/api/v1/reports/agent-productivity/"

    theirs = client.get(address, PERIOD | {"department": str(sales.public_id)})
    none = client.get(address, PERIOD | {"department": "00000000-0000-4000-8000-000000000000"})

    assert theirs.status_code == none.status_code == 404
    assert theirs.json() == none.json()


def test_one_department_can_be_chosen(client_of, owner, sales, work):
    report = get(client_of(owner), department=str(sales.public_id))

    assert report["total"]["solved"] == 1
    assert report["total"]["replies"] == 0


def test_every_day_is_in_the_chart_also_an_empty_one(client_of, owner, work):
    report = get(client_of(owner), **{"from": "2026-11-17", "to": "2026-11-19"})

    assert [(day["day"], day["received"], day["solved"]) for day in report["days"]] == [
        ("2026-11-17", 0, 0),
        ("2026-11-18", 3, 2),
        ("2026-11-19", 0, 0),
    ]
    assert report["days"][0]["csat"]["percent"] is None


def test_the_day_before_is_given_to_compare_with(client_of, owner, work):
    report = get(client_of(owner), **{"from": "2026-11-19", "to": "2026-11-19", "compare": "previous"})

    assert report["total"]["replies"] == 0
    assert report["previous"]["period"] == PERIOD
    assert [(day["day"], day["received"]) for day in report["previous"]["days"]] == [("2026-11-18", 3)]
    assert report["previous"]["total"]["replies"] == 3


@pytest.mark.parametrize(("clock", "median"), [("calendar", 900), ("business", 90)])
def test_a_day_of_the_chart_says_the_same_as_the_report_of_that_day(client_of, owner, work, clock, median):
    report = get(client_of(owner), clock=clock)

    (day,) = report["days"]
    assert day["first_response_median"] == report["total"]["first_response"]["median"] == median
    assert day["talk_mean"] is report["total"]["talk"]["mean"] is None


def test_a_period_without_work_has_no_value_rather_than_zero(client_of, owner, work):
    report = get(client_of(owner), **{"from": "2026-10-01", "to": "2026-10-31"})

    assert report["rows"] == []
    assert report["total"]["first_response"] == NOTHING


def test_what_is_not_counted_yet_is_said(client_of, owner, organization, work, billing, time_machine):
    fresh = get(client_of(owner))
    with tenant(organization.pk):
        Log().opened(990, department=billing.pk, at=OPENED_AT)
    time_machine.move_to(OPENED_AT + timedelta(minutes=1), tick=False)

    behind = get(client_of(owner))

    assert (fresh["stale"], behind["stale"]) == (False, True)
    assert behind["data_as_of"] == "2026-11-18T09:00:00Z"


def test_a_report_that_misses_an_event_that_gave_up_says_so(
    client_of, owner, organization, work, billing, time_machine
):
    with tenant(organization.pk):
        Log().opened(990, department=billing.pk, at=OPENED_AT)
        Delivery.objects.filter(receiver__startswith="reports.", done_at=None).update(parked_at=OPENED_AT)
    time_machine.move_to(OPENED_AT + timedelta(minutes=1), tick=False)

    report = get(client_of(owner))

    assert (report["stale"], report["data_as_of"]) == (True, "2026-11-18T09:00:00Z")


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-11-19", "to": "2026-11-18"},
        {"from": "2016-11-19", "to": "2026-11-18"},
        {"from": "2026-11-19"},
        {"clock": "lunar", **PERIOD},
        {"unknown": "1", **PERIOD},
        {"from": "0001-01-01", "to": "0001-01-31", "compare": "previous"},
        {"from": "9999-12-01", "to": "9999-12-31", "compare": "previous"},
    ],
    ids=[
        *("ends before it begins", "ten years", "half a period", "no such clock", "no such parameter"),
        *("the first month there was", "the last month there is"),
    ],
)
def test_a_question_without_sense_is_refused(client_of, owner, query):
    response = client_of(owner).get("/api/v1/reports/agent-productivity/", query)

    assert response.status_code == 400


def test_a_reviewer_sees_no_figures(client_of, organization):
    from accounts.enums import Role
    from tests.factories.accounts import MembershipFactory

    reviewer = MembershipFactory(organization=organization, role=Role.REVIEWER)

    assert client_of(reviewer).get("/api/v1/reports/agent-productivity/", PERIOD).status_code == 403


@pytest.mark.parametrize("agents", [1, 3])
def test_the_report_takes_the_same_queries_for_one_agent_and_for_three(
    client_of, owner, organization, billing, counted, agents, django_assert_max_num_queries
):
    from tests.factories.accounts import MembershipFactory

    with tenant(organization.pk):
        log = Log()
        for ticket in range(agents):
            member = MembershipFactory(organization=organization)
            log.replied(ticket, member.pk, department=billing.pk, first=(60, 60))
    counted()
    client = client_of(owner)
    get(client)

    # figures 1 · people 1 · days 1 · left out 1 · freshness 3 · departments 1 · zone 2 · sign-in and scope
    with django_assert_max_num_queries(24) as queries:
        report = get(client)

    SEEN.setdefault("queries", len(queries.captured_queries))
    assert len(queries.captured_queries) == SEEN["queries"]
    assert len(report["rows"]) == agents


SEEN: dict[str, int] = {}
