"""Mail on no ticket: what the reading of mail keeps of it, and what people do with it."""

import pytest

from accounts.enums import Role
from accounts.services import StaleVersion
from core.errors import NotPermitted
from core.mail.models import OutgoingMail
from core.models import Event, RawInbound, RawState
from core.tenancy import tenant
from helpdesk.channels.mail.models import SetAsideMail
from helpdesk.channels.mail.set_aside.acts import AlreadyHandled, BeingRead, ask_again, dismiss, make_ticket, restore
from helpdesk.enums import TicketStatus
from helpdesk.models import Department, Ticket
from helpdesk.services.tickets import solve_ticket
from surveys.models import Invitation
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory
from tests.helpdesk.channels.mail.arriving import AT, arrives, messages, minutes, tickets
from tests.mail import SUPPORT, letter

OURS = "Support <support@northwind.testserver>"
NESTED = b"From: a@b.test\r\n" + b"".join(
    b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(40)
)


@pytest.fixture
def admin(organization):
    return MembershipFactory(organization=organization, role=Role.ADMIN, user__name="Jana Malá")


def set_aside(organization) -> SetAsideMail:
    with tenant(organization.pk):
        return SetAsideMail.objects.select_related("ticket", "raw").get()


def ours(organization, **headers):
    arrives(organization, letter("Call me back.", **{"From": OURS, "Subject": "To myself", **headers}))
    return set_aside(organization)


def act(organization, function, **arguments):
    with tenant(organization.pk):
        result = function(**arguments)
        deliver_all()
        return result


def names(organization, row):
    with tenant(organization.pk):
        events = Event.objects.filter(subject="helpdesk.set_aside_mail", subject_id=row.pk).order_by("pk")
        return [(event.name.rpartition(".")[2], event.version, event.actor_id) for event in events]


def test_mail_of_our_own_mailbox_is_kept_with_what_a_person_wants_to_see(organization, support):
    row = ours(organization, Date="Wed, 18 Nov 2026 10:00:00 +0100", X_Secret="not shown")

    assert tickets(organization) == []
    assert (row.reason, row.state, row.sender, row.sender_name, row.subject, row.text.strip(), row.arrived_at) == (
        *("own_mailbox", "waiting", "support@northwind.testserver", "Support", "To myself", "Call me back."),
        AT,
    )
    assert row.headers[:2] == [["Return-Path", "<eva@example.com>"], ["From", OURS]]
    assert ["Date", "Wed, 18 Nov 2026 10:00:00 +0100"] in row.headers
    assert "not shown" not in str(row.headers)
    assert (row.recipients, row.raw.state) == ([SUPPORT], RawState.PARSED)
    assert names(organization, row) == [("kept", 1, None)]


def test_our_own_automatic_mail_come_back_says_so(organization, support):
    row = ours(organization, From="Robot <robot@northwind.testserver>", X_Kvalita_Loop="northwind.testserver")

    assert (row.reason, tickets(organization)) == ("loop", [])


def test_mail_no_department_takes_waits_instead_of_failing(organization, support):
    with tenant(organization.pk):
        Department.objects.update(archived_at=AT)

    raw = arrives(organization, letter(), to=f"r+{'a' * 34}@northwind.testserver")

    row = set_aside(organization)
    assert (row.reason, row.state, raw.state, row.ticket) == ("no_department", "waiting", RawState.PARSED, None)


def test_a_report_of_nothing_of_ours_waits_and_one_of_ours_needs_nobody(organization, support):
    report = (
        "From: MAILER-DAEMON@mx.example.com\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\n"
        "Final-Recipient: rfc822; x@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {}\r\n\r\n--b--\r\n"
    )
    arrives(organization, report.format("<other@example.com>").encode(), sender="")
    arrives(organization, letter())
    with tenant(organization.pk):
        acknowledged = OutgoingMail.objects.get(purpose="acknowledgement")

    arrives(organization, report.format(acknowledged.message_id).encode(), sender="", at=minutes(1))

    with tenant(organization.pk):
        found = list(SetAsideMail.objects.order_by("pk").values_list("reason", "state", "ticket__number"))
    assert found == [("unknown_report", "waiting", None), ("delivery_report", "dismissed", 1)]


