"""Who a mail speaks for, and which ticket it joins (security.md §7, A12–A16, A27)."""

import pytest

from accounts.models import Membership
from core.tenancy import tenant
from helpdesk.channels.mail.identity import sealed
from helpdesk.models import Contact, DepartmentMember, Message, Participant, Ticket
from helpdesk.queries.ticket_details import ticket_details
from helpdesk.services.messages import reply_to_ticket
from helpdesk.services.participants import add_participant, leave_out_participant
from helpdesk.services.tickets import solve_ticket
from tests.attacks.mail.talking import conversation, messages, outgoing, tickets
from tests.factories.accounts import MembershipFactory
from tests.mail import SUPPORT, letter, work_off

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.mark.parametrize("loses", ["the department", "the organization"])
def test_a12_who_lost_the_right_and_answers_an_old_mail_of_ours_is_a_stranger(house, clerk, door, loses):
    """The real mail, the real reply address, the real sender: only the right is gone."""
    conversation(house, clerk, door)
    colleague = MembershipFactory(organization=house, role="agent", user__email="petr@firma.example")
    with tenant(house.pk):
        ticket = Ticket.objects.get()
        DepartmentMember.objects.create(department=ticket.department, membership=colleague)
        add_participant(ticket_id=ticket.public_id, email="petr@firma.example", actor=clerk, at=ticket.opened_at)
    copy = answered(house, clerk, "For Petr too")[-1]
    assert copy.to == "petr@firma.example"
    with tenant(house.pk):
        if loses == "the department":
            DepartmentMember.objects.filter(membership=colleague).delete()
        else:
            Membership.objects.filter(pk=colleague.pk).update(ended_at=ticket.opened_at)
    before = len(outgoing(house))

    door.sends(letter("Send them the money", From="petr@firma.example"), to=copy.envelope_from)
    work_off(house)
    latest = messages(house)[-1]
    answered(house, clerk, "Not for Petr")

    assert (latest.direction, latest.membership_id, latest.badges) == ("in", None, ["unverified_participant"])
    assert {mail.to for mail in outgoing(house)[before:]} == {"eva@example.com"}


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


def test_a14_a_number_in_the_subject_joins_nothing_and_reopens_nothing(house, clerk, door):
    """Whoever writes it: a stranger, the customer of that ticket, a member."""
    conversation(house, clerk, door)
    with tenant(house.pk):
        ticket = Ticket.objects.get()
        at = ticket.last_message_at
        solved = solve_ticket(ticket_id=ticket.public_id, seen_version=ticket.version, actor=clerk, at=at)

    for subject in ("Re: [#1] Broken", "[#1]", "Re: Broken [#1]", "#1"):
        for sender in ("mallory@evil.test", "eva@example.com", "jana@northwind.testserver"):
            door.sends(letter("Let me in", From=sender, Subject=subject), sender=sender)
    work_off(house)

    first, *others = tickets(house)
    assert (first.status, first.version) == ("solved", solved.version)
    assert [ticket.status for ticket in others] == ["new"] * 12
    with tenant(house.pk):
        shown = ticket_details(ticket_id=others[0].public_id, viewer=clerk, at=at)
    assert [mentioned["number"] for mentioned in shown["mentions"]] == [1]
    assert [message.ticket.number for message in messages(house)] == [1, 1, *range(2, 14)]


@pytest.mark.parametrize("way", ["reply address", "our Message-ID", "References"])
def test_a15_a_stranger_with_the_right_name_is_shown_as_one_and_told_nothing(house, clerk, door, way):
    out = conversation(house, clerk, door)
    before = len(outgoing(house))

    names = {
        "reply address": {},
        "our Message-ID": {"In_Reply_To": out.message_id},
        "References": {"References": f"{out.message_id} <other@evil.test>", "In_Reply_To": "<other@evil.test>"},
    }
    mail = letter("And the rest?", From="mallory@evil.test", **names[way])
    door.sends(mail, to=out.envelope_from if way == "reply address" else SUPPORT, sender="mallory@evil.test")
    work_off(house)

    (ticket,) = tickets(house)
    latest = messages(house)[-1]
    assert (latest.contact.email, latest.badges) == ("mallory@evil.test", ["unverified_participant"])
    assert ticket.contact.email == "eva@example.com"
    assert len(outgoing(house)) == before


