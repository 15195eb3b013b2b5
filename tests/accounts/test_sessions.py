from datetime import timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import BrowserSession
from accounts.sessions import SessionStore, forget_expired_sessions, is_open, key_hash
from accounts.tasks import forget_sessions
from core.periodic import JOBS
from core.tenancy import tenant
from tests.accounts.conftest import sign_in


def later(seconds):
    return timezone.now() + timedelta(seconds=seconds)


def test_a_session_ends_after_a_day_without_use(browser, person, time_machine):
    sign_in(browser, person)
    time_machine.move_to(later(settings.SESSION_IDLE_SECONDS + 60))

    assert browser.get("/api/v1/me/").status_code == 401


def test_a_session_that_is_used_lives_on_but_not_longer_than_a_week(browser, person, time_machine):
    sign_in(browser, person)
    start = timezone.now()
    for day in range(1, 7):
        time_machine.move_to(start + timedelta(hours=23 * day))
        assert browser.get("/api/v1/me/").status_code == 200

    time_machine.move_to(start + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))

    assert browser.get("/api/v1/me/").status_code == 401


def test_use_is_written_down_every_ten_minutes_at_most(browser, person, time_machine):
    sign_in(browser, person)
    with tenant(person.organization_id):
        before = BrowserSession.objects.get(user=person.user).used_at
    browser.get("/api/v1/me/")
    with tenant(person.organization_id):
        assert BrowserSession.objects.get(user=person.user).used_at == before

    time_machine.move_to(later(11 * 60))
    browser.get("/api/v1/me/")

    with tenant(person.organization_id):
        assert BrowserSession.objects.get(user=person.user).used_at > before


def test_the_table_holds_neither_the_cookie_nor_readable_data(browser, person):
    sign_in(browser, person)
    cookie = browser.cookies["session"].value

    with tenant(person.organization_id):
        row = BrowserSession.objects.values().get(user=person.user)

    assert cookie not in str(row)
    assert row["key_hash"] == key_hash(cookie)
    assert "_auth_user" not in row["data"]


def test_data_sealed_with_another_key_is_an_empty_session(browser, person, settings):
    sign_in(browser, person)
    settings.SECRET_KEY = "another one"

    assert browser.get("/api/v1/me/").status_code == 401


def test_an_older_key_still_opens_what_it_sealed(browser, person, settings):
    sign_in(browser, person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a newer one"

    assert browser.get("/api/v1/me/").status_code == 200


def test_a_socket_can_ask_whether_the_cookie_is_still_good(browser, person):
    sign_in(browser, person)
    cookie = browser.cookies["session"].value
    with tenant(person.organization_id):
        assert is_open(cookie, at=timezone.now())
        assert not is_open(cookie, at=later(settings.SESSION_COOKIE_AGE))
        assert not is_open("something else", at=timezone.now())
        SessionStore(cookie).delete()
        assert not is_open(cookie, at=timezone.now())


def test_what_ran_out_is_forgotten_and_nothing_else(browser, person, owner, organization):
    sign_in(browser, person)
    sign_in(Client(headers={"host": organization.host}), owner)
    with tenant(organization.pk):
        BrowserSession.objects.filter(user=owner.user).update(expires_at=timezone.now())
        assert JOBS["accounts.forget_sessions"].function is forget_sessions

        forget_sessions(at=later(1))

        assert [row.user_id for row in BrowserSession.objects.all()] == [person.user_id]
        assert forget_expired_sessions(at=later(1)) == 0
