from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.services.people import change_role, end_membership, restore_membership
from core.models import Delivery, Event
from core.tenancy import tenant
from helpdesk.models import Presence, Ticket
from helpdesk.services.presence import set_presence
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, TicketFactory

LATER = OPENED_AT + timedelta(hours=3)


@pytest.fixture
def owner(organization):
    return MembershipFactory(organization=organization, role=Role.OWNER)


@pytest.fixture
def held(inside, agent, billing):
    """One open ticket the agent has, one they solved, and a colleague's."""
    colleague = MembershipFactory(organization=inside, role=Role.ADMIN)
    return [
        TicketFactory(organization=inside, department=billing, assignee=agent),
        TicketFactory(organization=inside, department=billing, assignee=agent, solved=True),
        TicketFactory(organization=inside, department=billing, assignee=colleague),
    ]


def assignees(tickets):
    return [Ticket.objects.get(pk=ticket.pk).assignee_id for ticket in tickets]


def test_nobody_has_the_open_tickets_of_who_left_and_the_past_stays(held, agent, owner):
    end_membership(member_id=agent.public_id, seen_version=1, actor=owner, at=LATER)
    deliver_all()

    assert assignees(held) == [None, agent.pk, held[2].assignee_id]
    told = Event.objects.get(name="helpdesk.ticket.assigned")
    assert (told.subject_id, told.actor_id, told.payload["previous_assignee_id"]) == (held[0].pk, owner.pk, agent.pk)


def test_who_left_is_not_there(held, agent, owner):
    set_presence(membership=agent, state="available", at=OPENED_AT)
    end_membership(member_id=agent.public_id, seen_version=1, actor=owner, at=LATER)
    deliver_all()

    now = Presence.objects.now().get(membership=agent)
    assert (now.state, now.source, now.started_at) == ("offline", "system", LATER)


@pytest.mark.parametrize(("role", "kept"), [(Role.VIEWER, False), (Role.SUPERVISOR, True)])
def test_a_role_that_answers_no_tickets_has_none(held, agent, owner, role, kept):
    change_role(member_id=agent.public_id, role=role, seen_version=1, actor=owner, at=LATER)
    deliver_all()

    assert assignees(held)[0] == (agent.pk if kept else None)


def test_a_second_delivery_takes_nothing_from_who_came_back(held, agent, owner):
    end_membership(member_id=agent.public_id, seen_version=1, actor=owner, at=LATER)
    deliver_all()
    restore_membership(member_id=agent.public_id, actor=owner, at=LATER + timedelta(hours=1))
    Ticket.objects.filter(pk=held[0].pk).update(assignee=agent)

    Delivery.objects.filter(receiver="helpdesk.hand_back_on_leaving").update(done_at=None)
    deliver_all()

    assert assignees(held)[0] == agent.pk


def test_tickets_of_another_organization_are_not_touched(organization, other_organization, agent, owner):
    theirs = TicketFactory(organization=other_organization, assignee=MembershipFactory(organization=other_organization))
    with tenant(organization.pk):
        end_membership(member_id=agent.public_id, seen_version=1, actor=owner, at=LATER)
        deliver_all()

    with tenant(other_organization.pk):
        assert Ticket.objects.get(pk=theirs.pk).assignee_id == theirs.assignee_id
