import threading

import pytest
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

from core.tenancy import tenant
from helpdesk.models import Message, Ticket
from helpdesk.services.writing import service
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, MessageFactory, TicketFactory
from tests.helpdesk.services.conversing import HOUR, names, receive, reply


def in_parallel(*actions):
    """Run each in a thread with its own connection; returns how each ended, sorted."""
    start, outcomes = threading.Barrier(len(actions)), []

    def run(action):
        try:
            start.wait(timeout=5)
            action()
            outcomes.append("done")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    [thread.start() for thread in threads]
    [thread.join(timeout=30) for thread in threads]
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
def test_two_people_replying_at_once_leave_one_answer_and_one_warning(organization, agent, billing):
    colleague = MembershipFactory(organization=organization)
    with tenant(organization.pk):
        billing.member_links.create(membership=colleague)
    ticket = TicketFactory(organization=organization, department=billing)
    message = MessageFactory(organization=organization, ticket=ticket)

    def answer(member):
        def run():
            with tenant(organization.pk):
                reply(ticket, member, last_seen_message_id=message.public_id)

        return run

    assert in_parallel(answer(agent), answer(colleague)) == ["NewerMessages", "done"]
    with tenant(organization.pk):
        assert Message.objects.filter(direction="out").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_messages_at_once_are_both_kept_and_reopen_the_ticket_once(organization, agent, billing):
    ticket = TicketFactory(organization=organization, department=billing, solved=True)

    def write():
        with tenant(organization.pk):
            receive(ticket, OPENED_AT + 3 * HOUR)

    assert in_parallel(write, write) == ["done", "done"]
    with tenant(organization.pk):
        assert sorted(names()) == [
            "helpdesk.ticket.received",
            "helpdesk.ticket.received",
            "helpdesk.ticket.reopened",
        ]


@pytest.mark.django_db(transaction=True)
def test_the_loser_of_a_deadlock_tries_again_and_gets_through(organization, agent, billing):
    tickets = [TicketFactory(organization=organization, department=billing) for _ in range(2)]
    both_have_one = threading.Barrier(2)
    tries = []

    def crossing(first, second):
        @service
        def lock_both():
            tries.append(first.pk)
            for ticket in (first, second):
                Ticket.objects.select_for_update().get(pk=ticket.pk)
                if len(tries) <= 2 and ticket is first:
                    both_have_one.wait(timeout=5)

        def run():
            with tenant(organization.pk):
                lock_both()

        return run

    assert in_parallel(crossing(*tickets), crossing(*reversed(tickets))) == ["done", "done"]
    assert len(tries) == 3


def test_another_database_error_is_not_tried_again(inside):
    tries = []

    @service
    def fail():
        tries.append(1)
        raise OperationalError("disk full")

    with pytest.raises(OperationalError):
        fail()

    assert tries == [1]
    assert not issubclass(OperationalError, DeadlockDetected)
