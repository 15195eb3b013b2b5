"""Mail made to break the reader (A22–A24, F12)."""

import time

import pytest

from core.mail.models import OutgoingMail
from core.models import RawState
from core.tenancy import tenant
from helpdesk.models import Message, Ticket
from helpdesk.services.messages import reply_to_ticket
from tests.attacks.mail.talking import messages, nested
from tests.mail import letter, raws, work_off

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.mark.parametrize("field", ["Subject", "From"])
def test_a22_line_ends_in_what_a_stranger_wrote_make_no_header_of_ours(house, clerk, door, field):
    encoded = "=?utf-8?q?Hi=0D=0ABcc=3A_victim=40example.com=0D=0A=0D=0Abody?="
    raw = {
        "Subject": "x",
        "From": "eva@example.com",
        field: encoded if field == "Subject" else f"{encoded} <eva@example.com>",
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in raw.items())

    door.sends(f"{lines}Message-ID: <a@example.com>\r\n\r\nHello".encode())
    work_off(house)
    with tenant(house.pk):
        ticket = Ticket.objects.get()
        first = Message.objects.get()
        reply_to_ticket(
            ticket_id=ticket.public_id, actor=clerk, text="Hi", last_seen_message_id=first.public_id, at=first.at
        )
    work_off(house)

    from core.mail.compose import compose

    with tenant(house.pk):
        bodies = [compose(mail) for mail in OutgoingMail.objects.all()]
    for body in bodies:
        head = body.partition(b"\r\n\r\n")[0]
        assert b"\nBcc" not in head
        assert head.count(b"\r\nSubject:") == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "1,000 nested multiparts",
            nested(1000),
        ),
        ("10,000 parts", b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 10_000),
        ("20,000 addresses", b"To: " + b",\r\n ".join(b"u%d@x.test" % n for n in range(20_000)) + b"\r\n\r\nhi"),
        ("parts nested 31 deep", nested(31)),
        ("endless comment", b"Reply-To: " + b"(" * 200_000 + b"\r\n\r\nhi"),
        ("burning the processor", b"Content-Type: text/html\r\n\r\n" + (b"<!--" * 10_000 + b"\r\n") * 60),
        ("burning memory", b"Content-Type: text/html\r\n\r\n" + (b"<a " * 10_000 + b"\r\n") * 250),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a23_hostile_structure_is_parked_with_its_original_in_ten_seconds(house, door, name, content):
    code, _ = door.sends(b"From: eva@example.com\r\n" + content)

    start = time.monotonic()
    work_off(house)

    (raw,) = raws(house)
    (message,) = messages(house)
    assert code == 250
    assert time.monotonic() - start < 30  # ten on a quiet machine
    assert (raw.state, message.badges) == (RawState.PARKED, ["unreadable"])
    assert content in bytes(raw.content)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Content-Type: text/plain; charset=x-nonsense\r\n\r\nhello \xff", "hello \ufffd"),
        (b"Content-Transfer-Encoding: base64\r\n\r\naGVsbG8#", "hello"),
        (b"\r\nhel\x00lo", "hel\ufffdlo"),
        (b"Date: Mon, 99 Nonsense 99999\r\n\r\nhello", "hello"),
        (b"Subject: =?x-nonsense?q?=FF=00?=\r\n\r\nhello", "hello"),
    ],
)
def test_a24_broken_mail_arrives_with_replacement_characters(house, door, content, text):
    door.sends(content)
    work_off(house)

    (message,) = messages(house)
    assert message.text.strip() == text


def test_f12_one_unreadable_mail_holds_up_none_of_a_hundred(house, door):
    door.sends(b"From: a@b.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 2000)
    for number in range(100):
        door.sends(letter(f"marker-{number}", From=f"person{number}@example.com"))
    work_off(house)

    texts = [message.text.strip() for message in messages(house)]
    assert sorted(text for text in texts if text.startswith("marker-")) == sorted(f"marker-{n}" for n in range(100))
    assert [raw.state for raw in raws(house)].count(RawState.PARKED) == 1
