"""From stored bytes to a message on a ticket."""

import re

import pytest

from core.files.store import open_file
from core.mail.models import OutgoingMail
from core.models import RawInbound, RawState
from core.raw.store import read_again
from core.tenancy import tenant
from helpdesk.channels.mail.identity import mail_message_id, opened, reply_address, sealed
from helpdesk.channels.mail.models import SentMail
from helpdesk.enums import TicketStatus
from helpdesk.models import Attachment
from helpdesk.services.incoming import NewMessage, open_ticket
from helpdesk.services.messages import reply_to_ticket
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import ContactFactory, DepartmentFactory, TicketFactory
from tests.helpdesk.channels.mail.arriving import AT, arrives, messages, minutes, tickets
from tests.mail import SUPPORT, letter


@pytest.fixture
def clerk(organization, support):
    member = MembershipFactory(organization=organization, user__name="Jana Malá")
    with tenant(organization.pk):
        support.member_links.create(membership=member)
    return member


def mails(organization, purpose):
    with tenant(organization.pk):
        return list(OutgoingMail.objects.filter(purpose=purpose).order_by("pk"))


def answered(organization, clerk, *, text="Try again.", html="", at=None):
    """An agent answers the only ticket; the mail that went out."""
    (ticket,) = tickets(organization)
    seen = messages(organization)[-1].public_id
    with tenant(organization.pk):
        reply_to_ticket(
            ticket_id=ticket.public_id,
            actor=clerk,
            text=text,
            html=html,
            last_seen_message_id=seen,
            at=at or minutes(10),
        )
        deliver_all()
    return mails(organization, "reply")[-1]


def test_a_mail_becomes_a_ticket_of_the_department_it_was_written_to(organization, support):
    DepartmentFactory(organization=organization, name="Billing", address_local_part="billing")

    raw = arrives(organization, letter("Dobrý den, prosím o fakturu. Děkuji."), to="Billing+2026@northwind.testserver")

    (ticket,) = tickets(organization)
    (message,) = messages(organization)
    assert (ticket.department.name, ticket.subject, ticket.channel, ticket.language) == (
        "Billing",
        "Broken",
        "mail",
        "cs",
    )
    assert (ticket.contact.name, ticket.contact.email) == ("Eva", "eva@example.com")
    assert (message.text.strip(), message.at, message.raw_inbound_id) == (
        "Dobrý den, prosím o fakturu. Děkuji.",
        AT,
        raw.pk,
    )
    assert raw.state == RawState.PARSED


def test_attachments_are_kept_with_their_bytes(organization, support):
    mail = letter()
    mail.add_attachment(b"\x00\x01", maintype="image", subtype="png", filename="obrázek.png", cid="<one@x>")

    arrives(organization, mail)

    with tenant(organization.pk):
        (found,) = Attachment.objects.select_related("file")
        with open_file(found.file) as content:
            assert content.read() == b"\x00\x01"
    assert (found.name, found.content_type, found.content_id, found.size) == ("obrázek.png", "image/png", "one@x", 2)


def test_the_same_bytes_for_the_same_address_are_one_message(organization, support):
    mail = letter()

    arrives(organization, mail)
    arrives(organization, mail, at=minutes(5))

    assert len(messages(organization)) == 1


def test_two_mails_of_one_message_id_are_both_kept(organization, support):
    """A Message-ID alone never drops a mail: everybody can write one."""
    arrives(organization, letter("One", Message_ID="<same@example.com>"))
    arrives(organization, letter("Two", Message_ID="<same@example.com>"), at=minutes(1))

    assert [message.text.strip() for message in messages(organization)] == ["One", "Two"]


def test_the_sender_is_told_once_in_their_language_without_a_word_of_theirs(organization, support):
    arrives(organization, letter("Dobrý den, prosím o pomoc.", Subject="KUPTE LEVNE", From="KUPTE <eva@example.com>"))

    (mail,) = mails(organization, "acknowledgement")
    (ticket,) = tickets(organization)
    assert "KUPTE" not in f"{mail.subject}{mail.text}{mail.html}{mail.headers}"
    assert str(ticket.number) in mail.subject
    assert mail.headers["Auto-Submitted"] == "auto-replied"
    assert (mail.envelope_from, mail.to, mail.headers["Content-Language"]) == ("", "eva@example.com", "cs")


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-generated"},
        {"Auto-Submitted": "auto-replied; owner-email=x"},
        {"Precedence": "bulk"},
        {"Precedence": "list"},
        {"List-Id": "<a.example.com>"},
        {"List-Unsubscribe": "<mailto:x@example.com>"},
        {"X-Auto-Response-Suppress": "OOF"},
        {"X-Kvalita-Loop": "elsewhere.example"},
        {"From": "MAILER-DAEMON@example.com"},
        {"From": "no-reply@example.com"},
        {"From": "postmaster@example.com"},
        {"From": "bounces+a=b@example.com"},
    ],
    ids=lambda headers: " ".join(map(": ".join, headers.items())),
)
def test_nothing_automatic_is_answered_automatically(organization, support, headers):
    arrives(organization, letter(**{name.replace("-", "_"): value for name, value in headers.items()}))

    assert len(tickets(organization)) == 1
    assert mails(organization, "acknowledgement") == []


