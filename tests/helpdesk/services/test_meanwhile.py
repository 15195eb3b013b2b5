"""Two at one ticket: what the second does after having waited for the first."""

from datetime import timedelta

import pytest

from accounts.enums import Role
from core.tenancy import tenant
from helpdesk.models import Message, Ticket
from helpdesk.services.incoming import NewMessage, receive_message
from helpdesk.services.messages import note_on_ticket
from helpdesk.services.tickets import transfer_ticket
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, DepartmentFactory, TicketFactory
from tests.together import one_after_the_other

LATER = OPENED_AT + timedelta(hours=3)


@pytest.fixture
def moving(organization, agent):
    """A ticket of Billing, and a colleague of both departments who moves it to Sales."""
    billing = None
    with tenant(organization.pk):
        billing = agent.department_links.get().department
    mover = MembershipFactory(organization=organization, role=Role.AGENT)
    with tenant(organization.pk):
        billing.member_links.create(membership=mover)
    sales = DepartmentFactory(organization=organization, name="Sales", members=[mover])
    ticket = TicketFactory(organization=organization, department=billing)

    moved = {"ticket_id": ticket.public_id, "department_id": sales.public_id}

    def move() -> None:
        transfer_ticket(**moved, seen_version=1, actor=mover, at=LATER)

    return ticket, move


@pytest.mark.django_db(transaction=True)
def test_who_sees_both_departments_writes_on_a_ticket_that_is_being_moved(organization, moving):
    ticket, move = moving
    admin = MembershipFactory(organization=organization, role=Role.ADMIN)

    note = one_after_the_other(
        organization.pk,
        first=move,
        second=lambda: note_on_ticket(ticket_id=ticket.public_id, actor=admin, text="Seen.", at=LATER),
    )

    assert isinstance(note, Message), note


@pytest.mark.django_db(transaction=True)
def test_who_works_only_where_the_ticket_was_finds_it_gone(organization, agent, moving):
    ticket, move = moving

    refusal = one_after_the_other(
        organization.pk,
        first=move,
        second=lambda: note_on_ticket(ticket_id=ticket.public_id, actor=agent, text="Too late.", at=LATER),
    )

    assert isinstance(refusal, Ticket.DoesNotExist), refusal


@pytest.mark.django_db(transaction=True)
def test_a_mail_for_a_ticket_that_is_being_moved_is_kept_at_once(organization, moving):
    ticket, move = moving

    received = one_after_the_other(
        organization.pk,
        first=move,
        second=lambda: receive_message(
            ticket=ticket, contact=ticket.contact, message=NewMessage(text="More."), at=LATER
        ),
    )

    assert isinstance(received, Message), received
