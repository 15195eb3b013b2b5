"""What every page has: a language, a policy, and an error that speaks plainly."""

import re

import pytest
from django.test import Client
from django.utils import translation

from core.tenancy import tenant
from tests.accounts.conftest import sign_in
from tests.factories.accounts import OrganizationFactory

SIGN_IN = {"en": "Sign in", "cs": "Přihlásit se", "pl": "Zaloguj się", "lv": "Pieteikties"}


def heading(response):
    return re.search(r"<h1>(.*?)</h1>", response.content.decode())[1]


@pytest.mark.parametrize("language", SIGN_IN)
def test_the_browsers_language_is_spoken(organization, language):
    browser = Client(headers={"host": organization.host, "accept-language": f"fr, {language};q=0.7"})

    response = browser.get("/login/")

    assert heading(response) == SIGN_IN[language]
    assert f'<html lang="{language}">' in response.content.decode()
    assert response["Content-Language"] == language


def test_a_chosen_language_is_remembered_and_goes_before_the_browsers(organization):
    browser = Client(headers={"host": organization.host, "accept-language": "pl"})

    browser.get("/login/?language=lv")

    assert heading(browser.get("/login/")) == SIGN_IN["lv"]
    assert browser.cookies["language"]["httponly"]


def test_the_persons_own_language_goes_before_everything(browser, person):
    with tenant(person.organization_id):
        person.user.language = "cs"
        person.user.save(update_fields=["language"])
    sign_in(browser, person)

    assert heading(browser.get("/security/?language=pl")) == "Zabezpečení"


def test_without_any_wish_the_organizations_language_is_spoken(db):
    riga = OrganizationFactory(host="riga.testserver", language="lv")

    assert heading(Client(headers={"host": riga.host}).get("/login/")) == SIGN_IN["lv"]


def test_a_language_that_is_none_is_passed_over(organization):
    browser = Client(headers={"host": organization.host, "accept-language": "pl"})

    response = browser.get("/login/?language=../../etc")

    assert heading(response) == SIGN_IN["pl"]
    assert "language" not in response.cookies


def test_no_language_is_left_for_the_next_request(organization):
    before = translation.get_language()

    Client(headers={"host": organization.host, "accept-language": "cs"}).get("/login/")

    assert translation.get_language() == before


def test_pages_load_nothing_from_elsewhere_and_run_no_inline_script(browser):
    response = browser.get("/login/")

    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert policy["img-src"].endswith("files.northwind.testserver")
    assert response["X-Frame-Options"] == "DENY"
    assert "<script" not in response.content.decode()
    assert "style=" not in response.content.decode()


def test_an_unknown_page_says_so_in_the_readers_language(organization):
    response = Client(headers={"host": organization.host, "accept-language": "pl"}).get("/nowhere/")

    assert response.status_code == 404
    assert heading(response) == "Nie znaleziono strony"


def test_too_many_tries_are_told_in_words(browser, organization):
    for _ in range(21):
        response = browser.get("/invitation/" + "x" * 32 + "/")

    assert response.status_code == 429
    assert heading(response) == "Too many attempts"


def test_a_bug_is_a_page_with_a_reference_that_stands_in_the_log(browser, caplog, monkeypatch):
    from accounts.pages import context

    def broken():
        raise RuntimeError("broken on purpose")

    browser.raise_request_exception = False
    with monkeypatch.context() as patched:
        patched.setattr(context, "own_organization", broken)
        response = browser.get("/login/")

    (reference,) = re.findall(r"<code>([0-9a-f]{8})</code>", response.content.decode())
    assert response.status_code == 500
    assert heading(response) == "Something went wrong"
    assert reference in caplog.text


def test_the_demo_says_so_only_where_it_is_one(db, settings):
    settings.DEMO = True
    demo = OrganizationFactory(host="demo.testserver", is_demo=True)
    real = OrganizationFactory(host="real.testserver")

    pages = [Client(headers={"host": one.host}).get("/login/").content.decode() for one in (demo, real)]

    assert ["kvalita-demo" in page for page in pages] == [True, False]
