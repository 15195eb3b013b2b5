from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import close_old_connections, connection

from accounts.enums import Role
from accounts.models import Invitation, Membership
from accounts.services.invitations import (
    AlreadyInvited,
    InvitationClosed,
    InvitationExpired,
    TooManyInvitations,
    accept_invitation,
    invite_member,
    resend_invitation,
    revoke_invitation,
)
from core.errors import DomainError, NotPermitted
from core.tenancy import tenant
from tests.accounts.conftest import link_in
from tests.factories.accounts import MembershipFactory, OrganizationFactory

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def invite(actor, *, email="eva@example.test", role=Role.AGENT, at=AT):
    return invite_member(email=email, name="Eva", role=role, actor=actor, at=at)


def token():
    """Of the newest letter."""
    return link_in(mail.outbox[-1]).rstrip("/").rpartition("/")[2]


def accept(secret, at=AT):
    return accept_invitation(token=secret, name="Eva", password="seven quiet otters", language="cs", at=at)


def test_an_agent_invites_nobody(organization, person):
    with tenant(organization.pk), pytest.raises(NotPermitted):
        invite(person)


def test_an_administrator_invites_no_owner(organization, admin):
    with tenant(organization.pk), pytest.raises(NotPermitted):
        invite(admin, role=Role.OWNER)


def test_the_second_invitation_of_one_address_is_refused_and_sends_nothing(organization, owner):
    with tenant(organization.pk):
        invite(owner)

        with pytest.raises(AlreadyInvited):
            invite(owner, email="EVA@example.TEST")

    assert len(mail.outbox) == 1


def test_a_link_is_good_until_the_last_second_of_the_seventh_day(organization, owner):
    with tenant(organization.pk):
        invite(owner)
        secret = token()

        with pytest.raises(InvitationExpired):
            accept(secret, at=AT + timedelta(days=7))
        member = accept(secret, at=AT + timedelta(days=7, seconds=-1))

    assert (member.user.language, member.role) == ("cs", Role.AGENT)


def test_an_invitation_is_sent_ten_times_at_most(organization, owner):
    with tenant(organization.pk):
        invitation = invite(owner)
        for minute in range(1, 10):
            later = AT + timedelta(minutes=2 * minute)
            resend_invitation(invitation_id=invitation.public_id, actor=owner, at=later)

        with pytest.raises(TooManyInvitations):
            resend_invitation(invitation_id=invitation.public_id, actor=owner, at=AT + timedelta(hours=1))


def test_what_is_closed_is_neither_sent_nor_revoked_again(organization, owner):
    with tenant(organization.pk):
        invitation = invite(owner)
        accept(token())

        for act in (resend_invitation, revoke_invitation):
            with pytest.raises(InvitationClosed):
                act(invitation_id=invitation.public_id, actor=owner, at=AT + timedelta(hours=1))


def test_two_hundred_invitations_a_day_are_enough(organization, owner, monkeypatch):
    monkeypatch.setattr("accounts.services.invitations.MOST_A_DAY", 2)
    with tenant(organization.pk):
        for name in ("a", "b"):
            invite(owner, email=f"{name}@example.test")

        with pytest.raises(TooManyInvitations):
            invite(owner, email="c@example.test")
        invite(owner, email="c@example.test", at=AT + timedelta(days=1, seconds=1))


@pytest.mark.django_db(transaction=True)
def test_two_browsers_with_one_link_at_once_make_one_account():
    organization = OrganizationFactory(host="race.testserver")
    owner = MembershipFactory(organization=organization, role=Role.OWNER)
    with tenant(organization.pk):
        invite(owner)
    secret, barrier, failures = token(), Barrier(2), []

    def follow():
        close_old_connections()
        try:
            barrier.wait(timeout=10)
            with tenant(organization.pk):
                accept(secret)
        except DomainError as error:
            failures.append(type(error))
        finally:
            connection.close()

    threads = [Thread(target=follow) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    with tenant(organization.pk):
        assert Membership.objects.filter(user__email="eva@example.test").count() == 1
        assert Invitation.objects.get().version == 2
    assert failures == [InvitationExpired]
