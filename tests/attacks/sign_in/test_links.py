"""Links by mail, and the second step beside them (A50, A51)."""

from datetime import timedelta

from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts.models import Membership
from core.tenancy import tenant
from tests.accounts.conftest import PASSWORD, letters, link_in, sign_in
from tests.accounts.pages.test_second_factor import code_for, set_up
from tests.attacks.sign_in.entering import NEW, stranger, use


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


def test_a50_a_reset_link_eight_days_old_is_dead_and_so_is_that_of_who_left(
    organization, victim, reset_link, time_machine
):
    with tenant(organization.pk):
        Membership.objects.filter(pk=victim.pk).update(ended_at=timezone.now())
    assert "This link is no longer valid" in use(organization, reset_link).content.decode()
    with tenant(organization.pk):
        Membership.objects.filter(pk=victim.pk).update(ended_at=None)

    time_machine.move_to(timezone.now() + timedelta(days=8))

    assert "This link is no longer valid" in use(organization, reset_link).content.decode()


def test_a50_a_newer_reset_link_and_signing_in_leave_one_way_at_most(organization, victim, reset_link):
    """Each link opens the account as it was: once one was used, all others are dead."""
    stranger(organization).post("/password/reset/", {"email": victim.user.email})
    newer = link_in(letters()[-1])

    assert use(organization, newer)["location"] == "/password/reset/done/"
    assert "This link is no longer valid" in use(organization, reset_link, "another quiet otter").content.decode()


def test_a50_a_new_password_by_mail_ends_every_session_there_was(organization, victim, reset_link):
    thief = stranger(organization)
    sign_in(thief, victim)

    use(organization, reset_link)

    assert thief.get("/api/v1/me/").status_code == 401


def test_a50_the_secret_of_a_reset_link_is_in_no_table(organization, victim, reset_link):
    secret = reset_link.rstrip("/").rpartition("-")[2]
    with tenant(organization.pk), connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege(oid, 'select')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM public.{table} AS row WHERE strpos(row::text, %s) > 0", [secret])
            assert cursor.fetchone() == (0,), table


def test_a50_a_reset_link_of_b_opens_nothing_in_a(organization, other_organization, reset_link):
    assert "This link is no longer valid" in use(other_organization, reset_link).content.decode()


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
