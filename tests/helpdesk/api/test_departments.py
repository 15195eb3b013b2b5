from datetime import datetime, timedelta

from accounts.enums import Role
from core.tenancy import tenant
from helpdesk.models import Department
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, DepartmentFactory, TicketFactory

DEPARTMENTS = "/api/v1/departments/"


def test_everybody_sees_the_departments_in_use_and_mine_are_where_i_see_tickets(client_of, agent, billing):
    DepartmentFactory(organization=agent.organization, name="Support")
    DepartmentFactory(organization=agent.organization, name="Old", archived_at=OPENED_AT)
    client = client_of(agent)

    def names(**query):
        return [row["name"] for row in client.get(DEPARTMENTS, query).json()["results"]]

    assert names() == ["Billing", "Support"]
    assert names(mine="true") == ["Billing"]
    assert names(archived="true") == ["Billing", "Old", "Support"]
    assert names(mine="false", archived="false") == ["Billing", "Support"]
    assert client.get(DEPARTMENTS, {"mine": "perhaps"}).json()["errors"][0]["field"] == "mine"


def test_a_department_shows_its_address_its_members_and_what_the_caller_may(client_of, organization, agent, billing):
    admin = MembershipFactory(organization=organization, role=Role.ADMIN)

    changed = client_of(admin).patch(
        f"{DEPARTMENTS}{billing.public_id}/",
        {"address_local_part": "billing", "version": 1},
        content_type="application/json",
    )
    shown = client_of(agent).get(f"{DEPARTMENTS}{billing.public_id}/").json()

    assert changed.status_code == 200
    assert shown["address"] == "billing@northwind.testserver"
    assert shown["member_ids"] == [str(agent.public_id)]
    assert (changed.json()["abilities"], shown["abilities"]) == ({"manage": True}, {"manage": False})


def test_an_agent_may_not_change_one(client_of, agent, billing):
    response = client_of(agent).patch(
        f"{DEPARTMENTS}{billing.public_id}/", {"name": "Mine", "version": 1}, content_type="application/json"
    )

    assert response.status_code == 403


def test_an_administrator_sees_what_a_change_would_touch(client_of, organization, agent, billing):
    admin = MembershipFactory(organization=organization, role=Role.ADMIN)
    TicketFactory(organization=organization, department=billing, assignee=agent)
    TicketFactory(organization=organization, department=billing, solved=True, assignee=agent)

    effects = client_of(admin).get(f"{DEPARTMENTS}{billing.public_id}/effects/").json()

    assert effects == {
        "open_tickets": 1,
        "running_clocks": 0,
        "members": [{"id": str(agent.public_id), "name": agent.user.name, "open_tickets": 1}],
    }


def test_a_stale_change_answers_with_the_department_as_it_is(client_of, organization, billing):
    client = client_of(MembershipFactory(organization=organization, role=Role.OWNER))
    path = f"{DEPARTMENTS}{billing.public_id}/"
    for name in ("Invoices", "Bills"):
        answer = client.patch(path, {"name": name, "version": 1}, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (409, "stale_version")
    assert answer.json()["params"]["current"]["name"] == "Invoices"


def test_presence_is_ones_own_and_changes_at_once(client_of, agent):
    client = client_of(agent)

    before = client.get("/api/v1/presence/").json()
    set_to = client.post("/api/v1/presence/", {"state": "break", "reason": "Lunch"}, content_type="application/json")

    assert before == {"state": "offline", "reason": "", "since": None}
    assert (set_to.status_code, set_to.json()["state"], set_to.json()["reason"]) == (200, "break", "Lunch")
    assert client.get("/api/v1/presence/").json() == set_to.json()


def test_a_promise_is_previewed_for_hours_nobody_has_saved(organization, client_of):
    client = client_of(MembershipFactory(organization=organization, role=Role.ADMIN))
    always = {str(day): [[0, 1440]] for day in range(7)}

    def preview(**fields):
        body = {"zone": "Europe/Prague", "hours": always, "first_response_seconds": 3600, **fields}
        return client.post("/api/v1/departments/preview/", body, content_type="application/json")

    (example,) = preview().json()["examples"]
    arrives, due = (datetime.fromisoformat(example[name]) for name in ("arrives_at", "due_at"))
    assert (example["kind"], due - arrives) == ("now", timedelta(hours=1))
    assert len(preview(hours={"0": [[540, 1020]]}).json()["examples"]) == 3
    assert preview(hours={}).json()["code"] == "bad_hours"
    assert preview(zone="Europe/Atlantis").json()["code"] == "no_such_zone"
    with tenant(organization.pk):
        assert not Department.objects.exists()