def test_an_unreadable_mail_is_listed_with_its_ticket_until_it_can_be_read(organization, support, admin):
    raw = arrives(organization, NESTED)
    row = set_aside(organization)
    (ticket,) = tickets(organization)
    assert (row.reason, row.state, row.ticket, row.sender) == ("unreadable", "waiting", ticket, "eva@example.com")
    assert "nested" in row.detail
    with tenant(organization.pk):  # the parser has learnt to read it meanwhile
        RawInbound.objects.filter(pk=raw.pk).update(content=letter("Hello again").as_bytes())

    act(organization, ask_again, mail_id=row.public_id, actor=admin, at=minutes(5))

    row = set_aside(organization)
    assert (row.state, row.ticket, [one.text.strip() for one in messages(organization)]) == (
        *("ticketed", ticket),
        ["Hello again"],
    )
    assert names(organization, row) == [("kept", 1, None), ("asked_again", 2, admin.pk), ("ticketed", 3, None)]


def test_an_unreadable_mail_without_a_department_gets_its_ticket_later(organization, support, admin):
    with tenant(organization.pk):
        Department.objects.update(archived_at=AT)
    arrives(organization, NESTED, to=f"r+{'a' * 34}@northwind.testserver")
    with tenant(organization.pk):
        Department.objects.update(archived_at=None)
    row = set_aside(organization)
    assert row.ticket is None

    act(
        organization, make_ticket,
        mail_id=row.public_id, seen_version=1, department=support, actor=admin, at=minutes(9),
    )  # fmt: skip

    (ticket,) = tickets(organization)
    assert (set_aside(organization).ticket, messages(organization)[0].badges) == (ticket, ["unreadable"])


def test_a_ticket_made_of_a_machines_mail_answers_nobody_now_or_later(organization, support, admin):
    row = ours(organization)

    act(
        organization, make_ticket,
        mail_id=row.public_id, seen_version=1, department=support, actor=admin, at=minutes(9),
    )  # fmt: skip

    (ticket,) = tickets(organization)
    (message,) = messages(organization)
    assert (ticket.subject, ticket.department, ticket.opened_at, ticket.first_response_due_at) == (
        *("To myself", support, minutes(9)),
        None,
    )
    assert (ticket.contact.name, ticket.contact.email, message.text.strip()) == ("Support", "", "Call me back.")
    assert message.content_kind == "auto_reply"
    with tenant(organization.pk):
        solve_ticket(ticket_id=ticket.public_id, seen_version=ticket.version, actor=admin, at=minutes(20))
        deliver_all()
        assert Ticket.objects.get().status == TicketStatus.SOLVED
        assert Invitation.objects.get().not_asked == "no_address"
        assert not OutgoingMail.objects.exists()
    row = set_aside(organization)
    assert (row.state, row.ticket, row.settled_at, row.settled_by_id) == ("ticketed", ticket, minutes(9), admin.pk)
    assert names(organization, row)[1:] == [("ticketed", 2, admin.pk)]


def test_a_ticket_made_of_a_persons_mail_starts_the_promise_and_still_answers_nobody(organization, support, admin):
    with tenant(organization.pk):
        Department.objects.update(archived_at=AT)
    arrives(organization, letter("Help!"), to=f"r+{'a' * 34}@northwind.testserver")
    with tenant(organization.pk):
        Department.objects.update(archived_at=None)
        support.refresh_from_db()
    row = set_aside(organization)

    act(
        organization, make_ticket,
        mail_id=row.public_id, seen_version=1, department=support, actor=admin, at=minutes(9),
    )  # fmt: skip

    (ticket,) = tickets(organization)
    assert (ticket.contact.email, ticket.waiting_since) == ("eva@example.com", minutes(9))
    assert ticket.first_response_due_at is not None
    with tenant(organization.pk):
        assert not OutgoingMail.objects.exists()


def test_what_is_on_a_ticket_is_handled(organization, support, admin):
    row = ours(organization)
    ask = {"mail_id": row.public_id, "actor": admin, "at": minutes(9)}
    act(organization, make_ticket, seen_version=1, department=support, **ask)

    with tenant(organization.pk):
        with pytest.raises(AlreadyHandled, match="ticket #1") as caught:
            make_ticket(seen_version=2, department=support, **ask)
        with pytest.raises(AlreadyHandled):
            dismiss(seen_version=2, **ask)
        with pytest.raises(AlreadyHandled):
            restore(seen_version=2, **ask)
        with pytest.raises(AlreadyHandled):
            ask_again(**ask)

    assert caught.value.params == {"number": 1}
    assert len(tickets(organization)) == 1


