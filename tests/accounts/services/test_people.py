from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connection

from accounts.enums import Role
from accounts.models import Membership
from accounts.services.people import (
    EmailTaken,
    LastOwner,
    PlaceEnded,
    change_role,
    create_member,
    end_membership,
)
from core.errors import DomainError
from core.models import Event
from core.tenancy import tenant
from tests.factories.accounts import MembershipFactory, OrganizationFactory, UserFactory

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def test_an_address_is_one_person_however_it_is_written(organization):
    with tenant(organization.pk):
        create_member(name="A", email="Eva@Example.test", role=Role.AGENT, at=AT)

        with pytest.raises(EmailTaken):
            create_member(name="B", email="eva@EXAMPLE.test ", role=Role.AGENT, at=AT)


def test_the_same_address_in_another_organization_is_another_account(organization, other_organization):
    for each in (organization, other_organization):
        with tenant(each.pk):
            create_member(name="Eva", email="eva@example.test", role=Role.AGENT, at=AT)
            assert Membership.objects.filter(user__email="eva@example.test").count() == 1


def test_a_new_member_speaks_the_language_and_zone_of_the_organization(db):
    riga = OrganizationFactory(language="lv", zone="Europe/Riga")
    with tenant(riga.pk):
        member = create_member(name="Ilze", email="ilze@example.test", role=Role.AGENT, at=AT)

        assert (member.user.language, member.user.zone) == ("lv", "Europe/Riga")
        assert not member.user.has_usable_password()


def test_the_last_owner_stays_one(organization, owner):
    ended_owner = MembershipFactory(organization=organization, role=Role.OWNER, ended_at=AT)
    actor = MembershipFactory(organization=organization, role=Role.OWNER)
    with tenant(organization.pk):
        end_membership(member_id=owner.public_id, seen_version=1, actor=actor, at=AT)
        Membership.objects.filter(pk=actor.pk).update(ended_at=None)
        deputy = Membership(pk=-1, role=Role.OWNER, user=UserFactory.build(organization=organization))

        with pytest.raises(LastOwner):
            change_role(member_id=actor.public_id, role=Role.AGENT, seen_version=1, actor=deputy, at=AT)
        with pytest.raises(LastOwner):
            end_membership(member_id=actor.public_id, seen_version=1, actor=deputy, at=AT)
        with pytest.raises(PlaceEnded):
            change_role(member_id=ended_owner.public_id, role=Role.AGENT, seen_version=1, actor=actor, at=AT)


def test_nothing_is_written_when_the_role_stays(organization, owner, person):
    with tenant(organization.pk):
        change_role(member_id=person.public_id, role=Role.AGENT, seen_version=1, actor=owner, at=AT)

        assert not Event.objects.filter(name="accounts.membership.role_changed").exists()


@pytest.mark.django_db(transaction=True)
def test_two_owners_demoting_each_other_at_once_leave_one():
    organization = OrganizationFactory(host="duel.testserver")
    pair = MembershipFactory.create_batch(2, organization=organization, role=Role.OWNER)
    barrier, failures = Barrier(2), []

    def demote(actor, other):
        close_old_connections()
        try:
            barrier.wait(timeout=10)
            with tenant(organization.pk):
                change_role(member_id=other.public_id, role=Role.AGENT, seen_version=1, actor=actor, at=AT)
        except DomainError as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=demote, args=[*order]) for order in (pair, pair[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    with tenant(organization.pk):
        assert Membership.objects.active().filter(role=Role.OWNER).count() == 1
    assert len(failures) == 1
