from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMultiAlternatives, mailers
from django.test import Client

from core.mail.backend import OutboxBackend
from core.mail.models import OutgoingMail
from core.mail.services import queue_mail
from core.tenancy import tenant

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


@pytest.fixture
def mail(organization):
    with tenant(organization.pk):
        return queue_mail(
            to="eva@example.com",
            subject="Your password <b>",
            text="Open http://northwind.testserver/reset/abc/ now",
            html='<p>Open <a href="http://northwind.testserver/reset/abc/">this</a></p><script>alert(1)</script>',
            purpose="account",
            at=AT,
        )


@pytest.fixture
def browser(organization, settings):
    settings.MAIL_DEV_MAILBOX = True
    return Client(headers={"host": organization.host})


def test_links_can_be_followed_from_the_mailbox_without_signing_in(browser, mail):
    listed = browser.get("/dev/mailbox/")
    opened = browser.get(f"/dev/mailbox/{mail.public_id}/")

    assert f"/dev/mailbox/{mail.public_id}/" in listed.text
    assert "Your password &lt;b&gt;" in listed.text
    assert '<a href="http://northwind.testserver/reset/abc/"' in opened.text


def test_the_html_part_stands_alone_in_a_sandbox_without_scripts(browser, mail):
    response = browser.get(f"/dev/mailbox/{mail.public_id}/html/")

    assert response["Content-Security-Policy"].startswith("sandbox allow-popups")
    assert "script" not in response["Content-Security-Policy"].partition(";")[0]
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_the_original_can_be_downloaded_and_read_by_a_mail_program(browser, mail):
    response = browser.get(f"/dev/mailbox/{mail.public_id}/raw/")

    message = message_from_bytes(response.content, policy=policy.default)
    assert response["Content-Disposition"].startswith("attachment")
    assert (message["Message-ID"], message["To"]) == (mail.message_id, "eva@example.com")


@pytest.mark.parametrize("path", ["", "{id}/", "{id}/html/", "{id}/raw/"])
def test_outside_of_demo_and_development_it_is_not_there(browser, mail, settings, path):
    settings.MAIL_DEV_MAILBOX = False

    assert browser.get(f"/dev/mailbox/{path.format(id=mail.public_id)}").status_code == 404


def test_another_organization_sees_only_its_own(browser, mail, other_organization):
    elsewhere = Client(headers={"host": other_organization.host})

    assert "eva@example.com" not in elsewhere.get("/dev/mailbox/").text
    assert elsewhere.get(f"/dev/mailbox/{mail.public_id}/").status_code == 404


def test_it_can_be_narrowed_to_one_recipient(browser, mail):
    assert "eva@example.com" in browser.get("/dev/mailbox/?to=EVA@").text
    assert "eva@example.com" not in browser.get("/dev/mailbox/?to=adam").text


def test_mail_of_django_itself_takes_the_same_way_one_row_per_recipient(organization):
    message = EmailMultiAlternatives(
        "Welcome\u2028Bcc: x@example.com",
        "Text",
        to=["Eva <eva@example.com>"],
        cc=["adam@example.com"],
        reply_to=["r@example.com"],
    )
    message.attach_alternative("<p>Text</p>", "text/html")

    with tenant(organization.pk):
        sent = OutboxBackend().send_messages([message])
        rows = list(OutgoingMail.objects.order_by("pk"))

    assert sent == 1
    assert [(row.to, row.html, row.purpose) for row in rows] == [
        ("eva@example.com", "<p>Text</p>", "account"),
        ("adam@example.com", "<p>Text</p>", "account"),
    ]
    assert rows[0].subject == "Welcome Bcc: x@example.com"
    assert rows[0].headers["Reply-To"] == "r@example.com"
    assert rows[0].headers["From"] == "Northwind <no-reply@northwind.testserver>"


def test_the_settings_send_by_the_outbox(settings):
    from config.settings import base

    assert base.MAILERS["default"]["BACKEND"] == "core.mail.backend.OutboxBackend"
    assert mailers["default"] is not None
