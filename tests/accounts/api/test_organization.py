import pytest

from accounts.enums import Role
from core.tenancy import tenant
from tests.factories.accounts import MembershipFactory

URL = "/api/v1/organization/"


@pytest.fixture
def client(organization, client_of):
    return client_of(MembershipFactory(organization=organization, role=Role.ADMIN, user__name="Jana Malá"))


def patch(client, **body):
    return client.patch(URL, body, content_type="application/json")


def test_settings_are_shown_and_changed(client, organization):
    before = client.get(URL).json()

    after = patch(client, version=1, undo_send_seconds=30, language="cs").json()

    assert (before["undo_send_seconds"], before["version"], before["host"]) == (0, 1, organization.host)
    assert after == {**before, "undo_send_seconds": 30, "language": "cs", "version": 2}


@pytest.mark.parametrize(
    ("field", "value"),
    [("undo_send_seconds", 31), ("undo_send_seconds", -1), ("language", "xx"), ("name", ""), ("host", "evil.example")],
)
def test_what_cannot_be_is_refused_at_its_field(client, organization, field, value):
    response = patch(client, version=1, **{field: value})

    assert (response.status_code, response.json()["errors"][0]["field"]) == (400, field)
    with tenant(organization.pk):
        organization.refresh_from_db()
    assert organization.version == 1


def test_a_zone_that_is_none_says_so(client):
    response = patch(client, version=1, zone="Europe/Atlantis")

    assert (response.status_code, response.json()["code"]) == (422, "no_such_zone")


def test_who_comes_too_late_gets_the_settings_as_they_are(client):
    patch(client, version=1, undo_send_seconds=5)

    late = patch(client, version=1, undo_send_seconds=7).json()

    assert late["code"] == "stale_version"
    assert (late["params"]["current"]["undo_send_seconds"], late["params"]["changes"][0]["by"]) == (5, "Jana Malá")


def test_the_trail_says_who_changed_which_setting(client):
    patch(client, version=1, undo_send_seconds=5)

    (line,) = client.get("/api/v1/audit/", {"name": "accounts.organization.changed"}).json()["results"]

    assert (line["what"], line["actor"]["name"], line["detail"]["changed"]) == (
        *("Changed settings of the organization", "Jana Malá"),
        ["undo_send_seconds"],
    )
