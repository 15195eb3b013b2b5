import pytest
from django.utils import timezone

from accounts.enums import Role
from core.models import Delivery
from core.raw import store
from core.raw.child import Unreadable
from core.raw.store import store_raw
from core.tenancy import tenant
from tests.core.events import hear, noted, ring
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory


@pytest.fixture
def owner(organization, client_of):
    return client_of(MembershipFactory(organization=organization, role=Role.OWNER))


@pytest.fixture
def parked(organization, monkeypatch):
    hear(monkeypatch)
    with tenant(organization.pk):
        ring(7)
        ring(8)
        Delivery.objects.filter(event__subject_id=7).update(
            parked_at=timezone.now(), attempts=5, reason="no mail server"
        )
        return Delivery.objects.get(event__subject_id=7)


def test_what_gave_up_is_listed_with_its_reason(owner, parked):
    (row,) = owner.get("/api/v1/operations/deliveries/").json()["results"]

    assert (row["id"], row["event"], row["receiver"]) == (str(parked.public_id), "core.bell.rang", "core.note")
    assert (row["state"], row["attempts"], row["reason"]) == ("parked", 5, "no mail server")


def test_what_is_on_its_way_is_listed_apart(owner, parked):
    rows = owner.get("/api/v1/operations/deliveries/?state=open").json()["results"]

    assert [row["state"] for row in rows] == ["open"]


def test_it_is_replayed_from_the_first_try(owner, parked, organization):
    response = owner.post(f"/api/v1/operations/deliveries/{parked.public_id}/replay/")

    assert (response.status_code, response.json()["state"], response.json()["attempts"]) == (200, "open", 0)
    with tenant(organization.pk):
        deliver_all()
        assert sorted(noted()) == ["7", "8"]


def test_what_is_not_parked_is_not_replayed(owner, parked, organization):
    with tenant(organization.pk):
        other = Delivery.objects.exclude(pk=parked.pk).get()

    response = owner.post(f"/api/v1/operations/deliveries/{other.public_id}/replay/")

    assert (response.status_code, response.json()["code"]) == (409, "delivery_not_parked")


def test_input_that_could_not_be_read_is_listed_and_read_again(owner, organization, monkeypatch):
    def unreadable(raw, *, at):
        raise Unreadable("no start of a mail")

    monkeypatch.setattr(store, "READERS", {"test": unreadable})
    monkeypatch.setattr("core.receivers.READERS", store.READERS)
    with tenant(organization.pk):
        store_raw(source="test", external_key="1", content=b"x", at=timezone.now())
        deliver_all()
    (row,) = owner.get("/api/v1/operations/inbound/").json()["results"]
    store.READERS["test"] = lambda raw, *, at: None

    asked = owner.post(f"/api/v1/operations/inbound/{row['id']}/parse-again/")
    with tenant(organization.pk):
        deliver_all()

    assert (row["state"], row["reason"]) == ("parked", "no start of a mail")
    assert (asked.status_code, asked.json()["state"]) == (200, "stored")
    assert owner.get("/api/v1/operations/inbound/").json()["results"] == []
    assert len(owner.get("/api/v1/operations/inbound/?state=parsed").json()["results"]) == 1


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AGENT, Role.REVIEWER, Role.VIEWER])
def test_only_who_manages_operations_sees_them(organization, client_of, parked, role):
    client = client_of(MembershipFactory(organization=organization, role=role))

    assert client.get("/api/v1/operations/deliveries/").status_code == 403
    assert client.post(f"/api/v1/operations/deliveries/{parked.public_id}/replay/").status_code == 403


def test_another_organizations_delivery_is_not_there(other_organization, client_of, parked):
    stranger = client_of(MembershipFactory(organization=other_organization, role=Role.OWNER))

    assert stranger.post(f"/api/v1/operations/deliveries/{parked.public_id}/replay/").status_code == 404
    assert stranger.get("/api/v1/operations/deliveries/").json()["results"] == []