def test_a_null_return_path_is_not_answered(organization, support):
    arrives(organization, letter(), sender="")

    assert mails(organization, "acknowledgement") == []


def test_one_automatic_answer_an_hour(organization, support):
    for number in (0, 59, 60):
        arrives(organization, letter(f"Mail {number}"), at=minutes(number))

    assert [mail.queued_at for mail in mails(organization, "acknowledgement")] == [minutes(0), minutes(60)]


def test_a_reply_goes_out_under_names_only_we_can_make(organization, support, clerk):
    arrives(organization, letter(Message_ID="<first@example.com>"))

    mail = answered(organization, clerk, text="Try <again>.")

    (ticket,) = tickets(organization)
    with tenant(organization.pk):
        sent = SentMail.objects.get(purpose="reply")
    token = sealed(sent.pk, organization_id=organization.pk)
    assert mail.message_id == mail_message_id(token, "northwind.testserver")
    assert reply_address(token, "northwind.testserver") in mail.headers["Reply-To"]
    assert mail.envelope_from == reply_address(token, "northwind.testserver")
    assert (mail.headers["In-Reply-To"], mail.headers["References"]) == ("<first@example.com>", "<first@example.com>")
    assert mail.subject == f"Re: Broken [#{ticket.number}]"
    assert "Jana" in mail.text
    assert SUPPORT in mail.headers["From"]
    assert "Try &lt;again&gt;." in mail.html
    assert not mail.is_automatic
    assert messages(organization)[-1].delivery_state == "sent"


def test_what_the_author_laid_out_is_cleaned_before_it_leaves(organization, support, clerk):
    """A32"""
    arrives(organization, letter())

    mail = answered(organization, clerk, text="Hi", html='<p onclick="x()">Hi</p><script>alert(1)</script>')

    assert "<p>Hi</p>" in mail.html
    assert "script" not in mail.html
    assert "onclick" not in mail.html


@pytest.mark.parametrize("way", ["reply address", "In-Reply-To", "References"])
def test_a_real_reply_lands_in_the_ticket_and_reopens_it(organization, support, clerk, way):
    arrives(organization, letter())
    out = answered(organization, clerk)
    (ticket,) = tickets(organization)
    with tenant(organization.pk):
        ticket.status, ticket.solved_at = TicketStatus.SOLVED, minutes(11)
        ticket.first_solved_at, ticket.waiting_since = ticket.solved_at, None
        ticket.save()

    if way == "reply address":
        arrives(organization, letter("Still broken."), to=out.envelope_from, at=minutes(20))
    else:
        header = {way.replace("-", "_"): f"{out.message_id} <other@example.com>"}
        arrives(organization, letter("Still broken.", **header), at=minutes(20))

    (after,) = tickets(organization)
    assert (after.status, after.solved_at) == (TicketStatus.OPEN, None)
    assert [(one.text.strip(), one.badges) for one in messages(organization)][-1] == ("Still broken.", [])


def test_an_answer_to_a_mail_of_theirs_joins_if_they_take_part(organization, support):
    arrives(organization, letter("One", Message_ID="<one@example.com>"))

    arrives(organization, letter("Two", In_Reply_To="<one@example.com>"), at=minutes(5))
    arrives(organization, letter("Three", In_Reply_To="<one@example.com>", From="adam@example.com"), at=minutes(6))

    assert [message.ticket.number for message in messages(organization)] == [1, 1, 2]


def test_an_automatic_answer_is_kept_and_reopens_nothing(organization, support, clerk):
    arrives(organization, letter())
    out = answered(organization, clerk)
    (ticket,) = tickets(organization)
    with tenant(organization.pk):
        ticket.status, ticket.solved_at = TicketStatus.SOLVED, minutes(11)
        ticket.first_solved_at, ticket.waiting_since = ticket.solved_at, None
        ticket.save()

    arrives(organization, letter("Away.", In_Reply_To=out.message_id, Auto_Submitted="auto-replied"), at=minutes(20))

    (after,) = tickets(organization)
    assert after.status == TicketStatus.SOLVED
    assert messages(organization)[-1].content_kind == "auto_reply"


def test_another_organization_cannot_use_our_names(organization, other_organization, support, clerk):
    arrives(organization, letter())
    out = answered(organization, clerk)
    DepartmentFactory(organization=other_organization, name="Support", address_local_part="support")

    arrives(other_organization, letter("Theirs", In_Reply_To=out.message_id), to="support@acme.testserver")

    (theirs,) = tickets(other_organization)
    assert theirs.subject == "Broken"
    assert len(messages(organization)) == 2


def test_names_open_for_400_days_after_their_key_was_retired(organization, settings):
    settings.MAIL_IDENTITY_KEYS = "1:first"
    token = sealed(7, organization_id=1)
    settings.MAIL_IDENTITY_KEYS = "2:second 1:first@2026-01-01"

    open_at = [opened(token, organization_id=1, at=AT.replace(year=year, month=2, day=4)) for year in (2026, 2027)]

    assert sealed(7, organization_id=1) != token
    assert open_at == [7, 7]
    assert opened(token, organization_id=1, at=AT.replace(year=2027, month=2, day=6)) is None
    settings.MAIL_IDENTITY_KEYS = "2:second"
    assert opened(token, organization_id=1, at=AT) is None