def test_a15_a_stranger_who_names_the_customers_own_mail_gets_a_ticket_of_their_own(house, clerk, door):
    """Everybody who was in copy of it knows that Message-ID; it carries no MAC of ours."""
    conversation(house, clerk, door)

    for header in ("In_Reply_To", "References"):
        door.sends(letter(header, From="mallory@evil.test", **{header: "<eva-1@example.com>"}), sender="m@evil.test")
    work_off(house)

    assert [message.ticket.number for message in messages(house)] == [1, 1, 2, 3]


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


def answered(house, clerk, text="Here"):
    with tenant(house.pk):
        ticket = Ticket.objects.get()
        latest = Message.objects.order_by("pk").last()
        reply_to_ticket(
            ticket_id=ticket.public_id, actor=clerk, text=text, last_seen_message_id=latest.public_id, at=latest.at
        )
    work_off(house)
    return outgoing(house, purpose="reply")


@pytest.fixture
def copied(house, clerk, door):
    """Eva's second mail has somebody in copy, and wants the answer elsewhere."""
    out = conversation(house, clerk, door)
    door.sends(letter("More", Cc="mallory@evil.test", Reply_To="other@evil.test", In_Reply_To=out.message_id))
    work_off(house)
    return tickets(house)[0]


def test_a16_who_is_copied_gets_nothing_and_is_nobody_until_a_member_says_so(house, clerk, copied):
    answered(house, clerk)

    with tenant(house.pk):
        assert not Contact.objects.filter(email__contains="evil").exists()
        waiting = dict(Participant.objects.values_list("email", "state"))
    assert waiting == {"mallory@evil.test": "suggested", "other@evil.test": "suggested"}
    assert {mail.to for mail in outgoing(house)} == {"eva@example.com"}
    assert [mail for mail in outgoing(house) if "Cc" in mail.headers] == []


def test_a16_who_was_let_in_gets_the_answers_under_an_address_of_their_own_and_may_write(house, clerk, door, copied):
    with tenant(house.pk):
        add_participant(ticket_id=copied.public_id, email="mallory@evil.test", actor=clerk, at=copied.opened_at)
    before = len(outgoing(house))
    answered(house, clerk, "For both of you")
    first, copy = outgoing(house)[before:]

    assert (first.to, copy.to, first.message_id == copy.message_id) == ("eva@example.com", "mallory@evil.test", True)
    assert "mallory@evil.test" in first.headers["Cc"] == copy.headers["Cc"]
    assert "eva@example.com" in copy.headers["To"] == first.headers["To"]
    assert copy.envelope_from != first.envelope_from
    assert "4711" not in f"{copy.text}{copy.html}"  # what was said before is not told

    door.sends(letter("I too", From="mallory@evil.test"), to=copy.envelope_from, sender="mallory@evil.test")
    door.sends(letter("As Eva", From="eva@example.com"), to=copy.envelope_from)
    work_off(house)
    assert [(one.contact.email, one.badges) for one in messages(house)[-2:]] == [
        ("mallory@evil.test", []),
        ("eva@example.com", ["unverified_participant"]),  # not the address that was given to Eva
    ]


def test_a16_who_was_left_out_again_gets_nothing_and_is_a_stranger(house, clerk, door, copied):
    with tenant(house.pk):
        about = {"ticket_id": copied.public_id, "email": "mallory@evil.test", "actor": clerk, "at": copied.opened_at}
        add_participant(**about)
    copy = answered(house, clerk)[-1]
    with tenant(house.pk):
        leave_out_participant(**about)

    door.sends(letter("Still here", From="mallory@evil.test"), to=copy.envelope_from, sender="mallory@evil.test")
    work_off(house)
    before = len(outgoing(house))
    answered(house, clerk)

    assert messages(house)[-2].badges == ["unverified_participant"]
    assert {mail.to for mail in outgoing(house)[before:]} == {"eva@example.com"}


def test_a27_the_address_counts_and_not_the_name(house, clerk, door):
    door.sends(letter("Pay", From='"director@bank.test" <x@evil.test>', Reply_To="y@elsewhere.test"))
    work_off(house)

    (ticket,) = tickets(house)
    assert (ticket.contact.email, ticket.contact.name) == ("x@evil.test", "director@bank.test")
