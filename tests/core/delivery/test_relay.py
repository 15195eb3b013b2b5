from datetime import timedelta

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

from core.delivery import relay as relay_module
from core.delivery.claiming import claim_due
from core.delivery.limits import BULK_HARD_LIMIT_SECONDS, HARD_LIMIT_SECONDS
from core.delivery.parking import NotParked, replay_delivery
from core.delivery.relay import Relay
from core.events import QUEUES
from core.health import readiness
from core.models import Delivery, Heartbeat
from core.tasks import deliver
from core.tenancy import tenant
from tests.core.events import delivery, hear, noted, ring


@pytest.fixture
def two_organizations(organization, other_organization, monkeypatch):
    """Six bells in the first, two in the second."""
    hear(monkeypatch)
    for owner, count in ((organization, 6), (other_organization, 2)):
        with tenant(owner.pk):
            for number in range(count):
                ring(number)
    return organization, other_organization


def _raise():
    raise redis.ConnectionError("away")


def owners(claims):
    return [claim.organization_id for claim in claims]


def test_organizations_take_turns(two_organizations):
    busy, quiet = two_organizations

    first = claim_due(batch=4)

    assert sorted(owners(first)) == sorted([busy.pk, busy.pk, quiet.pk, quiet.pk])


def test_one_organization_gets_so_many_at_a_time(two_organizations):
    busy, quiet = two_organizations

    claims = claim_due(per_organization=3)

    assert (owners(claims).count(busy.pk), owners(claims).count(quiet.pk)) == (3, 2)


def test_what_is_claimed_is_not_claimed_again_before_its_lease_is_over(two_organizations):
    assert len(claim_due()) == 8
    assert claim_due() == []
    for organization in two_organizations:
        with tenant(organization.pk):
            Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))

    again = claim_due()

    assert {(claim.number, claim.attempts) for claim in again} == {(2, 0)}


def test_an_unanswered_bell_is_rung_at_longer_intervals_but_never_forgotten(organization, monkeypatch):
    hear(monkeypatch)
    waits = []
    with tenant(organization.pk):
        ring()
    for _ in range(6):
        claim_due(ring_seconds=30)
        with tenant(organization.pk):
            waits.append(round((delivery().due_at - timezone.now()).total_seconds()))
            Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))

    assert waits == [30, 60, 120, 120, 120, 120]


def test_receivers_of_a_full_queue_wait_in_the_database(two_organizations):
    assert claim_due(skipped=["core.note"]) == []


def test_a_turn_of_the_relay_delivers_for_every_organization(two_organizations):
    rung = Relay().turn()

    assert rung == 8
    for organization, count in zip(two_organizations, (6, 2), strict=True):
        with tenant(organization.pk):
            assert len(noted()) == count


def test_what_killed_its_worker_five_times_is_parked_with_a_reason(organization, monkeypatch, caplog):
    hear(monkeypatch)
    with tenant(organization.pk):
        ring()
        Delivery.objects.update(attempts=5, claims=5, taken=5)

    Relay().turn()

    with tenant(organization.pk):
        row = delivery()
        assert (row.parked_at is not None, row.attempts, noted()) == (True, 5, [])
        assert row.reason == "Each try ended with the death of its worker."
    assert "deliveries parked" in caplog.text


def test_with_the_broker_away_nothing_is_claimed_and_nothing_is_lost(organization, monkeypatch):
    hear(monkeypatch)
    with tenant(organization.pk):
        ring()
    monkeypatch.setattr(relay_module, "queue_depths", _raise)

    with pytest.raises(redis.ConnectionError):
        Relay().turn()

    with tenant(organization.pk):
        assert (delivery().claims, delivery().due_at <= timezone.now()) == (0, True)


def test_a_broker_that_goes_away_while_ringing_gets_no_claim(organization, monkeypatch):
    hear(monkeypatch)
    with tenant(organization.pk):
        ring()
    monkeypatch.setattr(deliver, "apply_async", lambda *_, **__: _raise())

    with pytest.raises(redis.ConnectionError):
        Relay().turn()

    with tenant(organization.pk):
        assert delivery().due_at <= timezone.now()  # not after its lease


