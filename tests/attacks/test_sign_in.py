"""A46–A51, A54, A55: the way in."""

import logging
import re
import runpy
from datetime import timedelta

import pytest
from django.contrib.auth import hashers
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.enums import Role
from accounts.models import BrowserSession
from core.logs import formatter
from core.tenancy import tenant
from tests.accounts.conftest import PASSWORD, letters, link_in, sign_in, with_password
from tests.accounts.pages.test_second_factor import code_for, set_up
from tests.factories.accounts import MembershipFactory

TOO_MANY = "There were too many attempts."
WRONG = "This e-mail address and password do not belong together."
NEW = "seven quiet otters"


@pytest.fixture(autouse=True)
def fresh_limits():
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def victim(organization):
    return with_password(MembershipFactory(organization=organization, role=Role.AGENT))


def stranger(organization, **more):
    return Client(headers={"host": organization.host, "accept-language": "en"}, **more)


def text_of(response):
    """The page without what differs in every answer: the form's token and what was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"\S+@example\.test", "", page)


# A46, A47


def test_a46_guessing_one_account_is_stopped_for_the_right_password_too(organization, victim):
    browser = stranger(organization)
    for _ in range(5):
        assert WRONG in sign_in(browser, victim, password="guess").content.decode()

    response = sign_in(browser, victim)

    assert TOO_MANY in response.content.decode()


def test_a46_a_forged_forwarding_header_does_not_help(organization, victim):
    browser = stranger(organization)

    answers = [
        browser.post(
            "/login/",
            {"login": f"person{n}@nowhere.test", "password": "guess"},
            headers={
                "x-forwarded-for": f"203.0.113.{n}",
                "x-real-ip": f"203.0.113.{n}",
                "forwarded": f"for=10.0.0.{n}",
            },
        )
        for n in range(21)
    ]

    assert all(WRONG in answer.content.decode() for answer in answers[:20])
    assert TOO_MANY in answers[20].content.decode()


def test_a46_behind_a_trusted_proxy_each_client_counts_for_itself(organization, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    browser = stranger(organization)

    def guess(n, client):
        header = {"x-forwarded-for": f"198.51.100.{n}, {client}"}  # the first part is the client's own invention
        data = {"login": f"person{n}@nowhere.test", "password": "guess"}
        return browser.post("/login/", data, headers=header).content.decode()

    answers = [guess(n, "203.0.113.7") for n in range(21)]

    assert TOO_MANY in answers[20]
    assert WRONG in guess(22, "203.0.113.8")


def test_a46_limits_of_one_organization_are_nothing_to_another(organization, other_organization, victim):
    theirs = with_password(MembershipFactory(organization=other_organization, user__email=victim.user.email))
    for _ in range(6):
        sign_in(stranger(other_organization), theirs, password="guess")

    assert sign_in(stranger(organization), victim).status_code == 302


def test_a47_a_chosen_victim_still_comes_in_by_a_known_browser(organization, victim):
    known = stranger(organization)
    sign_in(known, victim)
    known.post("/logout/")
    attacker = stranger(organization, REMOTE_ADDR="203.0.113.9")
    for _ in range(10):
        sign_in(attacker, victim, password="guess")

    locked_out = sign_in(attacker, victim)
    response = sign_in(known, victim)

    assert TOO_MANY in locked_out.content.decode()
    assert response.status_code == 302


def test_a47_a_known_browser_of_one_person_is_a_strangers_to_another(organization, victim):
    other = with_password(MembershipFactory(organization=organization))
    browser = stranger(organization)
    sign_in(browser, other)
    browser.post("/logout/")
    for _ in range(5):
        sign_in(stranger(organization), victim, password="guess")

    assert TOO_MANY in sign_in(browser, victim).content.decode()


# A48


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed, and with which work."""
    calls = []
    real = hashers.MD5PasswordHasher.encode

    def counting(self, password, salt, *args, **kwargs):
        calls.append(password)
        return real(self, password, salt, *args, **kwargs)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counting)
    return calls


@pytest.mark.parametrize("who", ["unknown", "known", "ended", "no password"])
def test_a48_a_failed_sign_in_is_the_same_for_every_address(organization, victim, hashed, who):
    member = MembershipFactory(organization=organization)
    if who == "ended":
        with_password(member)
        with tenant(organization.pk):
            member.ended_at = timezone.now()
            member.save(update_fields=["ended_at"])
    email = {"unknown": "nobody@example.test", "known": victim.user.email}.get(who, member.user.email)
    reference = stranger(organization).post("/login/", {"login": "reference@example.test", "password": "guess"})
    hashed.clear()

    response = stranger(organization).post("/login/", {"login": email, "password": "guess"})

    assert response.status_code == reference.status_code == 200
    assert text_of(response) == text_of(reference)
    assert len(hashed) == 1


