import pytest

from accounts.enums import Role
from tests.accounts.conftest import sign_in
from tests.factories.accounts import MembershipFactory

# savepoint of the scope 2 · host and scope in 1, scope out 1 · session with account and place, events 2 ·
# actors and people 1, accounts 1
LIST_QUERIES = 8


def trail(client, **query):
    return client.get("/api/v1/audit/", query).json()["results"]


def test_the_trail_says_who_did_what_to_whom(client_of, owner, person):
    client = client_of(owner)
    client.patch(
        f"/api/v1/people/{person.public_id}/", {"version": 1, "role": "viewer"}, content_type="application/json"
    )

    (line,) = trail(client)

    assert line == {
        "id": line["id"],
        "at": line["at"],
        "name": "accounts.membership.role_changed",
        "what": "Changed a role",
        "actor": {"id": str(owner.public_id), "name": owner.user.name},
        "about": person.user.name,
        "detail": {"role": "viewer", "before": "agent", "changed": ["role"]},
    }


def test_coming_in_and_going_out_are_in_the_trail_newest_first(browser, client_of, owner, person):
    sign_in(browser, person)
    browser.post("/logout/")

    lines = trail(client_of(owner))

    assert [(line["name"], line["about"]) for line in lines] == [
        ("accounts.user.signed_out", person.user.name),
        ("accounts.user.signed_in", person.user.name),
    ]


def test_the_trail_is_narrowed_by_person_and_by_kind(browser, client_of, owner, person):
    sign_in(browser, person)
    client = client_of(owner)
    client.patch("/api/v1/me/", {"version": 1, "density": "compact"}, content_type="application/json")

    assert [line["name"] for line in trail(client, person=owner.public_id)] == ["accounts.user.profile_changed"]
    assert [line["name"] for line in trail(client, name="accounts.user.signed_in")] == ["accounts.user.signed_in"]
    assert client.get("/api/v1/audit/", {"name": "helpdesk.ticket.solved"}).status_code == 400


def test_the_trail_speaks_the_readers_language(browser, client_of, owner, person):
    sign_in(browser, person)
    client = client_of(owner)
    client.patch("/api/v1/me/", {"version": 1, "language": "cs"}, content_type="application/json")

    assert trail(client, name="accounts.user.signed_in")[0]["what"] == "Přihlášení"


def test_every_kind_of_line_is_named_in_the_readers_language_and_narrows_the_trail(client_of, owner):
    client = client_of(owner)
    client.patch("/api/v1/me/", {"version": 1, "language": "cs"}, content_type="application/json")

    kinds = client.get("/api/v1/audit/kinds/").json()

    assert {"name": "accounts.user.signed_in", "what": "Přihlášení"} in kinds
    assert {client.get("/api/v1/audit/", {"name": kind["name"]}).status_code for kind in kinds} == {200}


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AGENT, Role.REVIEWER, Role.VIEWER])
def test_only_who_manages_reads_the_trail(client_of, organization, role):
    client = client_of(MembershipFactory(organization=organization, role=role))

    assert client.get("/api/v1/audit/").status_code == 403


@pytest.mark.parametrize("visits", [1, 3])
def test_the_trail_takes_the_same_queries_for_one_line_and_for_three(
    browser, client_of, owner, person, visits, django_assert_num_queries
):
    for _ in range(visits):
        sign_in(browser, person)
        browser.cookies.clear()
    client = client_of(owner)

    with django_assert_num_queries(LIST_QUERIES):
        assert len(trail(client)) == visits
