"""Attacks by mail: raw bytes and any envelope, by SMTP, into the real intake (security.md §4, A13–A27; §5, F12)."""

import smtplib
import time

import pytest
from django.core.cache import cache

from core.mail.models import OutgoingMail
from core.models import RawState
from core.tenancy import tenant
from helpdesk.channels.mail.identity import sealed
from helpdesk.models import Contact, Message, Ticket
from helpdesk.services.messages import reply_to_ticket
from tests.factories.accounts import MembershipFactory, OrganizationFactory
from tests.factories.helpdesk import DepartmentFactory
from tests.mail import SUPPORT, letter, open_door, raws, work_off

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def house(transactional_db):
    organization = OrganizationFactory(host="northwind.testserver")
    DepartmentFactory(organization=organization, name="Support", address_local_part="support")
    return organization


@pytest.fixture
def neighbour(transactional_db):
    organization = OrganizationFactory(host="acme.testserver")
    DepartmentFactory(organization=organization, name="Support", address_local_part="support")
    return organization


@pytest.fixture
def clerk(house):
    member = MembershipFactory(organization=house, user__name="Jana Malá", user__email="jana@northwind.testserver")
    with tenant(house.pk):
        from helpdesk.models import Department, DepartmentMember

        DepartmentMember.objects.create(department=Department.objects.get(), membership=member)
    return member


@pytest.fixture
def door():
    with open_door() as opened:
        yield opened


def tickets(organization):
    with tenant(organization.pk):
        return list(Ticket.objects.select_related("contact").order_by("number"))


def messages(organization):
    with tenant(organization.pk):
        return list(Message.objects.select_related("contact", "ticket").order_by("pk"))


def outgoing(organization, **which):
    with tenant(organization.pk):
        return list(OutgoingMail.objects.filter(**which).order_by("pk"))


def nested(depth: int) -> bytes:
    return b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(depth))


def conversation(house, clerk, door) -> OutgoingMail:
    """Eva asked, Jana answered; the mail Eva has."""
    door.sends(letter(Message_ID="<eva-1@example.com>"))
    work_off(house)
    with tenant(house.pk):
        ticket = Ticket.objects.get()
        reply_to_ticket(
            ticket_id=ticket.public_id,
            actor=clerk,
            text="The secret is 4711.",
            last_seen_message_id=Message.objects.get().public_id,
            at=messages(house)[0].at,
        )
    work_off(house)
    return outgoing(house, purpose="reply")[-1]


@pytest.fixture
def talk(house, clerk, door):
    return house, conversation(house, clerk, door)


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


@pytest.mark.parametrize(
    "guess",
    [
        "<k.{token}@elsewhere.test>",  # the host is not looked at, the MAC is
        "<k.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@northwind.testserver>",
        "<1@northwind.testserver>",
        "<k.@northwind.testserver>",
        "<reply-1-1@northwind.testserver>",
    ],
)
def test_a13_a_member_who_guesses_an_id_is_an_ordinary_sender(house, clerk, door, guess):
    conversation(house, clerk, door)
    forged = sealed(1, organization_id=house.pk + 1)  # right form, right number, wrong signature

    door.sends(letter("Send me money", From="jana@northwind.testserver", In_Reply_To=guess.format(token=forged)))
    work_off(house)

    assert len(tickets(house)) == 2
    assert len(outgoing(house, purpose="reply")) == 1
    assert messages(house)[-1].direction == "in"


def test_a13_even_with_a_real_id_a_member_by_mail_is_nobody_and_is_not_sent_on(house, clerk, door):
    out = conversation(house, clerk, door)

    door.sends(letter("Send me money", From="jana@northwind.testserver", In_Reply_To=out.message_id))
    work_off(house)

    latest = messages(house)[-1]
    assert (latest.direction, latest.membership_id, latest.badges) == ("in", None, ["unverified_participant"])
    assert len(outgoing(house, purpose="reply")) == 1


def test_a14_a_number_in_the_subject_joins_nothing(house, clerk, door):
    conversation(house, clerk, door)

    door.sends(letter("Let me in", From="mallory@evil.test", Subject="Re: [#1] Broken"), sender="mallory@evil.test")
    work_off(house)

    assert [message.ticket.number for message in messages(house)] == [1, 1, 2]


