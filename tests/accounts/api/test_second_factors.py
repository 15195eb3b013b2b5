"""A lost second step, taken away by who manages people."""

import pytest
from allauth.mfa.models import Authenticator

from accounts.models import BrowserSession
from core.models import Event
from core.tenancy import tenant
from tests.accounts.conftest import letters, sign_in
from tests.accounts.pages.test_second_factor import set_up


@pytest.fixture
def guarded(browser, person):
    """An agent with a second step, signed in."""
    sign_in(browser, person)
    set_up(browser)
    return person


def remove(client, person):
    return client.post(f"/api/v1/people/{person.public_id}/remove-second-factor/", {}, content_type="application/json")


def test_the_password_alone_opens_again_sessions_end_and_a_mail_tells(client_of, admin, browser, guarded):
    client = client_of(admin)
    shown = client.get(f"/api/v1/people/{guarded.public_id}/").json()

    answer = remove(client, guarded)

    assert shown["abilities"]["remove_second_factor"] is True
    assert (answer.status_code, answer.json()["abilities"]["remove_second_factor"]) == (200, False)
    with tenant(guarded.organization_id):
        assert not Authenticator.objects.filter(user=guarded.user).exists()
        assert not BrowserSession.objects.filter(user=guarded.user).exists()
        told = Event.objects.filter(name="accounts.user.second_factor_changed").latest("pk")
    assert (told.actor_id, told.payload["what"]) == (admin.pk, "removed_by_manager")
    assert letters()[-1].to == [guarded.user.email]
    assert "An administrator removed the second step" in letters()[-1].body
    assert browser.get("/api/v1/me/").status_code in {401, 403}
    assert sign_in(browser, guarded)["location"] == "/"


def test_who_has_none_has_none_to_lose(client_of, admin, person):
    answer = remove(client_of(admin), person)

    assert (answer.status_code, answer.json()["code"]) == (409, "no_second_factor")


def test_nobody_takes_away_their_own_here(client_of, owner, browser):
    sign_in(browser, owner)
    set_up(browser)

    answer = remove(client_of(owner), owner)

    assert (answer.status_code, answer.json()["code"]) == (409, "own_place")


def test_an_owners_is_taken_away_by_owners_only(client_of, owner, admin, browser):
    sign_in(browser, owner)
    set_up(browser)

    answer = remove(client_of(admin), owner)

    assert answer.status_code == 403
    with tenant(owner.organization_id):
        assert Authenticator.objects.filter(user=owner.user).exists()
