import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from accounts.services import create_member
from core.models import Event
from core.tenancy import tenant
from tests.accounts.conftest import PASSWORD, letters, link_in, sign_in

NEW = "seven quiet otters"


def ask(browser, email):
    return browser.post("/password/reset/", {"email": email})


def test_a_forgotten_password_is_replaced_by_the_link(browser, person, organization):
    ask(browser, person.user.email)
    (letter,) = letters()
    form = browser.get(link_in(letter), follow=True)
    path = form.redirect_chain[-1][0]

    done = browser.post(path, {"password1": NEW, "password2": NEW})

    assert letter.to == [person.user.email]
    assert path.endswith("-set-password/")  # the secret is not in the address any more
    assert done["location"] == "/password/reset/done/"
    assert sign_in(browser, person, password=NEW).status_code == 302
    assert [one.subject for one in letters()] == [
        "New password for Northwind",
        "The password for Northwind was changed",
    ]


def test_two_different_passwords_are_refused(browser, person, organization):
    ask(browser, person.user.email)
    path = browser.get(link_in(letters()[0]), follow=True).redirect_chain[-1][0]

    response = browser.post(path, {"password1": NEW, "password2": f"{NEW}!"})

    assert response.status_code == 200
    assert "The two passwords differ." in response.content.decode()


def test_a_letter_comes_also_to_an_address_with_letters_of_ones_own_language(browser, organization):
    with tenant(organization.pk):
        create_member(name="Jana", email="jana@příklad.cz", role=Role.AGENT, at=timezone.now())

    ask(browser, "Jana@Příklad.cz")

    assert [letter.to for letter in letters()] == [["jana@xn--pklad-zsa96e.cz"]]


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "Use at least 12 characters."),
        ("telechargement", "known to everybody who guesses passwords"),
        ("kvalita-demo", "published with the demo"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(browser, person, organization, password, why):
    ask(browser, person.user.email)
    path = browser.get(link_in(letters()[0]), follow=True).redirect_chain[-1][0]

    response = browser.post(path, {"password1": password, "password2": password})

    assert response.status_code == 200
    assert why in response.content.decode()


@pytest.mark.parametrize("own", ["person.whose.name.is.long@x.example", "eva@a.very.long.domain.example"])
def test_ones_own_address_is_no_password(browser, person, own):
    with tenant(person.organization_id):
        person.user.email = own
        person.user.save()
    sign_in(browser, person)

    response = browser.post("/security/password/", {"oldpassword": PASSWORD, "password1": own, "password2": own})

    assert "too much like the name or e-mail address" in response.content.decode()


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(browser, person, organization):
    elsewhere = Client(headers={"host": organization.host})
    sign_in(elsewhere, person)
    sign_in(browser, person)

    response = browser.post("/security/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert response["location"] == "/security/?done=password"
    assert browser.get("/api/v1/me/").status_code == 200
    assert elsewhere.get("/api/v1/me/").status_code == 401
    with tenant(organization.pk):
        assert Event.objects.filter(name="accounts.user.password_changed").count() == 1


def test_the_old_password_is_asked_for(browser, person):
    sign_in(browser, person)

    response = browser.post("/security/password/", {"oldpassword": "wrong", "password1": NEW, "password2": NEW})

    assert "This is not the current password." in response.content.decode()


def test_sessions_are_listed_and_ended_one_by_one(browser, person, organization):
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    elsewhere = Client(headers={"host": organization.host, "user-agent": firefox})
    sign_in(elsewhere, person)
    sign_in(browser, person)
    page = browser.get("/security/").content.decode()
    (end,) = re.findall(r"/security/sessions/[0-9a-f-]{36}/end/", page)

    response = browser.post(end)

    assert "Firefox, Linux" in page
    assert response["location"] == "/security/?done=sessions"
    assert elsewhere.get("/api/v1/me/").status_code == 401
    assert browser.get("/api/v1/me/").status_code == 200


def test_all_other_sessions_are_ended_at_once(browser, person, organization):
    others = [Client(headers={"host": organization.host}) for _ in range(2)]
    for other in others:
        sign_in(other, person)
    sign_in(browser, person)

    browser.post("/security/sessions/end/")

    assert [other.get("/api/v1/me/").status_code for other in others] == [401, 401]
    assert browser.get("/api/v1/me/").status_code == 200


def test_another_persons_session_cannot_be_ended(browser, client_of, person, owner, organization):
    sign_in(browser, owner)
    from accounts.models import BrowserSession

    with tenant(organization.pk):
        theirs = BrowserSession.objects.get(user=owner.user)

    response = client_of(person).post(f"/security/sessions/{theirs.public_id}/end/")

    assert response.status_code == 404
    assert browser.get("/api/v1/me/").status_code == 200
