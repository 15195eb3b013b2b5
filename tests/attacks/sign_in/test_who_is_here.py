"""What the way in says about accounts and hosts (A48, A49)."""

import pytest
from django.test import Client
from django.utils import timezone

from core.tenancy import tenant
from tests.accounts.conftest import letters, sign_in, with_password
from tests.attacks.sign_in.entering import NEW, TOO_MANY, WRONG, stranger, text_of
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


def test_a48_who_left_gets_no_letter_and_the_page_is_the_same(organization, victim):
    known = stranger(organization).post("/password/reset/", {"email": "nobody@example.test"}, follow=True)
    with tenant(organization.pk):
        victim.ended_at = timezone.now()
        victim.save(update_fields=["ended_at"])

    left = stranger(organization).post("/password/reset/", {"email": victim.user.email}, follow=True)

    assert text_of(left) == text_of(known)
    assert letters() == []


@pytest.mark.parametrize("path", ["/signup/", "/login/signup/", "/accounts/signup/", "/api/v1/signup/"])
def test_a48_nobody_signs_up_and_the_page_says_nothing_of_addresses(organization, victim, path):
    answers = [
        stranger(organization).post(path, {"email": email, "password1": NEW, "password2": NEW})
        for email in (victim.user.email, "nobody@example.test")
    ]

    assert [answer.status_code for answer in answers] in ([404, 404], [401, 401])
    assert text_of(answers[0]) == text_of(answers[1])


def test_a48_too_many_attempts_are_the_same_for_every_address(organization, victim):
    pages = []
    for email in (victim.user.email, "nobody@example.test"):
        browser = stranger(organization)
        for _ in range(6):
            page = browser.post("/login/", {"login": email, "password": "guess"})
        pages.append(text_of(page))

    assert TOO_MANY in pages[0]
    assert pages[0] == pages[1]


def test_a48_asking_too_often_for_a_new_password_is_the_same_for_every_address(organization, victim):
    pages = []
    for email in (victim.user.email, "nobody@example.test"):
        answers = [stranger(organization).post("/password/reset/", {"email": email}) for _ in range(5)]
        pages.append([(answer.status_code, answer.get("location"), text_of(answer)) for answer in answers])

    assert pages[0] == pages[1]


def test_a48_an_invitation_for_a_known_address_of_another_organization_looks_as_any(
    organization, other_organization, victim, client_of
):
    owner = MembershipFactory(organization=other_organization, role="owner")
    answers = [
        client_of(owner).post(
            "/api/v1/people/invitations/",
            {"email": email, "name": "Eva", "role": "agent"},
            content_type="application/json",
        )
        for email in (victim.user.email, "nobody@example.test")
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert {len(answer.json()) for answer in answers} == {len(answers[0].json())}
    assert len({letter.subject for letter in letters()}) == 1


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-host", "forwarded", "x-original-host"])
def test_a49_the_link_is_built_from_the_organization_and_not_from_the_request(organization, victim, header):
    stranger(organization).post("/password/reset/", {"email": victim.user.email}, headers={header: "evil.test"})

    (letter,) = letters()
    assert f"http://{organization.host}/password/reset/" in letter.body
    assert "evil" not in letter.body


@pytest.mark.parametrize("header", ["x-forwarded-host", "x-host", "forwarded", "x-original-host"])
def test_a49_the_link_of_an_invitation_is_built_from_the_organization_too(organization, client_of, header):
    client_of(MembershipFactory(organization=organization, role="owner")).post(
        "/api/v1/people/invitations/",
        {"email": "new@example.test", "name": "Eva", "role": "agent"},
        content_type="application/json",
        headers={header: "evil.test"},
    )

    (letter,) = letters()
    assert f"http://{organization.host}/invitation/" in letter.body
    assert "evil" not in letter.body


@pytest.mark.parametrize("host", ["evil.test", "northwind.testserver.evil.test", "northwind.testserver@evil.test", ""])
def test_a49_no_host_but_its_own_is_the_organizations(organization, victim, host):
    response = Client(headers={"host": host}).post("/password/reset/", {"email": victim.user.email})

    assert response.status_code in {400, 404}
    assert letters() == []


def test_a49_an_unknown_host_is_not_there(organization, victim):
    response = Client(headers={"host": "evil.test"}).post("/password/reset/", {"email": victim.user.email})

    assert response.status_code == 404
    assert letters() == []