def test_dismissing_is_taken_back(organization, support, admin):
    row = ours(organization)
    ask = {"mail_id": row.public_id, "actor": admin, "at": minutes(9)}

    act(organization, dismiss, seen_version=1, **ask)
    dismissed = set_aside(organization)
    with tenant(organization.pk), pytest.raises(StaleVersion):
        dismiss(seen_version=1, **ask)
    with tenant(organization.pk), pytest.raises(AlreadyHandled):
        dismiss(seen_version=2, **ask)
    act(organization, restore, seen_version=2, **ask)
    act(organization, restore, seen_version=3, **ask)  # again changes nothing

    assert (dismissed.state, dismissed.settled_at, dismissed.settled_by_id) == ("dismissed", minutes(9), admin.pk)
    row = set_aside(organization)
    assert (row.state, row.settled_at, row.settled_by_id) == ("waiting", None, None)
    assert [name for name, _, _ in names(organization, row)] == ["kept", "dismissed", "restored"]


def test_reading_again_what_is_set_aside_again_keeps_what_people_did(organization, support, admin):
    row = ours(organization)
    ask = {"mail_id": row.public_id, "actor": admin, "at": minutes(9)}
    act(organization, dismiss, seen_version=1, **ask)
    with tenant(organization.pk):  # as set aside before there was a page
        SetAsideMail.objects.update(sender="", subject="", text="", headers=[])

    act(organization, ask_again, **ask)

    row = set_aside(organization)
    assert (row.state, row.subject, row.sender) == ("dismissed", "To myself", "support@northwind.testserver")


def test_reading_again_finds_a_ticket_when_the_reason_is_gone(organization, support, admin):
    row = ours(organization, From="Sales <sales@northwind.testserver>", X_Kvalita_Loop="northwind.testserver")
    with tenant(organization.pk):
        changed = letter("Call me", From="Eva <eva@example.com>").as_bytes()
        RawInbound.objects.update(content=changed)

    act(organization, ask_again, mail_id=row.public_id, actor=admin, at=minutes(9))

    (ticket,) = tickets(organization)
    row = set_aside(organization)
    assert (row.state, row.ticket, row.settled_by_id) == ("ticketed", ticket, None)


def test_no_ticket_is_made_of_what_is_being_read(organization, support, admin):
    row = ours(organization)
    with tenant(organization.pk):
        ask_again(mail_id=row.public_id, actor=admin, at=minutes(8))
        with pytest.raises(BeingRead):
            make_ticket(mail_id=row.public_id, seen_version=2, department=support, actor=admin, at=minutes(9))
        again = ask_again(mail_id=row.public_id, actor=admin, at=minutes(9))

    assert again.version == 2


def test_a_reading_that_comes_late_opens_no_second_ticket(organization, support, admin):
    row = ours(organization)
    act(
        organization, make_ticket,
        mail_id=row.public_id, seen_version=1, department=support, actor=admin, at=minutes(9),
    )  # fmt: skip
    with tenant(organization.pk):  # as by the page of operations, for bytes that no longer say where they come from
        RawInbound.objects.update(content=letter("Hello").as_bytes())
        from core.raw.store import read_again

        read_again(raw_id=row.raw.public_id, actor_id=admin.pk, at=minutes(10))
        deliver_all()

    assert len(tickets(organization)) == 1


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AGENT, Role.REVIEWER, Role.VIEWER])
def test_only_who_administers_handles_it(organization, support, role):
    row = ours(organization)
    member = MembershipFactory(organization=organization, role=role)

    with tenant(organization.pk), pytest.raises(NotPermitted):
        dismiss(mail_id=row.public_id, seen_version=1, actor=member, at=AT)


def test_another_organizations_mail_is_not_there(organization, other_organization, support):
    row = ours(organization)
    stranger = MembershipFactory(organization=other_organization, role=Role.OWNER)

    with tenant(other_organization.pk), pytest.raises(SetAsideMail.DoesNotExist):
        ask_again(mail_id=row.public_id, actor=stranger, at=AT)
