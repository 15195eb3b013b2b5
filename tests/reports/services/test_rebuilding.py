from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from core.tenancy import tenant
from reports.models import DayRollup, Fact, Rebuild
from reports.services import rebuilding
from reports.services.rebuilding import cancel_rebuild, run_rebuild, start_rebuild
from reports.services.rollups import refresh_rollups
from tests.factories.helpdesk import OPENED_AT
from tests.reports.happenings import Log, count_all
from tests.together import somebody_waits

DAY = timedelta(days=1)


@pytest.fixture
def work(organization):
    """Two months of everything that is counted, delivered event by event."""
    with tenant(organization.pk):
        log = Log()
        for number in range(1, 6):
            at = OPENED_AT - number * 15 * DAY
            log.opened(number, department=3, at=at)
            log.assigned(number, 7, department=3, at=at)
            log.replied(number, 7, department=3, at=at, first=(number * 60, number * 30))
            log.solved(number, 7, department=3, at=at + DAY)
            log.called(number, (7, 20.4), (8, 3.0), department=4, at=at)
            log.answered(number, 7, number, department=3, at=at + 2 * DAY)
        log.answered(1, 7, 5, department=3, first_answered_at=OPENED_AT - 13 * DAY, is_change=True)
        log.called(2, (8, 99.0), department=4, at=OPENED_AT - 30 * DAY)
        count_all()
        refresh_rollups()


def digits(organization):
    with tenant(organization.pk):
        return [sorted(model.objects.values_list(*columns(model)), key=str) for model in (Fact, DayRollup)]


def columns(model):
    return [field.name for field in model._meta.fields if field.name not in ("id", "organization")]


def rebuild(organization, told=lambda progress: None):
    with tenant(organization.pk):
        row = start_rebuild(at=timezone.now())
    return run_rebuild(organization_id=organization.pk, rebuild_id=row.pk, clock=timezone.now, told=told)


@pytest.mark.parametrize("piece", [3, 2000])
def test_a_rebuild_comes_to_the_same_digits(organization, work, monkeypatch, piece):
    monkeypatch.setattr(rebuilding, "EVENTS_A_PIECE", piece)
    before = digits(organization)

    progress = rebuild(organization)

    assert digits(organization) == before
    assert progress.events_done == progress.events_total == 32
    assert len(before[0]) > 30


def test_whatever_was_wrong_is_right_again(organization, work):
    before = digits(organization)
    with tenant(organization.pk):
        Fact.objects.filter(kind="reply").update(agent_id=99)
        Fact.objects.filter(kind="rating").first().delete()
        Fact.objects.filter(kind="call_answered").update(version=999)
        stray = Fact.objects.filter(kind="received").first()
        stray.pk, stray.event_id = None, 10**9
        stray.save()
        DayRollup.objects.update(replies=99)
        DayRollup.objects.filter(agent_id=8).delete()
        DayRollup.objects.create(day=OPENED_AT.date() + DAY, department_id=5, agent_id=5, replies=5)

    rebuild(organization)

    assert digits(organization) == before


def test_a_cancelled_rebuild_stops_after_the_piece_in_hand_and_leaves_right_figures(organization, work, monkeypatch):
    monkeypatch.setattr(rebuilding, "EVENTS_A_PIECE", 5)
    before = digits(organization)

    def cancel(progress):
        with tenant(organization.pk):
            cancel_rebuild(rebuild_id=Rebuild.objects.latest("pk").pk, at=timezone.now())

    progress = rebuild(organization, told=cancel)

    assert progress.cancelled
    assert progress.events_done < progress.events_total
    assert digits(organization) == before


def test_the_command_says_what_it_did(organization, other_organization, work):
    said = StringIO()

    call_command("rebuild_reports", "--organization", organization.host, stdout=said)

    assert f"{organization.host}: 32 events" in said.getvalue()
    assert other_organization.host not in said.getvalue()


def test_the_command_knows_no_other_host(organization):
    with pytest.raises(CommandError):
        call_command("rebuild_reports", "--organization", "nowhere.testserver")


@pytest.mark.django_db(transaction=True)
def test_what_happens_while_the_last_piece_is_counted_is_not_lost(organization, monkeypatch):
    with tenant(organization.pk):
        log = Log()
        log.opened(1, department=3)
        count_all()
    read = rebuilding._page

    def read_and_rest(after):
        """Between reading the log and writing facts somebody opens a ticket, and it is counted at once."""
        rows = read(after)
        others.append(pool.submit(open_another))
        somebody_waits(seconds=1)
        return rows

    def open_another():
        with tenant(organization.pk):
            log.opened(2, department=3)
        with tenant(organization.pk):
            count_all()
        connection.close()

    others = []
    monkeypatch.setattr(rebuilding, "_page", read_and_rest)
    with ThreadPoolExecutor(1) as pool:
        rebuild(organization)
        [other.result() for other in others]

    with tenant(organization.pk):
        refresh_rollups()
        assert sorted(Fact.objects.values_list("subject_id", flat=True)) == [1, 2]
        assert DayRollup.objects.get().received == 2