def test_a48_the_right_password_of_an_ended_account_looks_wrong(organization, victim):
    with tenant(organization.pk):
        victim.ended_at = timezone.now()
        victim.save(update_fields=["ended_at"])

    assert WRONG in sign_in(stranger(organization), victim).content.decode()


def test_a48_asking_for_a_new_password_says_nothing_about_the_address(organization, victim, monkeypatch):
    from accounts.pages import forms

    written = []
    real = forms.reset_letter
    monkeypatch.setattr(forms, "reset_letter", lambda user, path: written.append(1) or real(user, path=path))

    def ask(email):
        return stranger(organization).post("/password/reset/", {"email": email}, follow=True)

    known, unknown = ask(victim.user.email), ask("nobody@example.test")

    assert known.redirect_chain == unknown.redirect_chain == [("/password/reset/sent/", 302)]
    assert text_of(known) == text_of(unknown)
    assert len(written) == 2  # the same work
    assert [letter.to for letter in letters()] == [[victim.user.email]]  # and no mail to strangers


# A49, A50


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-host", "forwarded", "x-original-host"])
def test_a49_the_link_is_built_from_the_organization_and_not_from_the_request(organization, victim, header):
    stranger(organization).post("/password/reset/", {"email": victim.user.email}, headers={header: "evil.test"})

    (letter,) = letters()
    assert f"http://{organization.host}/password/reset/" in letter.body
    assert "evil" not in letter.body


def test_a49_an_unknown_host_is_not_there(organization, victim):
    response = Client(headers={"host": "evil.test"}).post("/password/reset/", {"email": victim.user.email})

    assert response.status_code == 404
    assert letters() == []


@pytest.fixture
def reset_link(organization, victim):
    stranger(organization).post("/password/reset/", {"email": victim.user.email})
    return link_in(letters()[-1])


def use(organization, link, password=NEW):
    browser = stranger(organization)
    form = browser.get(link, follow=True)
    if not form.redirect_chain:
        return form
    return browser.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_a50_a_reset_link_works_once(organization, reset_link):
    first, second = use(organization, reset_link), use(organization, reset_link, "another quiet otter")

    assert first["location"] == "/password/reset/done/"
    assert "This link is no longer valid" in second.content.decode()


def test_a50_a_reset_link_ends_after_two_hours(organization, reset_link, time_machine):
    time_machine.move_to(timezone.now() + timedelta(hours=2, seconds=5))

    assert "This link is no longer valid" in use(organization, reset_link).content.decode()


def test_a50_a_reset_link_ends_when_the_password_is_changed_otherwise(organization, victim, reset_link):
    browser = stranger(organization)
    sign_in(browser, victim)
    browser.post("/security/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert "This link is no longer valid" in use(organization, reset_link).content.decode()


def test_a50_a_reset_link_of_b_opens_nothing_in_a(organization, other_organization, reset_link):
    assert "This link is no longer valid" in use(other_organization, reset_link).content.decode()


# A51


def test_a51_a_new_password_by_mail_does_not_skip_the_second_step(organization, victim):
    browser = stranger(organization)
    sign_in(browser, victim)
    secret = set_up(browser)
    browser.post("/logout/")
    mail.outbox.clear()
    browser.post("/password/reset/", {"email": victim.user.email})
    use(organization, link_in(letters()[-1]))

    after_reset = browser.get("/api/v1/me/")
    halfway = sign_in(browser, victim, password=NEW)

    assert after_reset.status_code == 401
    assert halfway["location"] == "/login/code/"
    assert browser.get("/api/v1/me/").status_code == 401
    assert browser.get("/security/app/remove/").status_code == 302
    assert browser.post("/login/code/", {"code": code_for(secret)}).status_code == 302
    assert browser.get("/api/v1/me/").status_code == 200


def test_a51_the_code_page_alone_is_no_way_in(organization, victim):
    browser = stranger(organization)

    assert browser.post("/login/code/", {"code": "123456"})["location"] == "/login/"


# A54


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
        for path in ("/login/", "/logout/", "/security/sessions/end/", "/password/reset/", "/api/v1/presence/")
    }
    with_origin = browser.post("/logout/", headers={"origin": "https://evil.test"})

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(answers, 403)
    assert with_origin.status_code == 403
    assert "This page was open too long" in answers["/logout/"].content.decode()
    assert answers["/api/v1/presence/"]["content-type"] == "application/problem+json"
    assert browser.get("/api/v1/me/").status_code == 200


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


# A55


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
