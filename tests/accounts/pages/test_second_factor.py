import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from core.models import Event
from core.tenancy import tenant
from tests.accounts.conftest import PASSWORD, letters, sign_in


def code_for(secret, *, steps=0):
    """What the app shows now, or some 30-second steps from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def confirm(browser):
    return browser.post("/security/confirm/", {"password": PASSWORD, "next": "/security/"})


def set_up(browser):
    """Sets the app up in a signed-in browser; returns its secret."""
    confirm(browser)
    page = browser.get("/security/app/").content.decode()
    (secret,) = re.findall(r"<code>([A-Z2-7]{32})</code>", page)
    response = browser.post("/security/app/", {"code": code_for(secret, steps=-1)})
    assert response["location"] == "/security/codes/", response.content
    return secret


@pytest.fixture
def secret(browser, person):
    sign_in(browser, person)
    found = set_up(browser)
    browser.post("/logout/")
    return found


def test_setting_up_asks_for_the_password_once_more(browser, person):
    sign_in(browser, person)

    response = browser.get("/security/app/")

    assert response["location"] == "/security/confirm/?next=%2Fsecurity%2Fapp%2F"


def test_the_picture_is_inline_and_the_key_stands_beside_it(browser, person):
    sign_in(browser, person)
    confirm(browser)

    page = browser.get("/security/app/").content.decode()

    assert "<svg" in page
    assert "data:image" not in page
    assert "<?xml" not in page


def test_the_password_alone_no_longer_opens(browser, person, secret):
    response = sign_in(browser, person)

    assert response["location"] == "/login/code/"
    assert browser.get("/api/v1/me/").status_code == 401
    assert browser.get("/security/").status_code == 302


def test_password_and_code_open(browser, person, secret, organization):
    sign_in(browser, person)

    response = browser.post("/login/code/", {"code": code_for(secret)})

    assert response["location"] == "/"
    assert browser.get("/api/v1/me/").status_code == 200
    with tenant(organization.pk):
        assert Event.objects.filter(name="accounts.user.signed_in").latest("at").payload["with_second_factor"] is True


def test_a_code_opens_once(browser, person, secret):
    code = code_for(secret)
    sign_in(browser, person)
    browser.post("/login/code/", {"code": code})
    browser.post("/logout/")
    sign_in(browser, person)

    response = browser.post("/login/code/", {"code": code})

    assert response.status_code == 200
    assert "This code is not right." in response.content.decode()


def test_a_recovery_code_opens_once(browser, person, secret):
    sign_in(browser, person)
    browser.post("/login/code/", {"code": code_for(secret)})
    confirm(browser)
    page = browser.get("/security/codes/").content.decode()
    first, *others = re.findall(r"<li><code>(\d+)</code>", page)
    browser.post("/logout/")

    sign_in(browser, person)
    opened = browser.post("/login/code/", {"code": first})
    browser.post("/logout/")
    sign_in(browser, person)
    again = browser.post("/login/code/", {"code": first})

    assert len(others) == 9
    assert (opened.status_code, again.status_code) == (302, 200)


def test_secrets_are_sealed_in_the_table(person, secret, organization):
    with tenant(organization.pk):
        stored = Authenticator.objects.get(type="totp").data["secret"]

    assert secret not in stored


def test_guessing_codes_is_stopped(browser, person, secret):
    sign_in(browser, person)

    for _ in range(5):
        browser.post("/login/code/", {"code": "000000"})
    response = browser.post("/login/code/", {"code": code_for(secret)})

    assert response.status_code == 200
    assert "There were too many attempts." in response.content.decode()


def test_turning_it_off_is_written_down_and_told_by_mail(browser, person, secret, organization):
    sign_in(browser, person)
    browser.post("/login/code/", {"code": code_for(secret)})
    confirm(browser)

    response = browser.post("/security/app/remove/")

    assert response["location"] == "/security/?done=removed"
    with tenant(organization.pk):
        events = Event.objects.filter(name="accounts.user.second_factor_changed").order_by("version")
        assert [event.payload["what"] for event in events] == ["set_up", "removed"]
    assert [letter.subject for letter in letters()] == [
        "The second step for Northwind is on",
        "The second step for Northwind is off",
    ]


def test_new_recovery_codes_replace_the_old(browser, person, secret):
    sign_in(browser, person)
    browser.post("/login/code/", {"code": code_for(secret)})
    confirm(browser)
    before = set(re.findall(r"<li><code>(\d+)</code>", browser.get("/security/codes/").content.decode()))

    response = browser.post("/security/codes/new/")

    after = set(re.findall(r"<li><code>(\d+)</code>", browser.get("/security/codes/").content.decode()))
    assert response["location"] == "/security/codes/"
    assert len(before) == len(after) == 10
    assert not before & after


def test_the_codes_come_as_a_file(browser, person, secret):
    sign_in(browser, person)
    browser.post("/login/code/", {"code": code_for(secret)})
    confirm(browser)

    response = browser.get("/security/codes/download/")

    assert response["content-type"].startswith("text/plain")
    assert "Kvalita, Northwind: recovery codes" in response.content.decode()
    assert len(re.findall(r"^\d+$", response.content.decode(), re.MULTILINE)) == 10
