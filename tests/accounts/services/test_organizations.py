from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.backends import DEMO_PASSWORD
from accounts.enums import Role
from accounts.models import Organization
from accounts.services import create_member, create_organization
from accounts.services.organizations import HostTaken, NoSuchZone
from core.tenancy import tenant

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
