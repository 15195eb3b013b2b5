from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.backends import DEMO_PASSWORD
from accounts.enums import Role
from accounts.models import Organization
from accounts.services import StaleVersion, create_member, create_organization
from accounts.services.organizations import HostTaken, NoSuchZone, change_organization
from core.errors import NotPermitted
from core.models import Event
from core.tenancy import tenant
from tests.factories.accounts import MembershipFactory, OrganizationFactory
from tests.together import at_once

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def demo_member(organization):
    with tenant(organization.pk):
        return create_member(name="Eva", email="eva@example.test", role=Role.AGENT, password=DEMO_PASSWORD, at=AT)


def signed_in(organization):
    browser = Client(headers={"host": organization.host})
    return browser.post("/login/", {"login": "eva@example.test", "password": DEMO_PASSWORD}).status_code == 302


def test_a_new_organization_is_found_by_its_host_and_sees_only_itself(db):
    made = create_organization(name="Baltia", host="Baltia.Localhost", zone="Europe/Riga", language="lv", at=AT)

    with tenant(made.pk):
        assert list(Organization.objects.all()) == [made]
    assert (made.host, made.slug, made.version) == ("baltia.localhost", "baltia", 1)


def test_a_host_belongs_to_one_organization(db):
    create_organization(name="One", host="one.testserver", at=AT)

    with pytest.raises(HostTaken):
        create_organization(name="Two", host="one.testserver", slug="two", at=AT)


def test_a_zone_that_is_none_is_refused(db):
    with pytest.raises(NoSuchZone):
        create_organization(name="One", host="one.testserver", zone="Europe/Nowhere", at=AT)


@pytest.mark.parametrize(
    ("mode", "is_demo", "opens"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_the_published_password_opens_demo_organizations_in_demo_mode_only(db, settings, mode, is_demo, opens):
    settings.DEMO = mode
    organization = create_organization(name="Demo", host="demo.testserver", is_demo=is_demo, at=AT)
    demo_member(organization)

    assert signed_in(organization) is opens


@pytest.fixture
def owner(organization):
    return MembershipFactory(organization=organization, role=Role.OWNER, user__name="Jana Malá")


def changed(owner, *, seen_version=1, **values):
    with tenant(owner.organization_id):
        return change_organization(values=values, seen_version=seen_version, actor=owner, at=AT)


def test_settings_are_changed_once_and_told_with_what_they_were(owner):
    made = changed(owner, undo_send_seconds=20, zone="Europe/Riga", name=owner.organization.name)
    again = changed(owner, undo_send_seconds=20, seen_version=2)

    assert (made.undo_send_seconds, made.zone, made.version, again.version) == (20, "Europe/Riga", 2, 2)
    with tenant(owner.organization_id):
        event = Event.objects.get(name="accounts.organization.changed")
    assert (event.actor_id, sorted(event.payload["changed"])) == (owner.pk, ["undo_send_seconds", "zone"])
    assert event.payload["before"] == {"zone": "Europe/Prague", "undo_send_seconds": 0}
    assert event.payload["after"] == {"zone": "Europe/Riga", "undo_send_seconds": 20}


def test_two_people_change_two_settings_and_one_of_them_the_same(owner):
    changed(owner, name="Northwind Telecom")

    assert changed(owner, undo_send_seconds=5).version == 3
    with pytest.raises(StaleVersion) as caught:
        changed(owner, name="Southwind")

    assert caught.value.params["changes"] == [{"fields": ["name"], "by": "Jana Malá", "at": AT}]


def test_no_setting_takes_a_zone_that_is_none(owner):
    with pytest.raises(NoSuchZone):
        changed(owner, zone="Europe/Atlantis")


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AGENT, Role.REVIEWER, Role.VIEWER])
def test_only_who_manages_changes_settings(organization, role):
    with pytest.raises(NotPermitted):
        changed(MembershipFactory(organization=organization, role=role), name="Mine")


@pytest.mark.django_db(transaction=True)
def test_two_changing_one_setting_at_once_leave_one_event_and_one_conflict():
    owner = MembershipFactory(organization=OrganizationFactory(), role=Role.OWNER)
    values = iter([5, 25])

    outcomes = at_once(
        owner.organization_id,
        lambda: change_organization(values={"undo_send_seconds": next(values)}, seen_version=1, actor=owner, at=AT),
    )

    assert sorted(type(one).__name__ for one in outcomes) == ["Organization", "StaleVersion"]
