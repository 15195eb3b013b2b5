"""What the way in says about accounts and hosts (A48, A49)."""

import pytest
from django.test import Client
from django.utils import timezone

from core.tenancy import tenant
from tests.accounts.conftest import letters, sign_in, with_password
from tests.attacks.sign_in.entering import WRONG, stranger, text_of
from tests.factories.accounts import MembershipFactory


@pytest.mark.parametrize("who", ["unknown", "known", "ended", "no password"])
def test_a48_a_failed_sign_in_is_the_same_for_every_address(organization, victim, hashed, who):
    member = MembershipFactory(organization=organization)
    if who == "ended":
        with_password(member)
        with tenant(organization.pk):
            member.ended_at = timezone.now()
            member.save(update_fields=["ended_at"])
    email = {"unknown": "nobody@example.test", "known": victim.user.email}.get(who, member.user.email)
    reference = stranger(organization).post("/login/", {"login": "reference@example.test", "password": "guess"})
    hashed.clear()

    response = stranger(organization).post("/login/", {"login": email, "password": "guess"})

    assert response.status_code == reference.status_code == 200
    assert text_of(response) == text_of(reference)
    assert len(hashed) == 1


def test_a48_the_right_password_of_an_ended_account_looks_wrong(organization, victim):
    with tenant(organization.pk):
        victim.ended_at = timezone.now()
        victim.save(update_fields=["ended_at"])

    assert WRONG in sign_in(stranger(organization), victim).content.decode()


def test_a48_asking_for_a_new_password_says_nothing_about_the_address(organization, victim, monkeypatch):
    from accounts.pages import forms

    written = []
    real = forms.reset_letter
    monkeypatch.setattr(forms, "reset_letter", lambda user, path: written.append(1) or real(user, path=path))

    def ask(email):
        return stranger(organization).post("/password/reset/", {"email": email}, follow=True)

    known, unknown = ask(victim.user.email), ask("nobody@example.test")

    assert known.redirect_chain == unknown.redirect_chain == [("/password/reset/sent/", 302)]
    assert text_of(known) == text_of(unknown)
    assert len(written) == 2  # the same work
    assert [letter.to for letter in letters()] == [[victim.user.email]]  # and no mail to strangers


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-host", "forwarded", "x-original-host"])
def test_a49_the_link_is_built_from_the_organization_and_not_from_the_request(organization, victim, header):
    stranger(organization).post("/password/reset/", {"email": victim.user.email}, headers={header: "evil.test"})

    (letter,) = letters()
    assert f"http://{organization.host}/password/reset/" in letter.body
    assert "evil" not in letter.body


def test_a49_an_unknown_host_is_not_there(organization, victim):
    response = Client(headers={"host": "evil.test"}).post("/password/reset/", {"email": victim.user.email})

    assert response.status_code == 404
    assert letters() == []
