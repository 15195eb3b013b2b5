"""One board that cannot be shown keeps nobody else waiting."""

from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from core.live import ticker
from core.live.boards import SnapshotBoard
from core.live.ticker import Ticker, tick
from core.models import LiveTopic
from core.tenancy import tenant
from tests.core.live import boards  # noqa: F401 — a bell is watched too

BROKEN = UUID("00000000-0000-4000-8000-00000000dead")


class Cracked(SnapshotBoard):
    """Fails in the way named by its params."""

    kind = "cracked"

    def may_watch(self, membership):
        return True

    def snapshot(self, *, at):
        with connection.cursor() as cursor:
            if self.params["by"] == "statement":
                cursor.execute("SELECT 1 / 0")
            if self.params["by"] == "time":
                cursor.execute("SET LOCAL statement_timeout = 20; SELECT pg_sleep(1)")
        raise KeyError("a bug")


@pytest.fixture(autouse=True)
def everything_is_watched(monkeypatch):
    monkeypatch.setattr(ticker, "_watched", lambda _organization_id, topics: {topic.pk for topic in topics})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("by", ["bug", "statement", "time"])
def test_a_board_that_fails_is_logged_and_the_others_are_sent(organization, caplog, by):
    with tenant(organization.pk):
        LiveTopic.objects.create(name=f"cracked.{BROKEN}", params={"by": by})
        bell = LiveTopic.objects.create(name=f"bell.{BROKEN}")

    sent = [tick(organization.pk, at=timezone.now()) for _ in range(2)]

    assert sent == [1, 0]  # and what failed is not tried again before it is touched
    with tenant(organization.pk):
        bell.refresh_from_db()
        assert bell.sent_version == bell.version
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["board cannot be shown"]


@pytest.mark.django_db(transaction=True)
def test_an_organization_that_fails_does_not_stop_the_next(organization, other_organization, monkeypatch):
    ticked = []

    def failing(organization_id, *, at):
        ticked.append(organization_id)
        if organization_id == organization.pk:
            raise ZeroDivisionError
        return 0

    monkeypatch.setattr(ticker, "tick", failing)
    clock = Ticker()
    clock._want(organization.pk)
    clock._want(other_organization.pk)

    clock._turn()

    assert ticked == [organization.pk, other_organization.pk]
    assert clock.due == {}
