"""Who else is on a ticket: named by mails, decided by members."""

from datetime import timedelta

import pytest

from accounts.enums import Role
from core.errors import NotPermitted
from core.models import Event
from helpdesk.enums import ParticipantSource, ParticipantState
from helpdesk.models import Contact, Participant, Ticket
from helpdesk.queries.participants import in_copy, takes_part
from helpdesk.services.participants import (
    MOST_PARTICIPANTS,
    NotAParticipant,
    TooManyParticipants,
    add_participant,
    leave_out_participant,
    suggest_participants,
)
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, TicketFactory

AT = OPENED_AT + timedelta(hours=1)


@pytest.fixture
def ticket(inside, billing):
    return TicketFactory(organization=inside, department=billing)


def suggest(ticket, *people, source=ParticipantSource.COPY):
    suggest_participants(ticket=ticket, people=[("", each) for each in people], source=source, at=AT)


def states(ticket):
    return dict(Participant.objects.filter(ticket=ticket).values_list("email", "state"))


def test_who_is_suggested_is_nobody_yet(ticket):
    suggest(ticket, "pavel@firma.example")

    assert states(ticket) == {"pavel@firma.example": "suggested"}
    assert not Contact.objects.filter(email="pavel@firma.example").exists()
    assert in_copy(ticket) == []
    assert not takes_part(ticket, "pavel@firma.example")


def test_our_mailboxes_the_contact_and_rubbish_are_never_suggested(ticket):
    host = ticket.organization.host

    suggest(ticket, f"support@{host}", f"R+abc@{host.upper()}", ticket.contact.email.upper(), "not an address", "")

    assert states(ticket) == {}


def test_one_address_written_in_two_ways_is_one_person(ticket):
    suggest(ticket, "Pavel@Firma.example", "pavel@firma.example")
    suggest(ticket, "PAVEL@firma.example")

    assert len(states(ticket)) == 1


def test_a_mail_to_thousands_fills_no_ticket(ticket):
    suggest(ticket, *(f"p{n}@list.example" for n in range(1000)))

    assert len(states(ticket)) == MOST_PARTICIPANTS


def test_a_member_lets_somebody_in_and_takes_them_out_again(ticket, agent):
    suggest(ticket, "pavel@firma.example")

    add_participant(ticket_id=ticket.public_id, email="PAVEL@firma.example", actor=agent, at=AT)
    assert [contact.email for contact in in_copy(ticket)] == ["pavel@firma.example"]
    assert takes_part(ticket, "pavel@firma.example")

    leave_out_participant(ticket_id=ticket.public_id, email="pavel@firma.example", actor=agent, at=AT)
    assert in_copy(ticket) == []
    assert not takes_part(ticket, "pavel@firma.example")
    names = list(Event.objects.order_by("pk").values_list("name", flat=True))
    assert names[-2:] == ["helpdesk.ticket.participant_added", "helpdesk.ticket.participant_left_out"]


def test_deciding_twice_is_one_event(ticket, agent):
    for _ in range(2):
        add_participant(ticket_id=ticket.public_id, email="new@firma.example", name="New", actor=agent, at=AT)

    one = Participant.objects.get()
    assert (one.source, one.contact.name, one.decided_by) == ("member", "New", agent)
    assert Event.objects.filter(name="helpdesk.ticket.participant_added").count() == 1
    assert Ticket.objects.get().version == ticket.version + 1


def test_who_was_left_out_is_not_suggested_again(ticket, agent):
    suggest(ticket, "pavel@firma.example")
    leave_out_participant(ticket_id=ticket.public_id, email="pavel@firma.example", actor=agent, at=AT)

    suggest(ticket, "pavel@firma.example")

    assert states(ticket) == {"pavel@firma.example": ParticipantState.LEFT_OUT}


@pytest.mark.parametrize("act", [add_participant, leave_out_participant])
def test_who_may_not_answer_decides_nothing(ticket, inside, billing, act):
    suggest(ticket, "pavel@firma.example")
    viewer = MembershipFactory(organization=inside, role=Role.VIEWER)
    billing.member_links.create(membership=viewer)

    with pytest.raises(NotPermitted):
        act(ticket_id=ticket.public_id, email="pavel@firma.example", actor=viewer, at=AT)

    assert states(ticket) == {"pavel@firma.example": "suggested"}


@pytest.mark.parametrize("act", [add_participant, leave_out_participant])
def test_a_ticket_out_of_sight_is_not_there(ticket, inside, act):
    elsewhere = MembershipFactory(organization=inside, role=Role.AGENT)

    with pytest.raises(Ticket.DoesNotExist):
        act(ticket_id=ticket.public_id, email="pavel@firma.example", actor=elsewhere, at=AT)


def test_the_contact_and_our_own_mailboxes_cannot_be_added(ticket, agent):
    for email in (ticket.contact.email, f"support@{ticket.organization.host}"):
        with pytest.raises(NotAParticipant):
            add_participant(ticket_id=ticket.public_id, email=email, actor=agent, at=AT)


def test_a_full_ticket_takes_nobody_new_but_lets_in_who_waits(ticket, agent):
    suggest(ticket, *(f"p{n}@list.example" for n in range(MOST_PARTICIPANTS)))

    with pytest.raises(TooManyParticipants):
        add_participant(ticket_id=ticket.public_id, email="one@more.example", actor=agent, at=AT)
    add_participant(ticket_id=ticket.public_id, email="p3@list.example", actor=agent, at=AT)

    assert len(in_copy(ticket)) == 1


def test_only_who_is_on_the_ticket_can_be_left_out(ticket, agent):
    with pytest.raises(NotAParticipant):
        leave_out_participant(ticket_id=ticket.public_id, email="nobody@x.example", actor=agent, at=AT)


def test_a12_a_colleague_who_may_not_see_the_ticket_is_not_put_in_copy(ticket, inside, agent):
    elsewhere = MembershipFactory(organization=inside, role=Role.AGENT)
    left = MembershipFactory(organization=inside, role=Role.ADMIN, ended_at=AT)

    for colleague in (elsewhere, left):
        with pytest.raises(NotAParticipant, match="may not see"):
            add_participant(ticket_id=ticket.public_id, email=colleague.user.email.upper(), actor=agent, at=AT)
    assert states(ticket) == {}


@pytest.mark.parametrize("loses", ["the department", "the organization"])
def test_a12_a_colleague_in_copy_who_loses_the_right_gets_nothing_more(ticket, inside, billing, agent, loses):
    colleague = MembershipFactory(organization=inside, role=Role.AGENT)
    link = billing.member_links.create(membership=colleague)
    add_participant(ticket_id=ticket.public_id, email=colleague.user.email, actor=agent, at=AT)
    assert [contact.email for contact in in_copy(ticket)] == [colleague.user.email]

    if loses == "the department":
        link.delete()
    else:
        type(colleague).objects.filter(pk=colleague.pk).update(ended_at=AT)

    assert in_copy(ticket) == []
    assert not takes_part(ticket, colleague.user.email)
