"""Whose word counts about the sender (security.md §7.4, A18)."""

import pytest

from tests.attacks.mail.talking import conversation, messages, outgoing
from tests.mail import letter, work_off

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.mark.parametrize(
    ("headers", "badges"),
    [
        ("mx.house.test; dmarc=pass header.from=example.com", []),
        ("mx.house.test; dmarc=fail header.from=example.com", ["unverified_participant"]),
        ("mx.house.test; dmarc=pass header.from=evil.test", ["unverified_participant"]),
        ("mx.evil.test; dmarc=pass header.from=example.com", ["unverified_participant"]),
        ("mx.house.test.evil.test; dmarc=pass header.from=example.com", ["unverified_participant"]),
        ("mx.house.test; spf=pass (dmarc=pass) smtp.mailfrom=example.com", ["unverified_participant"]),
        ("", ["unverified_participant"]),
    ],
)
def test_a18_only_the_configured_server_is_believed_about_the_sender(talk, door, settings, headers, badges):
    house, out = talk
    settings.MAIL_TRUSTED_AUTHSERV_ID = "mx.house.test"

    door.sends(letter("More", In_Reply_To=out.message_id, **{"Authentication-Results": headers}))
    work_off(house)

    assert messages(house)[-1].badges == badges


def test_a18_a_second_header_below_the_first_is_the_senders_own(house, clerk, door, settings):
    out = conversation(house, clerk, door)
    settings.MAIL_TRUSTED_AUTHSERV_ID = "mx.house.test"
    mail = letter("More", In_Reply_To=out.message_id).as_bytes()
    forged = b"Authentication-Results: mx.house.test; dmarc=fail header.from=example.com\r\n"
    forged += b"Authentication-Results: mx.house.test; dmarc=pass header.from=example.com\r\n"

    door.sends(forged + mail)
    work_off(house)

    assert messages(house)[-1].badges == ["unverified_participant"]


def test_a18_a_new_mail_that_fails_is_kept_with_a_badge_and_not_answered(house, door, settings):
    settings.MAIL_TRUSTED_AUTHSERV_ID = "mx.house.test"

    door.sends(letter(**{"Authentication-Results": "mx.house.test; dmarc=fail header.from=example.com"}))
    work_off(house)

    assert [message.badges for message in messages(house)] == [["unverified_participant"]]
    assert outgoing(house) == []


@pytest.mark.parametrize("said", ["mx.house.test; dmarc=fail header.from=example.com", "mx.evil.test; dmarc=pass", ""])
def test_a18_a_forged_sender_does_not_join_by_a_message_id_everybody_in_copy_knows(talk, door, settings, said):
    """The customer's own Message-ID is no secret, so the address alone must not be enough."""
    house, _ = talk
    settings.MAIL_TRUSTED_AUTHSERV_ID = "mx.house.test"

    door.sends(letter("I am Eva", In_Reply_To="<eva-1@example.com>", **{"Authentication-Results": said}))
    work_off(house)

    assert messages(house)[-1].ticket.number == 2


def test_a18_the_real_sender_joins_by_their_own_message_id(talk, door, settings):
    house, _ = talk
    settings.MAIL_TRUSTED_AUTHSERV_ID = "mx.house.test"
    said = {"Authentication-Results": "mx.house.test; dmarc=pass header.from=example.com"}

    door.sends(letter("Me again", In_Reply_To="<eva-1@example.com>", **said))
    work_off(house)

    assert messages(house)[-1].ticket.number == 1
