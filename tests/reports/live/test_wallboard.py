from datetime import timedelta
from unittest.mock import ANY

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from accounts.enums import Role
from core.live.ticker import tick
from core.tenancy import tenant
from reports.live.boards import WallboardBoard
from reports.services.rollups import refresh_rollups
from tests.core.live.boards import socket
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, DepartmentFactory, PresenceFactory, TicketFactory
from tests.reports.happenings import Log, count_all

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
ADDRESS = "/api/v1/live/wallboard/"


@pytest.fixture
def billing(organization, agent):
    with tenant(organization.pk):
        return agent.department_links.get().department


@pytest.fixture
def sales(organization):
    return DepartmentFactory(organization=organization, name="Sales")


@pytest.fixture
def owner(organization):
    return MembershipFactory(organization=organization, role=Role.OWNER)


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(OPENED_AT + HOUR, tick=False)
    return OPENED_AT + HOUR


@pytest.fixture
def work(organization, agent, billing, sales):
    """Something of everything a board shows."""
    make = {"organization": organization, "department": billing}
    TicketFactory(**make, due_in=2 * HOUR)  # due in an hour
    TicketFactory(**make, due_in=0.5 * HOUR, opened_at=OPENED_AT - HOUR)  # late
    TicketFactory(**make, answered=True)
    TicketFactory(**make, solved=True)
    TicketFactory(organization=organization, department=sales, due_in=5 * HOUR)
    PresenceFactory(organization=organization, membership=agent, started_at=OPENED_AT)
    with tenant(organization.pk):
        log = Log()
        log.solved(1, agent.pk, department=billing.pk)
        log.solved(1, agent.pk, department=sales.pk)
        log.solved(2, agent.pk, department=billing.pk, at=OPENED_AT - 24 * HOUR)
        for number, rating in enumerate((5, 4, 2)):
            log.answered(number, agent.pk, rating, department=billing.pk)
        log.called(1, (agent.pk, 30.0), department=billing.pk, wait=12)
        log.called(2, (agent.pk, 30.0), department=billing.pk, wait=45)
        log.called(3, department=billing.pk, wait=60, outcome="abandoned")
        log.called(4, department=billing.pk, wait=3, outcome="short_abandon")
        count_all()


def get(client, **query):
    response = client.get(ADDRESS, query)
    assert response.status_code == 200, response.content
    return response.json()


def test_the_board_shows_now_and_today(client_of, owner, agent, billing, sales, work):
    board = get(client_of(owner))

    assert board["scope"] == {"id": None, "name": None}
    assert board["tickets"] == {
        "waiting": 3,
        "longest_waiting_since": "2026-11-18T08:00:00Z",
        "due_soon": 1,
        "overdue": 1,
        "open": 4,
    }
    assert board["calls"] == {
        "waiting": 0,
        "longest_waiting_since": None,
        "answered_today": 2,
        "offered_today": 4,
        "abandoned_today": 1,
        "service_level_percent": 33.333333,
    }
    assert board["agents"] == {
        "free": 1,
        "total": 1,
        "by_state": [
            {
                "id": str(agent.public_id),
                "name": agent.user.name,
                "state": "available",
                "since": "2026-11-18T09:00:00Z",
            }
        ],
    }
    assert board["today"]["solved"] == 1  # one ticket, though two departments solved it
    assert board["today"]["csat"] == {"n": 3, "positive": 2, "percent": 66.666667, "low": ANY, "high": ANY}
    assert [(line["name"], line["open"], line["solved"], line["csat_n"]) for line in board["departments"]] == [
        ("Billing", 3, 1, 3),
        ("Sales", 1, 1, 0),
    ]


def test_what_came_in_is_told_by_quarters_of_an_hour_of_the_clock(
    client_of, organization, owner, billing, sales, time_machine
):
    now = OPENED_AT.replace(hour=0, minute=20)  # the hours before are of yesterday
    time_machine.move_to(now, tick=False)
    with tenant(organization.pk):
        log = Log()
        log.opened(1, department=billing.pk, at=now)
        log.opened(2, department=billing.pk, at=now - timedelta(minutes=5))
        log.opened(3, department=billing.pk, at=now - timedelta(minutes=6))
        log.opened(4, department=billing.pk, at=now - timedelta(hours=3, minutes=50))
        log.opened(5, department=billing.pk, at=now - timedelta(hours=3, minutes=51))
        log.opened(6, department=billing.pk, at=now, opened_by_contact=False, actor_id=1)
        log.called(7, department=sales.pk, at=now - timedelta(minutes=40), outcome="abandoned")
        count_all()

    board = get(client_of(owner))

    assert [line["arrived"] for line in board["departments"]] == [
        [1, *[0] * 13, 1, 2],
        [*[0] * 12, 1, 0, 0, 0],
    ]
    assert board["arrived"] == [1, *[0] * 11, 1, 0, 1, 2]


def test_one_department_is_named_and_alone(client_of, owner, sales, work):
    board = get(client_of(owner), department=str(sales.public_id))

    assert board["scope"] == {"id": str(sales.public_id), "name": "Sales"}
    assert [line["name"] for line in board["departments"]] == ["Sales"]
    assert board["tickets"]["open"] == 1


