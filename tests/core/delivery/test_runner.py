import time
from datetime import timedelta
from threading import Event as Signal
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from core.delivery.runner import fail, run_delivery, take
from core.models import Delivery, Event
from core.tasks import deliver, deliver_outbound
from core.tenancy import NoTenant, current_organization_id, tenant
from tests.core.events import delivery, hear, note, noted, ring
from tests.factories.accounts import OrganizationFactory


@pytest.fixture
def scope(organization):
    with tenant(organization.pk):
        yield organization


def run(row, *, claim=None, task=deliver):
    task.delay(organization_id=row.organization_id, delivery_id=row.pk, claim=claim)
    row.refresh_from_db()
    return row


def break_down(event):
    note(event)
    raise RuntimeError("no mail server")


def test_the_effect_and_the_mark_are_made_together(scope, monkeypatch):
    hear(monkeypatch)
    ring(7)

    row = run(delivery())

    assert noted() == ["7"]
    assert row.done_at is not None
    assert (row.attempts, row.reason) == (1, "")


def test_a_task_opens_the_organization_it_was_given(organization, monkeypatch):
    hear(monkeypatch)
    with tenant(organization.pk):
        ring(7)
        row = delivery()

    deliver.delay(organization_id=organization.pk, delivery_id=row.pk)

    with tenant(organization.pk):
        assert noted() == ["7"]


def test_a_failing_receiver_is_rolled_back_and_does_not_hold_up_the_others(scope, monkeypatch):
    hear(monkeypatch)
    hear(monkeypatch, break_down, name="core.broken")
    ring(7)

    broken = run(delivery("core.broken"))
    assert (broken.done_at, broken.attempts, noted()) == (None, 1, [])
    assert "no mail server" in broken.reason
    assert timedelta(seconds=9) < broken.due_at - timezone.now() < timedelta(seconds=11)

    assert run(delivery("core.note")).done_at is not None
    assert noted() == ["7"]


def test_each_try_waits_longer_and_the_last_one_parks(scope, monkeypatch):
    hear(monkeypatch, break_down, name="core.broken", back_off=(10, 60))
    ring()
    waits = []
    for _ in range(3):
        row = run(delivery("core.broken"))
        waits.append((round((row.due_at - timezone.now()).total_seconds()), row.parked_at is not None))

    assert waits == [(10, False), (60, False), (0, True)]
    assert run(row).attempts == 3  # a parked one is not tried again


def test_a_delivery_already_done_is_not_done_again(scope, monkeypatch):
    calls = []
    hear(monkeypatch, lambda event: calls.append(event.subject_id))
    ring(7)

    run(run(delivery()))

    assert calls == [7]


def test_a_claim_is_taken_once_however_often_its_bell_rings(scope, monkeypatch):
    hear(monkeypatch)
    ring()
    Delivery.objects.update(claims=2)
    row = delivery()

    assert [take(delivery_id=row.pk, claim=claim) for claim in (2, 2, 1)] == [True, False, False]


def test_a_bell_that_waited_while_it_was_rung_again_is_answered_and_the_newer_one_is_not(scope, monkeypatch):
    hear(monkeypatch)
    ring()
    Delivery.objects.update(claims=3)
    row = delivery()

    assert [take(delivery_id=row.pk, claim=claim) for claim in (1, 3, 2, 4)] == [True, False, False, False]


def test_an_event_nobody_here_receives_keeps_its_reason(scope, monkeypatch):
    hear(monkeypatch)
    ring()
    Delivery.objects.update(receiver="core.of_a_newer_release")

    row = run(Delivery.objects.get())

    assert row.done_at is None
    assert "core.of_a_newer_release" in row.reason


