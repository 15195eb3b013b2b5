"""People with passwords, and a browser that types them."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.enums import Role
from core.catalogues import compile_all
from core.tenancy import tenant
from tests.factories.accounts import MembershipFactory

PASSWORD = "green bicycle seventeen"


@pytest.fixture(autouse=True, scope="session")
def catalogues():
    compile_all()


@pytest.fixture(autouse=True)
def fresh_limits(settings):
    """Limits are counted in the cache; every test starts at nothing."""
    from django.core.cache import cache

    cache.clear()


def with_password(member, password=PASSWORD):
    with tenant(member.organization_id):
        member.user.set_password(password)
        member.user.save(update_fields=["password"])
    return member


@pytest.fixture
def owner(organization):
    return with_password(MembershipFactory(organization=organization, role=Role.OWNER))


@pytest.fixture
def admin(organization):
    return with_password(MembershipFactory(organization=organization, role=Role.ADMIN))


@pytest.fixture
def person(organization):
    """An agent with a password."""
    return with_password(MembershipFactory(organization=organization, role=Role.AGENT))


@pytest.fixture
def browser(organization):
    """Nobody yet, at the host of the organization."""
    return Client(headers={"host": organization.host, "accept-language": "en"})


def sign_in(browser, member, password=PASSWORD, **more):
    return browser.post("/login/", {"login": member.user.email, "password": password}, **more)


def letters():
    """What was sent, oldest first."""
    return mail.outbox


def link_in(letter):
    """The path of the only link in a letter."""
    (path,) = re.findall(r"https?://[^/\s]+(/\S+)", letter.body)
    return path