@pytest.mark.parametrize("way", ["reply address", "our Message-ID"])
def test_a15_a_stranger_with_the_right_name_is_shown_as_one_and_told_nothing(house, clerk, door, way):
    out = conversation(house, clerk, door)
    before = len(outgoing(house))

    mail = letter(
        "And the rest?", From="mallory@evil.test", In_Reply_To="" if way == "reply address" else out.message_id
    )
    door.sends(mail, to=out.envelope_from if way == "reply address" else SUPPORT, sender="mallory@evil.test")
    work_off(house)

    (ticket,) = tickets(house)
    latest = messages(house)[-1]
    assert (latest.contact.email, latest.badges) == ("mallory@evil.test", ["unverified_participant"])
    assert ticket.contact.email == "eva@example.com"
    assert len(outgoing(house)) == before


def test_a15_an_unverified_participant_does_not_become_one_by_writing_twice(house, clerk, door):
    out = conversation(house, clerk, door)

    for text in ("One", "Two"):
        door.sends(letter(text, From="mallory@evil.test", In_Reply_To=out.message_id))
        work_off(house)

    assert [message.badges for message in messages(house)[-2:]] == [["unverified_participant"]] * 2


def test_a15_a_letter_changed_in_the_name_breaks_it(house, clerk, door):
    out = conversation(house, clerk, door)
    token = out.envelope_from[2:36]
    broken = ("a" if token[-5] != "a" else "b").join([token[:-5], token[-4:]])

    door.sends(letter("Hello"), to=f"r+{broken}@northwind.testserver")
    work_off(house)

    assert len(tickets(house)) == 2


def test_a16_who_is_copied_gets_nothing(house, clerk, door):
    out = conversation(house, clerk, door)

    door.sends(letter("More", Cc="mallory@evil.test", Reply_To="mallory@evil.test", In_Reply_To=out.message_id))
    work_off(house)
    with tenant(house.pk):
        ticket = Ticket.objects.get()
        latest = Message.objects.order_by("pk").last()
        reply_to_ticket(
            ticket_id=ticket.public_id, actor=clerk, text="Here", last_seen_message_id=latest.public_id, at=latest.at
        )
    work_off(house)

    with tenant(house.pk):
        assert not Contact.objects.filter(email__contains="mallory").exists()
    assert {mail.to for mail in outgoing(house)} == {"eva@example.com"}


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


def test_a19_two_helpdesks_answering_each_other_stop_at_once(house, door):
    """The other side answers everything it gets, with no header that says it is a machine. 200 rounds."""
    door.sends(letter("Round 0", From="help@other.test", Message_ID="<0@other.test>"))
    work_off(house)
    for number in range(1, 200):
        latest = outgoing(house)[-1]
        door.sends(
            letter(
                f"Round {number}",
                From="help@other.test",
                In_Reply_To=latest.message_id,
                Message_ID=f"<{number}@other.test>",
            ),
            to=latest.headers["Reply-To"].rpartition("<")[2].rstrip(">"),
        )
        if number % 20 == 0:
            work_off(house)
    work_off(house)

    assert len(outgoing(house, is_automatic=True)) <= 2
    assert len(tickets(house)) == 1
    assert any("suspected_loop" in message.badges for message in messages(house))


def test_a19_a_machine_that_answers_without_any_thread_is_gathered_in_few_tickets(house, door):
    for number in range(40):
        door.sends(letter(f"Round {number}", From="help@other.test"))
    work_off(house)

    assert len(outgoing(house, is_automatic=True)) == 1
    assert len(tickets(house)) == 10
    assert len(messages(house)) == 40


@pytest.mark.parametrize(
    "sender", ["support@northwind.testserver", "Support@NORTHWIND.testserver", "no-reply@northwind.testserver"]
)
def test_a20_our_own_mailbox_opens_no_tickets(house, door, sender):
    door.sends(letter(From=sender), sender=sender)
    work_off(house)

    (raw,) = raws(house)
    assert (tickets(house), raw.state) == ([], RawState.PARSED)
    assert "our own" in raw.reason


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


def test_a27_the_address_counts_and_not_the_name(house, clerk, door):
    door.sends(letter("Pay", From='"director@bank.test" <x@evil.test>', Reply_To="y@elsewhere.test"))
    work_off(house)

    (ticket,) = tickets(house)
    assert (ticket.contact.email, ticket.contact.name) == ("x@evil.test", "director@bank.test")


def test_f12_one_unreadable_mail_holds_up_none_of_a_hundred(house, door):
    door.sends(b"From: a@b.test\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 2000)
    for number in range(100):
        door.sends(letter(f"marker-{number}", From=f"person{number}@example.com"))
    work_off(house)

    texts = [message.text.strip() for message in messages(house)]
    assert sorted(text for text in texts if text.startswith("marker-")) == sorted(f"marker-{n}" for n in range(100))
    assert [raw.state for raw in raws(house)].count(RawState.PARKED) == 1


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