def test_an_agent_watches_the_own_departments(client_of, agent, work):
    board = get(client_of(agent))

    assert [line["name"] for line in board["departments"]] == ["Billing"]


def test_a_department_out_of_reach_is_not_there(client_of, agent, sales, work):
    client = client_of(agent)

    assert client.get(ADDRESS, {"department": str(sales.public_id)}).status_code == 404


def test_todays_figures_are_those_of_the_report_for_today(client_of, organization, owner, work):
    client = client_of(owner)
    with tenant(organization.pk):
        refresh_rollups()

    board = get(client)
    today = {"from": "2026-11-18", "to": "2026-11-18"}
    done = client.get("/api/v1/reports/agent-productivity/", today).json()["total"]
    rated = client.get("/api/v1/reports/agent-rating/", today).json()["team"]

    assert board["today"]["solved"] == done["solved"]
    assert board["calls"]["answered_today"] == done["calls_answered"]
    assert board["calls"]["offered_today"] == done["calls_offered"]
    assert board["calls"]["abandoned_today"] == done["calls_abandoned"]
    assert board["today"]["csat"] == {name: rated[name] for name in ("n", "positive", "percent", "low", "high")}


def test_without_departments_the_board_is_empty(client_of, organization):
    viewer = MembershipFactory(organization=organization, role=Role.VIEWER)

    board = get(client_of(viewer))

    assert board["departments"] == []
    assert board["today"]["csat"]["percent"] is None


@pytest.mark.parametrize("asked", ["all", "department"])
async def test_rest_the_first_message_and_every_push_are_the_same_snapshot(client_of, owner, billing, work, asked):
    client = await sync_to_async(client_of)(owner)
    query = {} if asked == "all" else {"department": str(billing.public_id)}
    topic = f"wallboard.{'all' if asked == 'all' else billing.public_id}"
    browser = socket(owner, client)
    assert await browser.connect() == (True, None)

    await browser.send_json_to({"type": "join", "topic": topic})
    assert (await browser.receive_json_from())["type"] == "joined"
    first = await browser.receive_json_from()
    before = await sync_to_async(get)(client, **query)
    await sync_to_async(solve_another)(owner.organization_id, billing.pk)
    pushed = await browser.receive_json_from()
    after = await sync_to_async(get)(client, **query)
    await browser.disconnect()

    assert first["data"] == before
    assert pushed["data"] == after
    assert after["today"]["solved"] == before["today"]["solved"] + 1


async def test_what_becomes_late_is_pushed_although_nothing_happened(client_of, owner, work, time_machine):
    client = await sync_to_async(client_of)(owner)
    browser = socket(owner, client)
    await browser.connect()
    await browser.send_json_to({"type": "join", "topic": "wallboard.all"})
    await browser.receive_json_from()
    first = await browser.receive_json_from()

    time_machine.move_to(OPENED_AT + 2 * HOUR + timedelta(seconds=1), tick=False)
    sent = await sync_to_async(tick)(owner.organization_id, at=timezone.now())
    pushed = await browser.receive_json_from()
    await browser.disconnect()

    assert sent == 1
    assert (first["data"]["tickets"]["due_soon"], first["data"]["tickets"]["overdue"]) == (1, 1)
    assert (pushed["data"]["tickets"]["due_soon"], pushed["data"]["tickets"]["overdue"]) == (0, 2)


async def test_a_department_out_of_reach_is_refused(client_of, agent, sales, work):
    client = await sync_to_async(client_of)(agent)
    browser = socket(agent, client)
    await browser.connect()

    topic = f"wallboard.{sales.public_id}"
    await browser.send_json_to({"type": "join", "topic": topic})

    assert await browser.receive_json_from() == {"type": "refused", "topic": topic, "code": 4404}
    await browser.disconnect()


def test_members_with_equal_rights_share_one_board(organization, owner, agent, billing, sales):
    second = MembershipFactory(organization=organization, role=Role.ADMIN)
    with tenant(organization.pk):
        mine, theirs, fewer = (WallboardBoard.resolve("all", member) for member in (owner, second, agent))

    assert mine.topic == theirs.topic != fewer.topic
    assert mine.params == {"departments": sorted([billing.pk, sales.pk])}


@pytest.mark.parametrize("departments", [1, 3])
def test_a_board_takes_the_same_statements_for_one_department_and_for_three(
    organization, owner, departments, django_assert_num_queries
):
    DepartmentFactory.create_batch(departments, organization=organization)
    with tenant(organization.pk):
        board = WallboardBoard.resolve("all", owner)

        # departments 1 · zone 1 · work 1 · agents 1 · today 1 · arrivals 1
        with django_assert_num_queries(6):
            board.snapshot(at=timezone.now())


def solve_another(organization_id, department_id):
    with tenant(organization_id):
        log = Log()
        log.solved(77, None, department=department_id, by=1)
        count_all()
    return tick(organization_id, at=timezone.now())
