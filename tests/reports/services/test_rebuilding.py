from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from core.tenancy import tenant
from reports.models import DayRollup, Fact, Rebuild
from reports.services import pieces, rebuilding
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


def rebuild(organization, told=lambda progress: None, at_once=1):
    with tenant(organization.pk):
        row = start_rebuild(at=timezone.now())
    return gone_on_with(organization, row, told, at_once)


def gone_on_with(organization, row, told=lambda progress: None, at_once=1):
    return run_rebuild(
        organization_id=organization.pk, rebuild_id=row.pk, clock=timezone.now, told=told, at_once=at_once
    )


def spoilt(organization):
    """Every figure wrong in some way."""
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
    spoilt(organization)

    rebuild(organization)

    assert digits(organization) == before


@pytest.mark.parametrize("piece", [1, 3, 7])
@pytest.mark.django_db(transaction=True)
def test_pieces_counted_side_by_side_come_to_the_same_digits(organization, work, monkeypatch, piece):
    monkeypatch.setattr(rebuilding, "EVENTS_A_PIECE", piece)
    monkeypatch.setattr(rebuilding, "FACTS_A_PIECE", piece)
    before = digits(organization)
    spoilt(organization)
    rounds = []

    rebuild(organization, told=rounds.append, at_once=3)

    assert digits(organization) == before
    assert (rounds[-1].events_done, rounds[-1].days_done) == (32, rounds[-1].days_total)
    assert len({round_.days_done for round_ in rounds}) > 1


class Killed(Exception):
    """As the power does."""


def killed_after(events):
    def told(progress):
        if progress.events_done >= events or progress.days_done:
            raise Killed

    return told


@pytest.mark.parametrize("events", [4, 20, 33])
def test_one_that_was_killed_is_gone_on_with(organization, work, monkeypatch, events):
    monkeypatch.setattr(rebuilding, "EVENTS_A_PIECE", 2)
    before = digits(organization)
    spoilt(organization)
    with pytest.raises(Killed):
        rebuild(organization, told=killed_after(events))
    with tenant(organization.pk):
        row = Rebuild.objects.get()
        assert row.finished_at is None
    done = row.events_done

    rounds = []
    gone_on_with(organization, row, told=rounds.append)

    assert digits(organization) == before
    assert rounds[0].events_done in (done, done + 4)
    assert rounds[-1].events_done == 32


def test_what_was_counted_by_other_definitions_is_counted_again(organization, work, monkeypatch):
    monkeypatch.setattr(rebuilding, "EVENTS_A_PIECE", 4)
    before = digits(organization)
    with monkeypatch.context() as older:
        older.setattr(rebuilding, "VERSIONS", "received.0")
        with pytest.raises(Killed):
            rebuild(organization, told=killed_after(20))
    spoilt(organization)

    with tenant(organization.pk):
        row = Rebuild.objects.get()
    progress = gone_on_with(organization, row)

    assert digits(organization) == before
    assert progress.events_done == 32


@pytest.mark.django_db(transaction=True)
def test_a_piece_that_fails_leaves_the_others_to_end_and_the_rest_to_be_gone_on_with(organization, work, monkeypatch):
    monkeypatch.setattr(rebuilding, "EVENTS_A_PIECE", 4)
    before = digits(organization)
    read = pieces._lines

    def fail_once(piece):
        if piece.after and not failed:
            failed.append(piece)
            raise Killed
        return read(piece)

    failed = []
    monkeypatch.setattr(pieces, "_lines", fail_once)
    with pytest.raises(Killed):
        rebuild(organization, at_once=3)
    with tenant(organization.pk):
        row = Rebuild.objects.get()
        assert row.events_done == 0

    gone_on_with(organization, row, at_once=3)

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


def test_what_else_was_said_of_a_call_is_gone_as_soon_as_its_newest_event_is_counted(organization, work, monkeypatch):
    monkeypatch.setattr(rebuilding, "EVENTS_A_PIECE", 5)
    with tenant(organization.pk):
        offered = Fact.objects.get(kind="call_offered", subject_id=1)
        offered.pk, offered.part, offered.event_id, offered.version = (
            None,
            7,
            Fact.objects.latest("event_id").event_id,
            0,
        )
        offered.save()

    with pytest.raises(Killed):
        rebuild(organization, told=killed_after(5))

    with tenant(organization.pk):
        assert Fact.objects.filter(kind="call_offered", subject_id=1).count() == 1


def test_the_command_says_what_it_did(organization, other_organization, work):
    said = StringIO()

    call_command("rebuild_reports", "--organization", organization.host, "--at-once", "1", stdout=said)

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
    read = pieces._lines

    def read_and_rest(piece):
        """Between reading the log and writing facts somebody opens a ticket, and it is counted at once."""
        rows = read(piece)
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
    monkeypatch.setattr(pieces, "_lines", read_and_rest)
    with ThreadPoolExecutor(1) as pool:
        rebuild(organization)
        [other.result() for other in others]

    with tenant(organization.pk):
        refresh_rollups()
        assert sorted(Fact.objects.values_list("subject_id", flat=True)) == [1, 2]
        assert DayRollup.objects.get().received == 2