def test_a_bounce_marks_the_reply_and_opens_no_ticket(organization, support, clerk):
    """F10, A19"""
    arrives(organization, letter())
    out = answered(organization, clerk)
    report = bounce_of(out, status="5.1.1", action="failed")

    raw = arrives(organization, report, to=out.envelope_from, sender="", at=minutes(20))

    message = messages(organization)[-1]
    assert (message.delivery_state, "5.1.1" in message.delivery_reason) == ("failed", True)
    assert len(tickets(organization)) == 1
    assert raw.state == RawState.PARSED
    assert len(mails(organization, "acknowledgement")) == 1


def test_a_report_of_a_delay_changes_nothing_yet(organization, support, clerk):
    arrives(organization, letter())
    out = answered(organization, clerk)

    arrives(organization, bounce_of(out, status="4.4.1", action="delayed"), to=SUPPORT, sender="", at=minutes(20))

    assert messages(organization)[-1].delivery_state == "sent"


def test_a_bounce_of_nothing_of_ours_is_set_aside(organization, support):
    report = bounce_of(
        OutgoingMail(message_id="<other@example.com>", to="x@example.com"), status="5.1.1", action="failed"
    )

    raw = arrives(organization, report, sender="")

    assert (tickets(organization), raw.state) == ([], RawState.PARSED)
    assert "no mail of ours" in raw.reason


def bounce_of(out, *, status, action):
    return (
        "From: MAILER-DAEMON@mx.example.com\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\n"
        f"Final-Recipient: rfc822; {out.to}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} User unknown\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {out.message_id}\r\n\r\n--b--\r\n"
    ).encode()


def test_mail_that_cannot_be_read_is_a_ticket_with_its_original_and_can_be_read_later(organization, support):
    nested = b"From: a@b.test\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(40)
    )

    raw = arrives(organization, nested + b"\r\nhello")

    (message,) = messages(organization)
    assert (raw.state, message.badges) == (RawState.PARKED, ["unreadable"])
    assert "nested" in raw.reason
    with tenant(organization.pk):
        (original,) = Attachment.objects.select_related("file")
        with open_file(original.file) as content:
            assert content.read().endswith(b"hello")
        # the parser has learnt to read it meanwhile
        RawInbound.objects.filter(pk=raw.pk).update(content=letter("Hello again").as_bytes())
        read_again(raw_id=raw.public_id, actor_id=None, at=minutes(60))
        deliver_all()

    (message,) = messages(organization)
    assert (message.text.strip(), message.badges) == ("Hello again", [])
    assert len(tickets(organization)) == 1


def test_reading_again_what_stays_unreadable_makes_no_second_ticket(organization, support):
    raw = arrives(organization, b"From: " + b"(" * 100_000 + b"\r\n\r\nhello")
    with tenant(organization.pk):
        read_again(raw_id=raw.public_id, actor_id=None, at=minutes(60))
        deliver_all()

    assert len(tickets(organization)) == 1


def test_a_contact_without_an_address_is_nobody_in_particular(organization, support):
    arrives(organization, letter("One", From=""))
    arrives(organization, letter("Two", From=""), at=minutes(1))

    first, second = tickets(organization)
    assert first.contact_id != second.contact_id
    assert mails(organization, "acknowledgement") == []


def test_a_mail_to_a_reply_address_that_is_not_ours_is_an_ordinary_mail(organization, support):
    arrives(organization, letter(), to=f"r+{'a' * 34}@northwind.testserver")

    assert len(tickets(organization)) == 1


def test_the_reply_of_a_contact_without_an_address_goes_nowhere(organization, support, clerk):
    ticket = TicketFactory(organization=organization, department=support, contact__email="", contact__email_key="")
    with tenant(organization.pk):
        reply_to_ticket(ticket_id=ticket.public_id, actor=clerk, text="Hi", last_seen_message_id=None, at=minutes(1))
        deliver_all()

    assert mails(organization, "reply") == []


def test_a_member_who_writes_first_is_mailed_too(organization, support, clerk):
    contact = ContactFactory(organization=organization, email="eva@example.com")
    with tenant(organization.pk):
        open_ticket(
            department=support,
            contact=contact,
            subject="Your contract ends",
            message=NewMessage(text="Shall we renew it?"),
            actor=clerk,
            at=AT,
        )
        deliver_all()

    (mail,) = mails(organization, "reply")
    arrives(organization, letter("Yes."), to=mail.envelope_from, at=minutes(5))

    assert (mail.to, mail.subject) == ("eva@example.com", "Your contract ends [#1]")
    assert [message.ticket.number for message in messages(organization)] == [1, 1]


def test_the_words_a_person_quotes_to_us_carry_the_number(organization, support):
    arrives(organization, letter())

    (mail,) = mails(organization, "acknowledgement")
    assert re.search(r"\[#1\]", mail.subject)
