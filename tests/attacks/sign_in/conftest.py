import pytest
from django.contrib.auth import hashers

from accounts.enums import Role
from tests.accounts.conftest import letters, link_in, with_password
from tests.attacks.sign_in.entering import stranger
from tests.factories.accounts import MembershipFactory


@pytest.fixture(autouse=True)
def fresh_limits():
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def victim(organization):
    return with_password(MembershipFactory(organization=organization, role=Role.AGENT))


@pytest.fixture
def hashed(monkeypatch):
    """How often a password was hashed, and with which work."""
    calls = []
    real = hashers.MD5PasswordHasher.encode

    def counting(self, password, salt, *args, **kwargs):
        calls.append(password)
        return real(self, password, salt, *args, **kwargs)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counting)
    return calls


@pytest.fixture
def reset_link(organization, victim):
    stranger(organization).post("/password/reset/", {"email": victim.user.email})
    return link_in(letters()[-1])
