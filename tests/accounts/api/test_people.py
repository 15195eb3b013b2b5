import pytest

from accounts.enums import Role
from accounts.models import Membership
from core.models import Event
from core.tenancy import tenant
from tests.accounts.conftest import sign_in, with_password
from tests.factories.accounts import MembershipFactory

# savepoint of the scope 2 · host and scope in 1, scope out 1 · session with account and place, page 2
LIST_QUERIES = 6


def post(client, path, **body):
    return client.post(f"/api/v1/people/{path}", body, content_type="application/json")


def patch(client, member, **body):
    return client.patch(f"/api/v1/people/{member.public_id}/", body, content_type="application/json")


@pytest.mark.parametrize("people", [1, 3])
def test_the_list_takes_the_same_queries_for_one_person_and_for_four(
    client_of, owner, people, django_assert_num_queries
):
    MembershipFactory.create_batch(people, organization=owner.organization)
    client = client_of(owner)

    with django_assert_num_queries(LIST_QUERIES):
        response = client.get("/api/v1/people/")

    assert len(response.json()["results"]) == people + 1


def test_who_left_is_listed_for_those_who_manage_people_only(client_of, owner, person, organization):
    gone = MembershipFactory(organization=organization, ended_at="2026-01-01T00:00:00Z")

    for_owner = {row["id"] for row in client_of(owner).get("/api/v1/people/").json()["results"]}
    for_agent = {row["id"] for row in client_of(person).get("/api/v1/people/").json()["results"]}

    assert for_owner - for_agent == {str(gone.public_id)}


def test_people_are_found_by_part_of_name_or_address_and_by_role(client_of, owner, organization):
    found = MembershipFactory(organization=organization, user__name="Jāņa Kalniņa", role=Role.REVIEWER)
    MembershipFactory(organization=organization, user__name="Somebody Else")
    client = client_of(owner)

    by_name = client.get("/api/v1/people/", {"q": "kalni"}).json()["results"]
    by_address = client.get("/api/v1/people/", {"q": found.user.email[:8]}).json()["results"]
    by_role = client.get("/api/v1/people/", {"role": "reviewer"}).json()["results"]

    assert {row["id"] for row in by_name} == {str(found.public_id)}
    assert str(found.public_id) in {row["id"] for row in by_address}
    assert [row["id"] for row in by_role] == [str(found.public_id)]


def test_a_new_role_is_written_down_with_the_old_one(client_of, owner, person):
    response = patch(client_of(owner), person, role="supervisor", version=1)

    assert response.status_code == 200
    assert response.json() == {
        "id": str(person.public_id),
        "version": 2,
        "name": person.user.name,
        "email": person.user.email,
        "role": "supervisor",
        "ended_at": None,
        "abilities": {"edit": True, "end": True, "restore": False, "remove_second_factor": False},
    }
    with tenant(owner.organization_id):
        event = Event.objects.get(name="accounts.membership.role_changed")
        assert (event.actor_id, event.payload["before"], event.payload["role"]) == (owner.pk, "agent", "supervisor")


@pytest.mark.parametrize("what", ["role", "end"])
def test_nobody_changes_their_own_place(client_of, owner, what):
    client = client_of(owner)

    if what == "role":
        response = patch(client, owner, role="agent", version=1)
    else:
        response = post(client, f"{owner.public_id}/end/", version=1)

    assert (response.status_code, response.json()["code"]) == (409, "own_place")


def test_an_administrator_neither_makes_nor_touches_an_owner(client_of, admin, owner, person):
    client = client_of(admin)

    answers = [
        patch(client, owner, role="agent", version=1),
        post(client, f"{owner.public_id}/end/", version=1),
        patch(client, person, role="owner", version=1),
        client.post(
            "/api/v1/people/invitations/",
            {"email": "x@example.test", "name": "X", "role": "owner"},
            content_type="application/json",
        ),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    row = next(row for row in client.get("/api/v1/people/").json()["results"] if row["id"] == str(owner.public_id))
    assert row["abilities"] == {"edit": False, "end": False, "restore": False, "remove_second_factor": False}


def test_who_is_ended_is_out_with_the_next_request(browser, client_of, owner, person):
    sign_in(browser, person)
    assert browser.get("/api/v1/me/").status_code == 200

    post(client_of(owner), f"{person.public_id}/end/", version=1)

    assert browser.get("/api/v1/me/").status_code == 401
    assert sign_in(browser, person).status_code == 200  # the form again


def test_even_a_session_that_was_kept_is_nobody_once_the_place_ended(client_of, person):
    client = client_of(person)
    with tenant(person.organization_id):
        Membership.objects.filter(pk=person.pk).update(ended_at="2026-01-01T00:00:00Z")

    assert client.get("/api/v1/me/").status_code == 401


def test_who_is_restored_signs_in_again_with_the_old_role(browser, client_of, owner, person):
    client = client_of(owner)
    post(client, f"{person.public_id}/end/", version=1)

    response = post(client, f"{person.public_id}/restore/")

    assert (response.status_code, response.json()["ended_at"], response.json()["role"]) == (200, None, "agent")
    assert sign_in(browser, person).status_code == 302


def test_an_agent_sees_colleagues_and_changes_none(client_of, person, organization):
    other = MembershipFactory(organization=organization)
    client = client_of(person)

    answers = [patch(client, other, role="viewer", version=1), post(client, f"{other.public_id}/end/", version=1)]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert client.get(f"/api/v1/people/{other.public_id}/").json()["abilities"] == {
        "edit": False,
        "end": False,
        "restore": False,
        "remove_second_factor": False,
    }


def test_a_stale_role_change_shows_who_was_faster(client_of, owner, person, organization):
    second = with_password(MembershipFactory(organization=organization, role=Role.OWNER))
    patch(client_of(second), person, role="viewer", version=1)

    response = patch(client_of(owner), person, role="supervisor", version=1)

    assert response.status_code == 409
    assert response.json()["params"]["current"]["role"] == "viewer"
    assert response.json()["params"]["changes"][0]["by"] == second.user.name
