from datetime import UTC, datetime
from itertools import pairwise

import psycopg
import pytest

from config.demo import large
from config.demo.large import make_large
from config.demo.making import count_figures
from core.audit import find_faults
from core.delivery.runner import event_of
from core.models import Delivery, Event
from core.tenancy import tenant
from helpdesk.models import Message, Ticket, TicketNumber
from reports.models import Fact
from reports.services.rebuilding import start_rebuild
from surveys.models import AnswerVersion, SurveyAnswer

NOW = datetime(2026, 11, 22, 3, 17, tzinfo=UTC)


@pytest.fixture
def batches(transactional_db, monkeypatch):
    monkeypatch.setattr(large, "BATCH", 40)


def made(tickets=100, told=lambda _: None):
    return make_large(tickets=tickets, now=NOW, told=told)


def test_the_large_organization_is_what_services_would_have_left_behind(batches):
    written = []

    organization_id = made(told=written.append)
    with tenant(organization_id):
        start_rebuild(at=NOW)
    assert made() == organization_id  # killed while it was counted, it is counted again
    count_figures(organization_id, clock=lambda: NOW)

    assert len(written) == 3
    assert written == sorted(written)
    assert written[-1] == 100
    assert find_faults() == []
    with tenant(organization_id):
        assert list(Ticket.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 101))
        assert TicketNumber.objects.get().last == 100
        happened = [Event.objects.filter(name=f"helpdesk.ticket.{verb}").count() for verb in ("opened", "solved")]
        assert happened == [100, 97]
        assert [Message.objects.filter(direction=side).count() for side in ("in", "out")] == [100, 97]
        assert all(event_of(event).subject_id == event.subject_id for event in Event.objects.iterator())
        assert not Delivery.objects.filter(event__subject="helpdesk.ticket").exists()  # nothing for the relay to do
        assert Fact.objects.exists()
        assert SurveyAnswer.objects.values("rating").distinct().count() > 1
        rated = SurveyAnswer.objects.filter(rating__in=range(1, 6), invitation__ticket__solved_at__isnull=False).count()
        assert rated == AnswerVersion.objects.count() == Fact.objects.filter(kind="rating", left_out="").count() == 12
    assert made() is None


def test_one_that_was_killed_half_way_is_gone_on_with(batches, monkeypatch):
    monkeypatch.setattr(large, "EVENTS", "SELECT 1/0 WHERE %(first)s > 40")
    with pytest.raises(psycopg.errors.DivisionByZero):
        made()
    monkeypatch.undo()
    monkeypatch.setattr(large, "BATCH", 40)

    organization_id = made()

    with tenant(organization_id):
        opened = list(Ticket.objects.order_by("number").values_list("opened_at", flat=True))
        assert len(opened) == 100
        assert all(earlier < later for earlier, later in pairwise(opened))


def test_a_million_does_not_overflow(batches, monkeypatch):
    monkeypatch.setattr(large, "CONTACTS_PER_TICKET", 0.001)
    monkeypatch.setattr(large, "WRITTEN", "SELECT generate_series(1, 999960, 40)")

    organization_id = made(tickets=1_000_000)

    with tenant(organization_id):
        assert Ticket.objects.count() == 40
