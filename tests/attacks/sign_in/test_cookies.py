"""Cookies, other sites, and secrets in logs (A54, A55)."""

import logging
import re
import runpy

import pytest

from accounts.models import BrowserSession
from core.logs import formatter
from core.tenancy import tenant
from tests.accounts.conftest import PASSWORD, sign_in, with_password
from tests.accounts.pages.test_second_factor import set_up
from tests.attacks.sign_in.entering import NEW, stranger, use
from tests.factories.accounts import MembershipFactory


def test_a54_a_cookie_set_beforehand_is_not_the_one_after_signing_in(organization, victim):
    browser = stranger(organization)
    sign_in(browser, victim, password="wrong")
    browser.get("/login/")
    browser.cookies["session"] = "chosenbytheattacker0123456789ab"

    sign_in(browser, victim)

    own = browser.cookies["session"].value
    assert own != "chosenbytheattacker0123456789ab"
    attacker = stranger(organization)
    attacker.cookies["session"] = "chosenbytheattacker0123456789ab"
    assert attacker.get("/api/v1/me/").status_code == 401
    with tenant(organization.pk):
        assert not BrowserSession.objects.filter(key_hash=own).exists()  # the table holds no cookie


def test_a54_signing_out_ends_the_session_for_whoever_has_the_cookie(organization, victim):
    browser, thief = stranger(organization), stranger(organization)
    sign_in(browser, victim)
    thief.cookies["session"] = browser.cookies["session"].value
    assert thief.get("/api/v1/me/").status_code == 200

    browser.post("/logout/")

    assert thief.get("/api/v1/me/").status_code == 401


def test_a54_a_cookie_of_one_host_is_nobodys_on_another(organization, other_organization, victim):
    browser = stranger(organization)
    sign_in(browser, victim)

    assert browser.get("/api/v1/me/", headers={"host": other_organization.host}).status_code == 401


def test_a54_another_sites_forms_are_refused(organization, victim):
    browser = stranger(organization, enforce_csrf_checks=True)
    with tenant(organization.pk):
        browser.force_login(victim.user)

    answers = {
        path: browser.post(path, {}, content_type="application/json" if "api" in path else "text/plain")
        for path in (
            *("/login/", "/logout/", "/security/sessions/end/", "/password/reset/", "/security/app/remove/"),
            *("/api/v1/presence/", "/api/v1/uploads/", "/api/v1/tickets/"),
        )
    }
    with_origin = browser.post("/logout/", headers={"origin": "https://evil.test"})
    upload = browser.post(
        "/api/v1/uploads/", b"x", content_type="text/plain", headers={"origin": "http://acme.testserver"}
    )

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 403)
    assert (with_origin.status_code, upload.status_code) == (403, 403)
    assert "This page was open too long" in answers["/logout/"].content.decode()
    assert answers["/api/v1/presence/"]["content-type"] == "application/problem+json"
    assert browser.get("/api/v1/me/").status_code == 200


def test_a54_a_token_of_another_site_does_not_open_the_door_of_this_one(organization, other_organization, victim):
    """One page of B and its token, posted to A by the browser of somebody signed in at A."""
    browser = stranger(organization, enforce_csrf_checks=True)
    with tenant(organization.pk):
        browser.force_login(victim.user)
    theirs = stranger(other_organization, enforce_csrf_checks=True)
    page = theirs.get("/login/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]

    by_field = browser.post("/logout/", {"csrfmiddlewaretoken": token}, headers={"origin": "http://acme.testserver"})
    browser.cookies["csrftoken"] = theirs.cookies["csrftoken"].value  # planted by a sibling host
    planted = browser.post("/logout/", {"csrfmiddlewaretoken": token}, headers={"origin": "http://acme.testserver"})

    assert (by_field.status_code, planted.status_code) == (403, 403)
    assert browser.get("/api/v1/me/").status_code == 200


def test_a54_a_session_of_a_sibling_host_signs_nobody_in_here(organization, other_organization, victim):
    """A cookie B's host could set for a common parent: known there, nothing here, and it is not adopted."""
    attacker = with_password(MembershipFactory(organization=other_organization))
    theirs, browser = stranger(other_organization), stranger(organization)
    sign_in(theirs, attacker)
    browser.cookies["session"] = theirs.cookies["session"].value
    assert browser.get("/api/v1/me/").status_code == 401

    sign_in(browser, victim)

    assert browser.cookies["session"].value != theirs.cookies["session"].value
    assert theirs.get("/api/v1/me/").json()["email"] == attacker.user.email


@pytest.mark.parametrize(
    "target",
    [
        "//evil.test",
        "https://evil.test/",
        "http:evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "/\t/evil.test",
        "/\n/evil.test",
        "javascript:alert(1)",
        "data:text/html,x",
        " //evil.test",
        "///evil.test",
    ],
)
def test_a54_signing_in_leads_to_pages_of_this_host_only(organization, victim, target):
    response = sign_in(stranger(organization), victim, query_params={"next": target})

    assert response["location"] == "/"


def test_a54_signing_in_leads_to_where_the_person_wanted_to_go(organization, victim):
    response = sign_in(stranger(organization), victim, query_params={"next": "/inbox/all?t=1"})

    assert response["location"] == "/inbox/all?t=1"


def test_a54_cookies_are_bound_to_the_host_over_https(monkeypatch):
    monkeypatch.setenv("KVALITA_HTTPS", "1")
    secure = runpy.run_path("config/settings/sign_in.py")
    monkeypatch.delenv("KVALITA_HTTPS")
    plain = runpy.run_path("config/settings/sign_in.py")

    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME")
    assert [secure[name] for name in names] == ["__Host-session", "__Host-csrftoken", "__Host-language"]
    assert [plain[name] for name in names] == ["session", "csrftoken", "language"]
    assert all(secure[f"{kind}_COOKIE_SECURE"] for kind in ("SESSION", "CSRF", "LANGUAGE"))


def test_a54_the_session_cookie_is_out_of_reach_of_scripts(organization, victim):
    browser = stranger(organization)
    sign_in(browser, victim)

    cookie = browser.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")


def test_a55_no_secret_of_the_way_in_reaches_a_log(organization, victim, caplog, reset_link):
    caplog.set_level(logging.DEBUG)
    secret_link = reset_link.rstrip("/").rpartition("/")[2]
    browser = stranger(organization)
    sign_in(browser, victim, password="a wrong but telling guess")
    sign_in(browser, victim)
    session = browser.cookies["session"].value
    secret = set_up(browser)
    browser.get("/invitation/Eo3uqjCMJqW4wRErtHPxBMkSyode1h-y/")
    use(organization, reset_link)
    use(organization, reset_link)

    log = "\n".join(formatter().format(record) for record in caplog.records if record.name != "asyncio")

    assert "/invitation/***/" in log  # something was logged, and masked
    for planted in (PASSWORD, NEW, "a wrong but telling guess", session, secret, secret_link, "Eo3uqjCMJqW4wRErtHPx"):
        assert planted not in log


def test_a55_pages_of_the_way_in_send_no_address_to_other_sites(organization, reset_link):
    response = stranger(organization).get("/login/")

    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
