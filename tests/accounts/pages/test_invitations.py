from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Invitation, Membership
from core.models import Event
from core.tenancy import tenant
from tests.accounts.conftest import letters, link_in, sign_in

NEW = "seven quiet otters"
ACCOUNT = {"name": "Eva Nová", "password1": NEW, "password2": NEW}


def invite(client_of, actor, **more):
    body = {"email": "eva@example.test", "name": "Eva", "role": "agent", **more}
    return client_of(actor).post("/api/v1/people/invitations/", body, content_type="application/json")


@pytest.fixture
def link(client_of, owner, organization):
    invite(client_of, owner)
    return link_in(letters()[-1])


def test_an_invited_person_chooses_a_password_and_is_in(browser, client_of, owner, link, organization):
    page = browser.get(link).content.decode()

    response = browser.post(link, ACCOUNT)

    assert "Join Northwind" in page
    assert response["location"] == "/"
    me = browser.get("/api/v1/me/").json()
    assert (me["name"], me["email"], me["role"]) == ("Eva Nová", "eva@example.test", "agent")
    with tenant(organization.pk):
        names = Event.objects.filter(name__startswith="accounts.").order_by("pk").values_list("name", flat=True)
        assert list(names) == [
            "accounts.invitation.created",
            "accounts.membership.started",
            "accounts.invitation.accepted",
            "accounts.user.signed_in",
        ]


def test_the_letter_is_automatic_mail_in_the_inviters_language(client_of, owner, organization):
    with tenant(organization.pk):
        owner.user.language = "cs"
        owner.user.save(update_fields=["language"])

    invite(client_of, owner)

    (letter,) = letters()
    assert letter.to == ["eva@example.test"]
    assert letter.subject == "Pozvánka do Northwind"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_opening_the_link_changes_nothing(browser, link, organization):
    for _ in range(3):
        assert browser.get(link).status_code == 200
    browser.head(link)

    with tenant(organization.pk):
        assert Invitation.objects.get().accepted_at is None


def test_a50_an_invitation_works_once(browser, link):
    browser.post(link, ACCOUNT)
    second = Client(headers={"host": "northwind.testserver"})

    assert second.get(link).status_code == 410
    assert second.post(link, ACCOUNT).status_code == 410


def test_a50_an_invitation_ends_after_seven_days(browser, link, organization):
    with tenant(organization.pk):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert browser.get(link).status_code == 410
    assert browser.post(link, ACCOUNT).status_code == 410
    with tenant(organization.pk):
        assert not Membership.objects.filter(user__email="eva@example.test").exists()


def test_a_revoked_link_is_closed_at_once(browser, client_of, owner, link, organization):
    with tenant(organization.pk):
        invitation = Invitation.objects.get()

    revoked = client_of(owner).post(
        f"/api/v1/people/invitations/{invitation.public_id}/revoke/", content_type="application/json"
    )

    assert revoked.json()["state"] == "revoked"
    assert browser.get(link).status_code == 410


def test_an_invitation_of_who_left_no_longer_opens(browser, link, owner, organization):
    with tenant(organization.pk):
        Membership.objects.filter(pk=owner.pk).update(ended_at=timezone.now())

    assert browser.get(link).status_code == 410


def test_a48_unknown_and_foreign_links_are_one_and_the_same(browser, link, other_organization):
    foreign = browser.get(link, headers={"host": other_organization.host})
    unknown = browser.get("/invitation/" + "x" * 32 + "/", headers={"host": other_organization.host})

    assert foreign.status_code == unknown.status_code == 404
    assert foreign.content == unknown.content


def test_a50_the_secret_of_the_link_is_in_no_table_of_ours(link, organization):
    secret = link.rstrip("/").rpartition("/")[2]

    with tenant(organization.pk):
        assert secret not in str(Invitation.objects.values().get())
        assert not Event.objects.filter(payload__icontains=secret).exists()


def test_the_page_tells_the_next_site_nothing(browser, link):
    response = browser.get(link)

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]


def test_sending_again_makes_a_new_link_and_closes_the_old(browser, client_of, owner, link, organization):
    with tenant(organization.pk):
        invitation = Invitation.objects.get()
        Invitation.objects.update(sent_at=timezone.now() - timedelta(minutes=2))

    client_of(owner).post(f"/api/v1/people/invitations/{invitation.public_id}/resend/", content_type="application/json")

    fresh = link_in(letters()[-1])
    assert browser.get(link).status_code == 404
    assert browser.get(fresh).status_code == 200


def test_sending_again_at_once_is_refused(client_of, owner, link, organization):
    with tenant(organization.pk):
        invitation = Invitation.objects.get()

    response = client_of(owner).post(
        f"/api/v1/people/invitations/{invitation.public_id}/resend/", content_type="application/json"
    )

    assert (response.status_code, response.json()["code"]) == (409, "too_many_invitations")


def test_one_open_invitation_per_address(client_of, owner, link):
    response = invite(client_of, owner, email="EVA@example.test")

    assert (response.status_code, response.json()["code"]) == (409, "already_invited")


def test_a_member_is_not_invited_again(client_of, owner, person):
    response = invite(client_of, owner, email=person.user.email)

    assert (response.status_code, response.json()["code"]) == (409, "email_taken")


def test_an_invitation_that_ran_out_makes_room_for_a_new_one(client_of, owner, link, organization):
    with tenant(organization.pk):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    response = invite(client_of, owner)

    assert response.status_code == 201
    with tenant(organization.pk):
        assert Invitation.objects.open().count() == 1


def test_an_invitation_shows_its_state_and_never_its_link(client_of, owner, link):
    (row,) = client_of(owner).get("/api/v1/people/invitations/").json()["results"]

    assert set(row) == {
        *("id", "version", "email", "name", "role", "state", "invited_by"),
        *("created_at", "sent_at", "expires_at", "accepted_at", "revoked_at"),
    }
    assert (row["state"], row["invited_by"]) == ("open", owner.user.name)


def test_who_came_and_who_was_withdrawn_no_longer_waits(client_of, owner, link, organization):
    client = client_of(owner)
    for email in ("came@example.test", "withdrawn@example.test"):
        invite(client_of, owner, email=email)
    with tenant(organization.pk):
        Invitation.objects.filter(email="came@example.test").update(accepted_at=timezone.now())
        Invitation.objects.filter(email="withdrawn@example.test").update(revoked_at=timezone.now())

    waiting = client.get("/api/v1/people/invitations/?waiting=true").json()["results"]
    everybody = client.get("/api/v1/people/invitations/").json()["results"]

    assert [row["email"] for row in waiting] == ["eva@example.test"]
    assert len(everybody) == 3


def test_a_weak_password_is_refused_and_the_link_stays_open(browser, link):
    response = browser.post(link, {**ACCOUNT, "password1": "short", "password2": "short"})

    assert response.status_code == 200
    assert browser.post(link, ACCOUNT).status_code == 302


def test_accepting_in_a_browser_where_somebody_is_signed_in_changes_the_person(browser, person, link):
    sign_in(browser, person)

    browser.post(link, ACCOUNT)

    assert browser.get("/api/v1/me/").json()["email"] == "eva@example.test"
