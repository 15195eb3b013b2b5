from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from core import periodic
from core.health import readiness
from core.models import PeriodicRun
from core.periodic import Job, due_slots, late_jobs, run_job
from core.tasks import run_due_jobs
from core.tenancy import current_organization_id

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

    run_job(job=job, slot=slot)

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
