"""Who a mail speaks for, and which ticket it joins (security.md §7, A13–A16, A27)."""

import pytest

from core.tenancy import tenant
from helpdesk.channels.mail.identity import sealed
from helpdesk.models import Contact, Message, Ticket
from helpdesk.services.messages import reply_to_ticket
from tests.attacks.mail.talking import conversation, messages, outgoing, tickets
from tests.mail import SUPPORT, letter, work_off

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


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


def test_a27_the_address_counts_and_not_the_name(house, clerk, door):
    door.sends(letter("Pay", From='"director@bank.test" <x@evil.test>', Reply_To="y@elsewhere.test"))
    work_off(house)

    (ticket,) = tickets(house)
    assert (ticket.contact.email, ticket.contact.name) == ("x@evil.test", "director@bank.test")
