"""One change of many tickets: in steps, refused one by one, stopped, killed, and taken back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.enums import Role
from core.models import Delivery, Event
from core.tenancy import tenant
from helpdesk.bulk_enums import BulkItemState, BulkKind, BulkState
from helpdesk.models import BulkChange, BulkItem, DepartmentMember, Ticket
from helpdesk.services import bulk_steps
from helpdesk.services.bulk import (
    MOST,
    BulkChangeOver,
    NothingToChange,
    TooManyTickets,
    ask_bulk_change,
    cancel_bulk_change,
    forget_bulk_changes,
    undo_bulk_change,
)
from helpdesk.services.bulk_steps import take_step
from helpdesk.services.tickets import assign_ticket, prioritise_ticket, solve_ticket
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, BulkChangeFactory, DepartmentFactory, TicketFactory
from tests.together import at_once

LATER = OPENED_AT + timedelta(hours=3)


@pytest.fixture
def few_at_a_time(monkeypatch):
    """Two tickets a step: what fifty show, without fifty tickets."""
    monkeypatch.setattr(bulk_steps, "STEP", 2)
    monkeypatch.setattr("helpdesk.services.bulk.AT_ONCE", 2)


def tickets_of(department, many, **given):
    return TicketFactory.create_batch(many, organization=department.organization, department=department, **given)


def asked(tickets, actor, *, kind=BulkKind.PRIORITY, value="urgent"):
    return ask_bulk_change(ticket_ids=[one.pk for one in tickets], kind=kind, value=value, actor=actor, at=LATER)


def values(tickets, field="priority"):
    rows = dict(Ticket.objects.filter(pk__in=[one.pk for one in tickets]).values_list("pk", field))
    return [rows[one.pk] for one in tickets]


def figures(bulk):
    bulk.refresh_from_db()
    return (bulk.state, bulk.changed, bulk.skipped, bulk.restored, bulk.kept)


def test_a_few_tickets_are_changed_at_once_each_with_its_own_event(inside, agent, billing):
    tickets = tickets_of(billing, 3)

    bulk = asked(tickets, agent)

    assert figures(bulk) == (BulkState.DONE, 3, 0, 0, 0)
    assert values(tickets) == ["urgent"] * 3
    told = Event.objects.filter(name="helpdesk.ticket.prioritised").values_list("subject_id", "version", "actor_id")
    assert sorted(told) == sorted((one.pk, 2, agent.pk) for one in tickets)


@pytest.mark.parametrize(
    ("kind", "field", "after", "restored"),
    [
        (BulkKind.STATUS, "status", "solved", "open"),  # nothing leads back to new
        (BulkKind.PRIORITY, "priority", "high", "normal"),
    ],
)
def test_undoing_gives_the_old_value_back(inside, agent, billing, kind, field, after, restored):
    tickets = tickets_of(billing, 2)
    bulk = asked(tickets, agent, kind=kind, value=after)
    assert values(tickets, field) == [after] * 2

    undo_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER)

    assert values(tickets, field) == [restored] * 2
    assert figures(bulk) == (BulkState.UNDONE, 2, 0, 2, 0)


def test_undoing_an_assignment_gives_each_ticket_back_to_whom_it_was_taken_from(inside, agent, billing):
    other = MembershipFactory(organization=inside, role=Role.AGENT)
    DepartmentMember.objects.create(department=billing, membership=other)
    tickets = [*tickets_of(billing, 1, assignee=other), *tickets_of(billing, 1)]
    bulk = asked(tickets, agent, kind=BulkKind.ASSIGN, value=str(agent.public_id))
    assert values(tickets, "assignee") == [agent.pk] * 2

    undo_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER)

    assert values(tickets, "assignee") == [other.pk, None]


def test_undoing_a_move_gives_back_the_department_and_the_person_it_was_taken_from(inside, billing, agent):
    owner = MembershipFactory(organization=inside, role=Role.OWNER)
    elsewhere = DepartmentFactory(organization=inside)
    (ticket,) = tickets_of(billing, 1, assignee=agent)
    bulk = asked([ticket], owner, kind=BulkKind.TRANSFER, value=str(elsewhere.public_id))
    assert values([ticket], "department") == [elsewhere.pk]

    undo_bulk_change(bulk_id=bulk.public_id, actor=owner, at=LATER)

    assert (values([ticket], "department"), values([ticket], "assignee")) == ([billing.pk], [agent.pk])


def test_undoing_leaves_alone_what_somebody_changed_since(inside, agent, billing):
    changed, untouched = tickets = tickets_of(billing, 2)
    bulk = asked(tickets, agent)
    prioritise_ticket(ticket_id=changed.public_id, priority="low", seen_version=2, actor=agent, at=LATER)
    solve_ticket(ticket_id=untouched.public_id, seen_version=2, actor=agent, at=LATER)  # another field: no matter

    undo_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER)

    assert values(tickets) == ["low", "normal"]
    assert figures(bulk) == (BulkState.UNDONE, 2, 0, 1, 1)
    assert BulkItem.objects.get(state=BulkItemState.KEPT).code == "stale_version"


def test_what_a_ticket_refuses_is_kept_as_its_reason_and_the_others_go_on(inside, agent, billing):
    solved, was_so, willing = (
        *tickets_of(billing, 1, solved=True),
        *tickets_of(billing, 1, priority="urgent"),
        *tickets_of(billing, 1),
    )

    solving = asked([solved, willing], agent, kind=BulkKind.STATUS, value="solved")
    urging = asked([was_so, willing], agent)

    assert figures(solving)[:3] == (BulkState.DONE, 1, 1)
    assert figures(urging)[:3] == (BulkState.DONE, 1, 1)
    reasons = BulkItem.objects.filter(state=BulkItemState.SKIPPED).order_by("bulk_id").values_list("ticket_id", "code")
    assert list(reasons) == [(solved.pk, "ticket_cannot_be_solved"), (was_so.pk, "unchanged")]


def test_a_person_who_does_not_work_there_is_not_given_the_tickets(inside, agent, billing):
    stranger = MembershipFactory(organization=inside, role=Role.AGENT)
    tickets = tickets_of(billing, 2)

    bulk = asked(tickets, agent, kind=BulkKind.ASSIGN, value=str(stranger.public_id))

    assert figures(bulk)[:3] == (BulkState.DONE, 0, 2)
    assert values(tickets, "assignee") == [None, None]
    assert set(BulkItem.objects.values_list("code", flat=True)) == {"cannot_work_there"}


def test_the_right_is_asked_again_for_each_ticket_at_its_step(inside, agent, billing, few_at_a_time):
    tickets = tickets_of(billing, 4)
    bulk = asked(tickets, agent)
    take_step(bulk_pk=bulk.pk, version=1, at=LATER)
    DepartmentMember.objects.filter(membership=agent).delete()

    take_step(bulk_pk=bulk.pk, version=2, at=LATER)

    assert sorted(values(tickets)) == ["normal", "normal", "urgent", "urgent"]
    assert figures(bulk)[:3] == (BulkState.DONE, 2, 2)
    assert set(bulk.items.filter(state="skipped").values_list("code", flat=True)) == {"out_of_sight"}


def test_nothing_more_is_done_in_the_name_of_somebody_who_left(inside, agent, billing, few_at_a_time):
    tickets = tickets_of(billing, 4)
    bulk = asked(tickets, agent)
    take_step(bulk_pk=bulk.pk, version=1, at=LATER)
    agent.ended_at = LATER
    agent.save(update_fields=["ended_at"])

    take_step(bulk_pk=bulk.pk, version=2, at=LATER)

    assert figures(bulk)[:3] == (BulkState.CANCELLED, 2, 0)
    assert Event.objects.get(name="helpdesk.bulk.cancelled").payload["left"] == 2


def test_many_tickets_go_in_steps_and_each_is_changed_once(inside, agent, billing, few_at_a_time):
    tickets = tickets_of(billing, 5)
    bulk = asked(tickets, agent)
    assert figures(bulk)[:3] == (BulkState.RUNNING, 0, 0)

    deliver_all()

    assert figures(bulk)[:3] == (BulkState.DONE, 5, 0)
    assert Event.objects.filter(name="helpdesk.ticket.prioritised").count() == 5
    names = Event.objects.filter(subject="helpdesk.bulk").order_by("version").values_list("name", flat=True)
    assert [name.rpartition(".")[2] for name in names] == ["started", "stepped", "stepped", "ended"]


def test_a_step_delivered_again_does_nothing(inside, agent, billing, few_at_a_time):
    bulk = asked(tickets_of(billing, 5), agent)
    deliver_all()

    Delivery.objects.update(done_at=None)  # as after a crash between effect and mark
    deliver_all()

    assert figures(bulk)[:3] == (BulkState.DONE, 5, 0)
    assert Event.objects.filter(name="helpdesk.ticket.prioritised").count() == 5


def test_a_step_killed_in_the_middle_leaves_nothing_and_is_done_again(
    inside, agent, billing, few_at_a_time, monkeypatch
):
    tickets = tickets_of(billing, 4)
    bulk = asked(tickets, agent)
    take_step(bulk_pk=bulk.pk, version=1, at=LATER)
    with monkeypatch.context() as broken:
        calls = iter([True])
        real = bulk_steps.prioritise_ticket

        def dies_at_the_second(**given):
            if next(calls, None):
                return real(**given)
            raise KeyboardInterrupt  # as little to be caught as a kill

        broken.setattr(bulk_steps, "prioritise_ticket", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            take_step(bulk_pk=bulk.pk, version=2, at=LATER)
    assert sorted(values(tickets)) == ["normal", "normal", "urgent", "urgent"]

    take_step(bulk_pk=bulk.pk, version=2, at=LATER)

    assert values(tickets) == ["urgent"] * 4
    assert Event.objects.filter(name="helpdesk.ticket.prioritised").count() == 4
    assert figures(bulk)[:3] == (BulkState.DONE, 4, 0)


def test_stopping_leaves_the_rest_as_it_is_and_what_was_done_can_be_taken_back(inside, agent, billing, few_at_a_time):
    tickets = tickets_of(billing, 6)
    bulk = asked(tickets, agent)
    take_step(bulk_pk=bulk.pk, version=1, at=LATER)
    cancel_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER)

    deliver_all()  # the step that was due already
    assert sorted(values(tickets)) == ["normal"] * 4 + ["urgent"] * 2
    undo_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER)

    assert values(tickets) == ["normal"] * 6
    assert figures(bulk) == (BulkState.UNDONE, 2, 0, 2, 0)


def test_undoing_many_goes_in_steps_as_well(inside, agent, billing, few_at_a_time):
    tickets = tickets_of(billing, 5)
    bulk = asked(tickets, agent)
    deliver_all()
    undo_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER)
    assert figures(bulk)[0] == BulkState.UNDOING

    deliver_all()

    assert values(tickets) == ["normal"] * 5
    assert figures(bulk) == (BulkState.UNDONE, 5, 0, 5, 0)


def test_what_is_over_is_neither_stopped_nor_undone_again(inside, agent, billing):
    bulk = asked(tickets_of(billing, 2), agent)
    with pytest.raises(BulkChangeOver):
        cancel_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER)
    undo_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER)

    with pytest.raises(BulkChangeOver):
        undo_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER)


def test_after_an_hour_nothing_is_taken_back(inside, agent, billing):
    bulk = asked(tickets_of(billing, 1), agent)

    with pytest.raises(BulkChangeOver):
        undo_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER + timedelta(minutes=61))


def test_nothing_and_too_much_are_refused(inside, agent):
    with pytest.raises(NothingToChange):
        ask_bulk_change(ticket_ids=[], kind="priority", value="low", actor=agent, at=LATER)
    with pytest.raises(TooManyTickets):
        ask_bulk_change(ticket_ids=range(1, MOST + 2), kind="priority", value="low", actor=agent, at=LATER)

    assert not BulkChange.objects.exists()


def test_an_assignee_who_leaves_half_way_is_a_reason_and_no_failure(inside, agent, billing, few_at_a_time):
    leaver = MembershipFactory(organization=inside, role=Role.AGENT)
    DepartmentMember.objects.create(department=billing, membership=leaver)
    bulk = asked(tickets_of(billing, 4), agent, kind=BulkKind.ASSIGN, value=str(leaver.public_id))
    take_step(bulk_pk=bulk.pk, version=1, at=LATER)
    leaver.ended_at = LATER
    leaver.save(update_fields=["ended_at"])

    take_step(bulk_pk=bulk.pk, version=2, at=LATER)

    assert figures(bulk)[:3] == (BulkState.DONE, 2, 2)
    assert set(bulk.items.filter(state="skipped").values_list("code", flat=True)) == {"gone"}


def test_reasons_are_told_in_the_language_of_whoever_asked(inside, agent, billing, few_at_a_time):
    agent.user.language = "cs"
    agent.user.save(update_fields=["language"])
    bulk = asked(tickets_of(billing, 3, priority="urgent"), agent)

    deliver_all()

    assert set(bulk.items.values_list("reason", flat=True)) == {"Bylo to tak už předtím."}


def test_old_changes_are_forgotten_and_running_ones_never(inside, agent):
    long_ago = timezone.now() - timedelta(days=40)
    BulkChangeFactory(organization=inside, membership=agent, asked_at=long_ago, done=True)
    running = BulkChangeFactory(organization=inside, membership=agent, asked_at=long_ago)

    forget_bulk_changes(asked_before=timezone.now() - timedelta(days=30))

    assert list(BulkChange.objects.all()) == [running]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_step_change_each_ticket_once(agent, billing):
    with tenant(agent.organization_id):
        tickets = tickets_of(billing, 3)
        bulk = BulkChangeFactory(organization=agent.organization, membership=agent, total=3, tickets=tickets)

    at_once(agent.organization_id, lambda: take_step(bulk_pk=bulk.pk, version=1, at=LATER))

    with tenant(agent.organization_id):
        assert figures(bulk)[:3] == (BulkState.DONE, 3, 0)
        assert Event.objects.filter(name="helpdesk.ticket.prioritised").count() == 3
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_changes_over_the_same_tickets_both_come_through(agent, billing):
    with tenant(agent.organization_id):
        tickets = tickets_of(billing, 4)
    turn = iter([tickets, list(reversed(tickets))])

    def act():
        return asked(next(turn), agent, kind=BulkKind.ASSIGN, value=str(agent.public_id)).changed

    outcomes = at_once(agent.organization_id, act)

    assert sorted(outcomes) == [0, 4]
    with tenant(agent.organization_id):
        assert values(tickets, "assignee") == [agent.pk] * 4


def test_assigning_one_of_them_in_between_is_not_overwritten_by_undo(inside, agent, billing):
    other = MembershipFactory(organization=inside, role=Role.AGENT)
    DepartmentMember.objects.create(department=billing, membership=other)
    (ticket,) = tickets_of(billing, 1)
    bulk = asked([ticket], agent, kind=BulkKind.ASSIGN, value=str(agent.public_id))
    assign_ticket(ticket_id=ticket.public_id, assignee_id=other.public_id, seen_version=2, actor=agent, at=LATER)

    undo_bulk_change(bulk_id=bulk.public_id, actor=agent, at=LATER)

    assert values([ticket], "assignee") == [other.pk]