def test_an_outbound_receiver_is_called_outside_every_organization(organization, monkeypatch):
    seen = []

    def call_out(event, *, organization_id, delivery):
        with pytest.raises(NoTenant):
            current_organization_id()
        delivery.start()
        seen.append((event.subject_id, organization_id, delivery.started_before, delivery.key))
        delivery.done()

    hear(monkeypatch, call_out, outbound=True)
    with tenant(organization.pk):
        ring(7)
        row = delivery()
    deliver_outbound.delay(organization_id=organization.pk, delivery_id=row.pk)

    assert seen == [(7, organization.pk, False, str(row.public_id))]
    with tenant(organization.pk):
        row.refresh_from_db()
        assert row.done_at is not None
        assert row.started_at is not None


def test_an_outbound_effect_that_died_half_way_is_told_so_and_keeps_its_key(organization, monkeypatch):
    seen = []

    def call_out(event, *, organization_id, delivery):
        seen.append((delivery.started_before, delivery.key))
        delivery.start()
        if len(seen) == 1:
            raise ConnectionResetError("the line went dead")

    hear(monkeypatch, call_out, outbound=True)
    with tenant(organization.pk):
        ring(7)
        row = delivery()
    for _ in range(2):
        deliver_outbound.delay(organization_id=organization.pk, delivery_id=row.pk)

    assert seen == [(False, str(row.public_id)), (True, str(row.public_id))]
    with tenant(organization.pk):
        row.refresh_from_db()
        assert row.done_at is not None


def test_an_outbound_try_that_surely_did_nothing_is_a_first_one_again(organization, monkeypatch):
    seen = []

    def refused(event, *, organization_id, delivery):
        seen.append(delivery.started_before)
        delivery.start()
        delivery.not_started()
        raise ConnectionRefusedError

    hear(monkeypatch, refused, outbound=True)
    with tenant(organization.pk):
        ring()
        row = delivery()
    for _ in range(2):
        deliver_outbound.delay(organization_id=organization.pk, delivery_id=row.pk)

    assert seen == [False, False]


def test_a_delivery_of_another_organization_is_nobodys(organization, other_organization, monkeypatch):
    hear(monkeypatch)
    with tenant(organization.pk):
        ring()
        row = delivery()

    deliver.delay(organization_id=other_organization.pk, delivery_id=row.pk)
    deliver_outbound.delay(organization_id=other_organization.pk, delivery_id=row.pk)

    with tenant(organization.pk):
        row.refresh_from_db()
        assert (row.attempts, row.done_at, Event.objects.count()) == (0, None, 1)


def test_a_try_that_begins_keeps_everybody_else_away_for_its_lease(scope, monkeypatch):
    hear(monkeypatch)
    ring()
    row = delivery()

    assert take(delivery_id=row.pk, claim=None, lease_seconds=90)

    row.refresh_from_db()
    assert timedelta(seconds=88) < row.due_at - timezone.now() < timedelta(seconds=92)


def test_a_failure_that_comes_after_the_end_changes_nothing(scope, monkeypatch):
    """Another worker did it meanwhile: a lease that ran out lets two try."""
    hear(monkeypatch)
    ring()
    row = run(delivery())
    done_at = row.done_at

    fail(row, error=RuntimeError("late"), at=timezone.now())

    row.refresh_from_db()
    assert (row.done_at, row.reason, row.parked_at) == (done_at, "", None)


@pytest.mark.django_db(transaction=True)
def test_what_another_worker_holds_is_passed_over_at_once_and_not_done_twice(monkeypatch):
    organization = OrganizationFactory(host="northwind.testserver")
    hear(monkeypatch)
    with tenant(organization.pk):
        ring(7)
        row = delivery()
    held, over = Signal(), Signal()

    def hold():
        with tenant(organization.pk):
            Delivery.objects.select_for_update().get(pk=row.pk)
            held.set()
            over.wait(10)
        connection.close()

    other = Thread(target=hold)
    other.start()
    assert held.wait(10)
    began = time.monotonic()
    with tenant(organization.pk):
        run_delivery(delivery_id=row.pk, at=timezone.now())
        seen = noted()
    took = time.monotonic() - began
    over.set()
    other.join()

    assert seen == []
    assert took < 1.5  # the lock limit of the role is two seconds
