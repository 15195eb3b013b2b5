"""What the SMTP intake lets in, and what it says when it cannot."""

import smtplib

import pytest

from core.models import RawState
from tests.attacks.mail.talking import messages, tickets
from tests.mail import SUPPORT, letter, raws, work_off

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_the_bytes_are_committed_before_the_250_and_not_parsed_in_the_session(house, door):
    code, _ = door.sends(letter())

    (raw,) = raws(house)
    assert (code, raw.state) == (250, RawState.STORED)
    assert tickets(house) == []
    work_off(house)
    assert len(tickets(house)) == 1


@pytest.mark.parametrize(
    "address",
    [
        *("nobody@northwind.testserver", "support@elsewhere.testserver", "support@", "@northwind.testserver"),
        *(
            "r+short@northwind.testserver",
            "support@files.northwind.testserver",
            "support@northwind.testserver.evil.test",
        ),
        *("support' OR 1=1 --@northwind.testserver", "support%@northwind.testserver"),
    ],
)
def test_an_address_nobody_has_is_refused_at_once(house, door, address):
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        door.sends(letter(), to=address)

    ((code, _words),) = refused.value.recipients.values()
    assert code in {550, 501, 553}
    assert raws(house) == []


@pytest.mark.parametrize("tells", [True, False], ids=["declared", "only counted"])
def test_a_mail_of_more_than_forty_mebibytes_is_refused(house, door, tells):
    content = b"From: a@b.test\r\n\r\n" + (b"x" * 998 + b"\r\n") * 42_000

    try:
        code, _ = door.sends(content, declares=tells)
    except smtplib.SMTPSenderRefused as refused:
        code = refused.smtp_code

    assert code == 552
    assert raws(house) == []


def test_one_mail_to_two_organizations_is_kept_by_each_and_shows_neither_the_other(house, neighbour, door):
    door.sends(letter(), to=[SUPPORT, "support@acme.testserver"])

    (mine,), (theirs,) = raws(house), raws(neighbour)
    assert b"acme" not in bytes(mine.content).partition(b"\r\nFrom:")[0]
    assert b"northwind" not in bytes(theirs.content).partition(b"\r\nFrom:")[0]


def test_a_retry_of_the_same_mail_is_kept_once(house, door):
    mail = letter()
    door.sends(mail)
    door.sends(mail)
    work_off(house)

    assert (len(raws(house)), len(messages(house))) == (1, 1)


def test_the_intake_answers_451_and_keeps_nothing_when_it_cannot_commit(house, door, monkeypatch):
    from django.db import OperationalError

    from helpdesk.channels.mail import listener

    def fails(*args, **kwargs):
        raise OperationalError("the disk is full")

    monkeypatch.setattr(listener, "store_raw", fails)

    code, _ = door.sends(letter())

    assert code == 451
    assert raws(house) == []


def test_smuggled_second_message_stays_inside_the_first(house, door):
    """Line ends that are not CRLF must not end the data (SMTP smuggling)."""
    commands = b"MAIL FROM:<x@evil.test>\r\nRCPT TO:<support@northwind.testserver>\r\nDATA\r\nsmuggled\r\n"
    body = b"From: eva@example.com\r\n\r\nfirst\n.\n" + commands

    door.sends(body)
    work_off(house)

    assert len(raws(house)) == 1
