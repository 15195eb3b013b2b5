"""A call while it lasts: waiting, answered, over; and put to a ticket."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.enums import Role
from core.errors import NotPermitted
from core.models import Event
from core.tenancy import tenant
from helpdesk.call_enums import CallOutcome, CallState, EndedBy
from helpdesk.events import CallAnswered, CallEnded, CallLinked, CallQueued
from helpdesk.models import Call, Ticket
from helpdesk.queries.live import work_now
from helpdesk.services.calls import CallIsOver, answer_call, end_call, enqueue_call, link_call
from helpdesk.services.telephony import QueueWithoutDepartment
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import CallFactory, CallQueueFactory, PhoneAgentFactory
from tests.factories.helpdesk import DepartmentFactory, TicketFactory

NOON = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
ONE = {"provider": "asterisk", "external_id": "1.1"}


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def billing(organization):
    return DepartmentFactory(organization=organization, name="Payments")


@pytest.fixture(autouse=True)
def queues(organization, billing):
    support = DepartmentFactory(organization=organization, name="Support")
    CallQueueFactory(organization=organization, name="billing", department=billing)
    CallQueueFactory(organization=organization, name="support", department=support)
    with tenant(organization.pk):
        yield


def names_of_events() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("name", flat=True))


def test_a_call_waits_is_answered_and_ends(organization, agent):
    PhoneAgentFactory(organization=organization, name="PJSIP/2001", membership=agent)

    waiting = enqueue_call(**ONE, queue="billing", caller_number="+442079460100", at=NOON)
    assert (waiting.state, waiting.waiting_since, waiting.outcome) == (CallState.WAITING, NOON, "")

    talking = answer_call(**ONE, agent="PJSIP/2001", at=after(12))
    assert (talking.state, talking.waiting_since, talking.agent) == (CallState.TALKING, None, agent)

    over = end_call(**ONE, at=after(112), ended_by=EndedBy.AGENT, hold_seconds=20, wrap_seconds=30)
    assert (over.state, over.outcome, over.version) == (CallState.OVER, CallOutcome.ANSWERED, 3)
    assert (over.customer_wait_seconds, over.connected_seconds) == (12, 100)
    assert (over.talk_seconds, over.hold_seconds, over.wrap_seconds) == (80, 20, 30)
    assert names_of_events() == [CallQueued.name, CallAnswered.name, CallEnded.name]


@pytest.mark.parametrize(("seconds", "outcome"), [(5, CallOutcome.SHORT_ABANDON), (5.1, CallOutcome.ABANDONED)])
def test_a_caller_who_gives_up_abandoned_the_call(seconds, outcome):
    enqueue_call(**ONE, queue="billing", at=NOON)

    over = end_call(**ONE, at=after(seconds), ended_by=EndedBy.CUSTOMER)

    assert (over.state, over.outcome, over.customer_wait_seconds) == (CallState.OVER, outcome, seconds)


def test_being_sent_on_does_not_start_the_callers_clock_again():
    enqueue_call(**ONE, queue="billing", at=NOON)

    moved = enqueue_call(**ONE, queue="support", at=after(60))
    over = end_call(**ONE, at=after(110))

    assert (moved.waiting_since, moved.queue_name) == (NOON, "billing")
    assert over.customer_wait_seconds == 110


def test_the_board_counts_who_waits_now_and_since_when(billing):
    enqueue_call(**ONE, queue="billing", at=NOON)
    enqueue_call(provider="asterisk", external_id="1.2", queue="billing", at=after(30))
    enqueue_call(provider="asterisk", external_id="1.3", queue="support", at=after(40))
    answer_call(provider="asterisk", external_id="1.2", agent="PJSIP/9", at=after(50))

    now = work_now([billing.pk], at=after(60))[billing.pk]

    assert (now.calls_waiting, now.calls_longest_since) == (1, NOON)


def test_a_call_whose_end_was_never_told_does_not_wait_for_ever(billing):
    enqueue_call(**ONE, queue="billing", at=NOON)

    now = work_now([billing.pk], at=NOON + timedelta(hours=5))[billing.pk]

    assert (now.calls_waiting, now.calls_longest_since) == (0, None)


def test_nobody_answers_or_ends_what_is_over():
    enqueue_call(**ONE, queue="billing", at=NOON)
    end_call(**ONE, at=after(10))

    with pytest.raises(CallIsOver):
        answer_call(**ONE, agent="PJSIP/2001", at=after(11))
    with pytest.raises(CallIsOver):
        end_call(**ONE, at=after(12))
    with pytest.raises(CallIsOver):
        answer_call(provider="asterisk", external_id="never", agent="PJSIP/2001", at=NOON)


def test_a_queue_without_department_takes_no_calls():
    with pytest.raises(QueueWithoutDepartment):
        enqueue_call(**ONE, queue="unknown", at=NOON)

    assert Call.objects.count() == 0


def test_outside_opening_hours_a_call_is_closed_where_the_queue_keeps_them(organization, billing):
    CallQueueFactory(organization=organization, name="strict", department=billing, keeps_hours=True)
    sunday = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
    enqueue_call(**ONE, queue="strict", at=sunday)

    over = end_call(**ONE, at=sunday + timedelta(seconds=50))

    assert over.outcome == CallOutcome.CLOSED


def test_a_call_is_put_to_a_ticket_and_taken_off(organization, billing):
    member = MembershipFactory(organization=organization, role=Role.ADMIN)
    ticket = TicketFactory(organization=organization, department=billing)
    call = CallFactory(organization=organization, department=billing)

    link_call(call_id=call.public_id, ticket_id=ticket.public_id, actor=member, at=NOON)
    linked = Call.objects.get(pk=call.pk)
    link_call(call_id=call.public_id, ticket_id=None, actor=member, at=NOON)

    assert (linked.ticket_id, linked.contact_id) == (ticket.pk, ticket.contact_id)
    assert Call.objects.get(pk=call.pk).ticket_id is None
    first, second = (CallLinked.restored(e.payload) for e in Event.objects.filter(name=CallLinked.name).order_by("pk"))
    assert (first.ticket_id, first.previous_ticket_id) == (ticket.pk, None)
    assert (second.ticket_id, second.previous_ticket_id) == (None, ticket.pk)


def test_who_only_reads_cannot_put_a_call_to_a_ticket(organization, billing):
    viewer = MembershipFactory(organization=organization, role=Role.REVIEWER)
    call = CallFactory(organization=organization, department=billing)

    with pytest.raises(NotPermitted):
        link_call(call_id=call.public_id, ticket_id=None, actor=viewer, at=NOON)


def test_neither_call_nor_ticket_of_another_department_is_there(organization, agent, billing):
    other = DepartmentFactory(organization=organization, name="Retention")
    own_call = CallFactory(organization=organization, department=agent.department_links.get().department)
    call, ticket = (
        CallFactory(organization=organization, department=other),
        TicketFactory(organization=organization, department=other),
    )

    with pytest.raises(Call.DoesNotExist):
        link_call(call_id=call.public_id, ticket_id=None, actor=agent, at=NOON)
    with pytest.raises(Ticket.DoesNotExist):
        link_call(call_id=own_call.public_id, ticket_id=ticket.public_id, actor=agent, at=NOON)
