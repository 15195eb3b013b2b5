"""Other midnights are other days: a new time zone of the organization has everything counted anew."""

from datetime import UTC, date, datetime

import pytest

from accounts.enums import Role
from accounts.services.organizations import change_organization
from core.models import Delivery
from core.tenancy import tenant
from reports.models import Fact, Rebuild
from reports.services.rollups import refresh_rollups
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory, OrganizationFactory
from tests.factories.helpdesk import OPENED_AT
from tests.reports.happenings import Log, count_all

NEARLY_MIDNIGHT = datetime(2026, 11, 18, 22, 30, tzinfo=UTC)  # 23:30 in Prague, half past midnight in Riga


@pytest.fixture
def owner(transactional_db):
    return MembershipFactory(organization=OrganizationFactory(host="northwind.testserver"), role=Role.OWNER)


def change(owner, **values):
    with tenant(owner.organization_id):
        change_organization(values=values, seen_version=1, actor=owner, at=OPENED_AT)
        deliver_all()


def days(owner):
    with tenant(owner.organization_id):
        return set(Fact.objects.values_list("day", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_new_zone_moves_what_was_counted_to_its_days_once(owner):
    with tenant(owner.organization_id):
        Log().opened(1, department=3, at=NEARLY_MIDNIGHT)
        count_all()
        refresh_rollups()
        Delivery.objects.all().delete()  # of a ticket that is nothing but its log
    assert days(owner) == {date(2026, 11, 18)}

    change(owner, zone="Europe/Riga")

    assert days(owner) == {date(2026, 11, 19)}
    with tenant(owner.organization_id):
        assert Rebuild.objects.get().finished_at is not None
        Delivery.objects.update(done_at=None)  # as after a crash between effect and mark
        deliver_all()
    assert days(owner) == {date(2026, 11, 19)}


@pytest.mark.django_db(transaction=True)
def test_other_settings_count_nothing_anew(owner):
    change(owner, undo_send_seconds=20)

    with tenant(owner.organization_id):
        assert not Rebuild.objects.exists()