def test_the_bell_is_rung_with_ids_only_and_at_the_right_queue(organization, monkeypatch):
    seen = []
    hear(monkeypatch, queue="bulk")
    with tenant(organization.pk):
        ring()
        row = delivery()
    monkeypatch.setattr(deliver, "apply_async", lambda **values: seen.append(values))

    Relay().turn()

    (rung,) = seen
    assert rung["kwargs"] == {"organization_id": organization.pk, "delivery_id": row.pk, "claim": 1}
    assert (rung["queue"], rung["time_limit"], rung["retry"]) == ("bulk", 600, False)


def test_a_parked_delivery_is_replayed_with_all_its_tries(organization, monkeypatch):
    hear(monkeypatch)
    with tenant(organization.pk):
        ring(7)
        Delivery.objects.update(parked_at=timezone.now(), attempts=5, reason="no mail server")

        replay_delivery(delivery_id=delivery().public_id, at=timezone.now())
    Relay().turn()

    with tenant(organization.pk):
        assert (noted(), delivery().done_at is not None, delivery().reason) == (["7"], True, "")


def test_only_a_parked_delivery_is_replayed(organization, monkeypatch):
    hear(monkeypatch)
    with tenant(organization.pk):
        ring()
        with pytest.raises(NotParked):
            replay_delivery(delivery_id=delivery().public_id, at=timezone.now())


def test_recording_an_event_wakes_the_relay_at_commit(transactional_db, monkeypatch):
    from tests.factories.accounts import OrganizationFactory

    hear(monkeypatch)
    organization = OrganizationFactory()
    listener = relay_module.Listener("core_delivery")
    listener.wait(0.01)

    with tenant(organization.pk):
        ring()
        before = listener.wait(0.05)
    after = listener.wait(2)
    listener.close()

    assert (before, after) == ([], [""])


def test_a_listener_whose_connection_died_listens_again(transactional_db):
    listener = relay_module.Listener("core_delivery")
    listener.wait(0.01)
    pid = listener._connection().info.backend_pid
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])

    assert listener.wait(0.2) == []
    with connection.cursor() as cursor:
        listener.wait(0.01)
        cursor.execute("NOTIFY core_delivery, 'hello'")
    assert listener.wait(2) == ["hello"]
    listener.close()


def test_the_relay_shows_that_it_lives(db):
    Relay()._beat()

    assert Heartbeat.objects.get(name="relay").facts == {"broken": ""}
    assert readiness()[1]["relay"]["ok"]


def test_the_relay_rings_for_no_queue_that_is_full(organization, monkeypatch):
    hear(monkeypatch)
    with tenant(organization.pk):
        ring(7)
        row = delivery()
    full = dict.fromkeys(QUEUES, relay_module.QUEUE_DEPTH)
    monkeypatch.setattr(relay_module, "queue_depths", lambda: full)

    assert Relay().turn() == 0

    full.update(dict.fromkeys(QUEUES, relay_module.QUEUE_DEPTH - 1))
    assert Relay().turn() == 1
    with tenant(organization.pk):
        row.refresh_from_db()
        assert row.done_at is not None


def test_for_what_is_parked_no_bell_is_rung(organization, monkeypatch):
    hear(monkeypatch)
    with tenant(organization.pk):
        ring(7)
        Delivery.objects.update(attempts=5)
    rung = []
    monkeypatch.setattr(relay_module, "ring", rung.extend)

    Relay().turn()

    assert rung == []
    with tenant(organization.pk):
        assert delivery().parked_at is not None


def test_celery_gives_back_what_a_dead_worker_had_and_nothing_is_begun_twice_while_it_may_run():
    """Each of these was a figure of the kill test once; a default in its place loses or doubles work."""
    assert settings.CELERY_TASK_ACKS_LATE
    assert settings.CELERY_TASK_REJECT_ON_WORKER_LOST
    assert settings.CELERY_TASK_IGNORE_RESULT
    assert settings.CELERY_WORKER_PREFETCH_MULTIPLIER == 1
    assert settings.CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT == 30
    assert settings.CELERY_ACCEPT_CONTENT == ["json"]
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert options["visibility_timeout"] > max(BULK_HARD_LIMIT_SECONDS, HARD_LIMIT_SECONDS)
    assert (options["unacked_restore_interval"], options["unacked_restore_throttle"]) == (10, 1)
