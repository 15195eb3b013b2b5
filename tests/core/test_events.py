import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from core.events import RECEIVERS, receiver
from core.models import Delivery, Event
from core.services import record
from core.tenancy import tenant
from tests.core.events import Rang, hear, ring

AT = timezone.now()


def rang(**values):
    return Rang(**{"subject_id": 1, "version": 1, "actor_id": None, "at": AT, **values})


def test_an_event_is_restored_as_it_was_recorded(organization):
    with tenant(organization.pk):
        row = record(rang(tone="d"))
        row.refresh_from_db()

        assert Rang.restored(row.payload) == rang(tone="d")


def test_an_event_of_a_newer_release_is_still_read(organization):
    with tenant(organization.pk):
        row = record(rang())
        row.refresh_from_db()

        assert Rang.restored({**row.payload, "mood": "glad"}) == rang()


def test_an_event_of_an_older_release_gets_the_default_of_its_new_field():
    old = {"subject_id": 1, "version": 1, "changed": ["at"], "actor_id": 7, "at": AT.isoformat()}

    assert (Rang.restored(old).tone, Rang.restored(old).actor_kind) == ("c", "human")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"actor_id": 7}, "human"),
        ({"actor_id": None}, "system"),
        ({"actor_id": None, "actor_kind": "customer"}, "customer"),
        ({"actor_id": 7, "actor_kind": "bot"}, "bot"),
    ],
)
def test_who_acted_is_kept_beside_the_event(organization, said, kept):
    with tenant(organization.pk):
        row = record(rang(**said))
        row.refresh_from_db()

    assert row.actor_kind == kept


def test_each_receiver_gets_its_own_delivery(organization, monkeypatch):
    hear(monkeypatch)
    hear(monkeypatch, name="core.second")
    with tenant(organization.pk):
        ring()

        assert sorted(Delivery.objects.values_list("receiver", flat=True)) == ["core.note", "core.second"]


def test_two_events_of_one_version_are_refused(organization):
    with tenant(organization.pk):
        record(rang())
        with pytest.raises(IntegrityError, match="one_per_version"), transaction.atomic():
            record(rang(tone="d"))


@pytest.mark.parametrize("change", [lambda rows: rows.update(name="something.else"), lambda rows: rows.delete()])
def test_history_is_not_rewritten(organization, change):
    with tenant(organization.pk):
        record(rang())
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change(Event.objects.all())


def test_two_receivers_of_one_name_are_refused_at_import(monkeypatch):
    hear(monkeypatch, name="tests.note")
    monkeypatch.setattr(RECEIVERS["tests.note"].function, "__module__", "tests.elsewhere")

    with pytest.raises(TypeError, match="rename one"):

        @receiver(Rang)
        def note(event: Rang) -> None: ...
