"""Mail made to break the reader (A22–A24, F12)."""

import time
from email import message_from_bytes
from email.policy import SMTP

import pytest
from django.utils import timezone

from accounts.models import Organization, User
from core.mail.compose import compose
from core.mail.models import OutgoingMail
from core.models import RawState
from core.tenancy import tenant
from helpdesk.models import Attachment, Contact, Department, Message, Ticket
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

    with tenant(house.pk):
        bodies = [compose(mail) for mail in OutgoingMail.objects.all()]
    for body in bodies:
        head = body.partition(b"\r\n\r\n")[0]
        assert b"\nBcc" not in head
        assert head.count(b"\r\nSubject:") == 1


def test_a22_line_ends_in_names_of_the_house_make_no_header_either(house, clerk, door):
    """Whoever got them into the tables: organization, department, person, contact, subject, language."""
    door.sends(letter())
    work_off(house)
    evil = "X\r\nBcc: victim@example.com\r\n\r\nbody"
    with tenant(house.pk):
        ticket = Ticket.objects.get()
        Organization.objects.update(name=evil)
        Department.objects.update(name=evil)
        Contact.objects.update(name=evil)
        User.objects.update(name=evil)
        Ticket.objects.update(subject=evil, language="cs\r\nX: y")
        first = Message.objects.get()
        reply_to_ticket(
            ticket_id=ticket.public_id, actor=clerk, text="Hi", last_seen_message_id=first.public_id, at=first.at
        )
    work_off(house)

    with tenant(house.pk):
        reply = OutgoingMail.objects.get(purpose="reply")
        parsed = message_from_bytes(compose(reply), policy=SMTP)
    assert parsed["Bcc"] is None
    assert parsed["X"] is None
    assert [parsed.get_all(name, [None])[1:] for name in ("From", "To", "Subject", "Content-Language")] == [[]] * 4


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


def test_a24_nul_wherever_it_stands_and_dates_nobody_lived_in(house, door):
    """Without a sender, with NUL in every header and name; as of the moment it came, whatever it says."""
    before = timezone.now()
    for date in (b"Thu, 01 Jan 1 00:00:00 +0000", b"Mon, 31 Dec 9999 23:59:59 -2359", b"\xff\x00", b""):
        door.sends(
            b"Date: " + date + b"\r\nSubject: su\x00bject =?utf-8?q?=00=ED=A0=80?=\r\nMessage-ID: <a\x00@b.test>\r\n"
            b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            b"--b\r\nContent-Type: text/plain; charset=utf-7\r\n\r\nhel\x00lo +2AA-\r\n"
            b"--b\r\nContent-Type: text/html; charset=\x00\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!=\r\n"
            b'--b\r\nContent-Type: a\x00/b; name="na\x00me"\r\nContent-ID: <c\x00>\r\n'
            b"Content-Transfer-Encoding: base64\r\n\r\nAAAA=A\r\n--b--\r\n"
        )
    door.sends(b"From: e\x00va@example.com <>\r\n\r\nhi")
    door.sends(b"From: =?utf-8?q?E=00va?= <eva@example.com>\r\n\r\nhi")
    door.sends(b"")
    work_off(house)

    kept = messages(house)
    with tenant(house.pk):
        names = set(Attachment.objects.values_list("name", flat=True))
    assert len(kept) == 7
    assert [message.badges for message in kept] == [[]] * 7
    assert all(before <= message.at <= timezone.now() for message in kept)
    assert "hel\ufffdlo" in kept[0].text
    assert kept[0].contact.email == ""
    assert "\x00" not in str([[one.text, one.ticket.subject, one.contact.name] for one in kept]) + str(names)


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
