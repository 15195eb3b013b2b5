from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from core import periodic
from core.health import readiness
from core.models import PeriodicRun
from core.periodic import Job, Part, due_slots, late_jobs, run_job, run_part
from core.tasks import run_due_jobs
from core.tenancy import current_organization_id
from tests.factories.accounts import OrganizationFactory

AT = datetime(2026, 11, 18, 9, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def visits(monkeypatch):
    """The organizations a job every minute has visited."""
    seen = []

    def visit(*, at):
        seen.append(current_organization_id())

    job = Job("test.visit", MINUTE, "a test", "default", visit)
    monkeypatch.setattr(periodic, "JOBS", {"test.visit": job})
    monkeypatch.setattr("core.tasks.JOBS", periodic.JOBS)
    return seen


def nobody(part):
    raise AssertionError("so few organizations need no parts")


def slots(at):
    return [slot for _, slot in due_slots(at=at)]


def test_a_slot_begins_at_the_full_minute_and_is_given_once(db, visits):
    assert slots(AT) == [AT.replace(second=0)]
    assert slots(AT + timedelta(seconds=29)) == []
    assert slots(AT + timedelta(seconds=30)) == [AT.replace(second=0) + MINUTE]


def test_a_slot_that_lost_its_worker_is_given_again_after_a_quarter_of_an_hour(db, visits, monkeypatch):
    monkeypatch.setattr(periodic, "JOBS", {"test.visit": periodic.JOBS["test.visit"]._replace(every=timedelta(days=1))})
    first = slots(AT)

    assert slots(AT + timedelta(minutes=14)) == []
    assert slots(AT + timedelta(minutes=16)) == first
    PeriodicRun.objects.update(done_at=AT)
    assert slots(AT + timedelta(minutes=40)) == []


def test_a_job_visits_each_organization_and_one_that_fails_stops_nobody(
    organization, other_organization, monkeypatch, visits
):
    def visit(*, at):
        if current_organization_id() == min(organization.pk, other_organization.pk):
            raise RuntimeError("no luck")
        visits.append(current_organization_id())

    job = periodic.JOBS["test.visit"]._replace(function=visit)
    slot = slots(AT)[0]

    run_job(job=job, slot=slot, ring=nobody)

    assert visits == [max(organization.pk, other_organization.pk)]
    run = PeriodicRun.objects.get()
    assert (run.done_at is not None, run.failed) == (True, [min(organization.pk, other_organization.pk)])


def test_the_clock_has_a_worker_do_what_is_due_and_shows_that_it_lives(organization, visits):
    run_due_jobs.delay()
    run_due_jobs.delay()

    assert visits == [organization.pk]
    assert readiness()[1]["worker"]["ok"]


def test_f23_a_scheduler_that_died_is_an_alarm_after_two_minutes(db, visits, time_machine):
    time_machine.move_to(AT, tick=False)
    PeriodicRun.objects.create(job="test.visit", slot=AT.replace(second=0), began_at=AT, done_at=AT)

    time_machine.move_to(AT + timedelta(seconds=149), tick=False)  # 119 s after the next slot began
    early = late_jobs()
    time_machine.move_to(AT + timedelta(seconds=151), tick=False)

    assert (early, late_jobs()) == ({}, {"test.visit": 121})
    assert not readiness()[1]["periodic"]["ok"]


@pytest.mark.django_db(transaction=True)
def test_f23_two_schedulers_do_each_slot_once(visits):
    barrier, given = Barrier(2), []

    def ask():
        barrier.wait()
        given.extend(slots(timezone.now()))
        connection.close()

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(given) == 1


@pytest.fixture
def three(db, monkeypatch):
    """Three organizations, and parts of two."""
    monkeypatch.setattr(periodic, "PART", 2)
    return sorted(organization.pk for organization in OrganizationFactory.create_batch(3))


def test_many_organizations_are_visited_in_parts_that_do_not_wait_for_each_other(three, visits):
    (slot,) = slots(AT)
    rung = []

    run_job(job=periodic.JOBS["test.visit"], slot=slot, ring=rung.append)
    run_part(job=periodic.JOBS["test.visit"], slot=slot, part=rung[1], ring=rung.append)

    assert rung == [Part(three[0], three[1]), Part(three[2], three[2])]
    assert visits == [three[2]]
    run = PeriodicRun.objects.get()
    assert (run.done_at, run.parts) == (None, [rung[0].name])


def test_the_slot_is_done_with_its_last_part_and_a_part_done_twice_counts_once(three, visits):
    (slot,) = slots(AT)
    job, rung = periodic.JOBS["test.visit"], []
    run_job(job=job, slot=slot, ring=rung.append)
    first, second = rung

    run_part(job=job, slot=slot, part=second, ring=nobody)
    run_part(job=job, slot=slot, part=second, ring=nobody)
    half = PeriodicRun.objects.get().done_at
    run_part(job=job, slot=slot, part=first, ring=nobody)

    assert half is None
    assert PeriodicRun.objects.get().done_at is not None


def test_what_a_part_has_no_time_for_is_a_part_of_its_own(three, visits, monkeypatch):
    monkeypatch.setattr(periodic, "PART_SECONDS", 0)
    (slot,) = slots(AT)
    job, rung = periodic.JOBS["test.visit"], []
    run_job(job=job, slot=slot, ring=rung.append)

    run_part(job=job, slot=slot, part=rung[0], ring=rung.append)

    assert (visits, rung[2]) == ([three[0]], Part(three[1], three[1]))
    assert PeriodicRun.objects.get().parts == [rung[1].name, rung[2].name]


def test_a_slot_that_lost_its_worker_goes_on_with_the_parts_that_are_left(three, visits):
    (slot,) = slots(AT)
    job, rung, again = periodic.JOBS["test.visit"], [], []
    run_job(job=job, slot=slot, ring=rung.append)
    run_part(job=job, slot=slot, part=rung[0], ring=nobody)

    run_job(job=job, slot=slot, ring=again.append)

    assert again == [rung[1]]


def test_the_next_slot_waits_for_parts_on_their_way_and_not_for_ever(three, visits):
    (slot,) = slots(AT)
    run_job(job=periodic.JOBS["test.visit"], slot=slot, ring=lambda part: None)

    assert slots(AT + 4 * MINUTE) == []
    assert slots(AT + 6 * MINUTE) == [slot + 6 * MINUTE]


def test_one_that_fails_stops_neither_its_part_nor_the_others(three, visits, monkeypatch):
    def visit(*, at):
        if current_organization_id() == three[0]:
            raise RuntimeError("no luck")
        visits.append(current_organization_id())

    monkeypatch.setitem(periodic.JOBS, "test.visit", periodic.JOBS["test.visit"]._replace(function=visit))
    monkeypatch.setattr(timezone, "now", lambda: AT)

    run_due_jobs.delay()

    assert visits == three[1:]
    run = PeriodicRun.objects.get()
    assert (run.failed, run.parts, run.done_at) == ([three[0]], [], AT)
