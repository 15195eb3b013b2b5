import pytest

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import PERMISSIONS
from core.models import Event
from core.tenancy import tenant
from tests.factories.accounts import MembershipFactory


def test_me_is_the_person_the_organization_and_every_ability(client_of, organization):
    member = MembershipFactory(organization=organization, role=Role.REVIEWER)

    body = client_of(member).get("/api/v1/me/").json()

    abilities = body.pop("abilities")
    assert body == {
        "id": str(member.public_id),
        "version": 1,
        "name": member.user.name,
        "email": member.user.email,
        "role": "reviewer",
        "language": "en",
        "zone": "Europe/Prague",
        "scheme": "system",
        "density": "comfortable",
        "shortcuts": True,
        "organization": {
            "id": str(organization.public_id),
            "name": organization.name,
            "host": organization.host,
            "zone": "Europe/Prague",
            "language": "en",
        },
        "is_demo": False,
    }
    assert set(abilities) == set(PERMISSIONS)
    assert (abilities["review.write"], abilities["ticket.reply"], abilities["member.manage"]) == (True, False, False)


def test_nobody_is_asked_to_sign_in_with_a_problem(client, organization):
    response = client.get("/api/v1/me/", headers={"host": organization.host})

    assert response.status_code == 401
    assert response["content-type"] == "application/problem+json"
    assert response.json()["code"] == "not_authenticated"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Zuzana Říhová"),
        ("language", "cs"),
        ("zone", "Europe/Riga"),
        ("scheme", "dark"),
        ("density", "compact"),
        ("shortcuts", False),
    ],
)
def test_a_person_changes_one_thing_about_themselves(client_of, agent, field, value):
    response = client_of(agent).patch("/api/v1/me/", {"version": 1, field: value}, content_type="application/json")

    assert response.status_code == 200
    assert (response.json()[field], response.json()["version"]) == (value, 2)
    with tenant(agent.organization_id):
        assert Event.objects.get(name="accounts.user.profile_changed").payload["changed"] == [field]


@pytest.mark.parametrize("field", ["role", "email", "organization", "is_staff", "password", "id", "ended_at"])
def test_nothing_else_about_oneself_can_be_written(client_of, agent, field):
    before = User.objects.filter(pk=agent.user_id).values()
    with tenant(agent.organization_id):
        rows = list(before.all())

    response = client_of(agent).patch("/api/v1/me/", {"version": 1, field: "owner"}, content_type="application/json")

    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == [field]
    with tenant(agent.organization_id):
        assert list(before.all()) == rows


def test_an_unknown_time_zone_is_refused(client_of, agent):
    response = client_of(agent).patch(
        "/api/v1/me/", {"version": 1, "zone": "../../etc/passwd"}, content_type="application/json"
    )

    assert (response.status_code, response.json()["code"]) == (422, "no_such_zone")


def test_a_stale_change_of_the_same_field_answers_with_the_row_as_it_is(client_of, agent):
    client = client_of(agent)
    client.patch("/api/v1/me/", {"version": 1, "scheme": "dark"}, content_type="application/json")

    response = client.patch("/api/v1/me/", {"version": 1, "scheme": "light"}, content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (409, "stale_version")
    assert response.json()["params"]["current"]["scheme"] == "dark"
