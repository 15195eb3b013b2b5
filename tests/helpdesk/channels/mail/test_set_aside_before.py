"""Mail that was set aside before there was a page for it: the migration finds it, and reading it again fills it in."""

from importlib import import_module

from django.db import connection

from accounts.enums import Role
from core.models import RawInbound, RawState
from core.raw.store import park_raw
from core.tenancy import tenant
from helpdesk.channels.mail.models import SetAsideMail
from helpdesk.channels.mail.set_aside.acts import ask_again
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory
from tests.helpdesk.channels.mail.arriving import AT, arrives, minutes
from tests.mail import letter

MIGRATION = import_module("helpdesk.channels.mail.migrations.0004_mail_set_aside_before")


def test_each_has_a_row_that_says_why_and_an_ordinary_mail_has_none(organization, support):
    reasons = {
        "One": "a delivery report of one of our mails",
        "Two": "a delivery report of no mail of ours",
        "Three": "our own mail, come back",
        "Four": "",
    }
    for number, text in enumerate([*reasons, "Five"]):
        arrives(organization, letter(text), at=minutes(number))
    with tenant(organization.pk):
        raws = list(RawInbound.objects.order_by("pk"))
        for raw, reason in zip(raws, reasons.values(), strict=False):
            RawInbound.objects.filter(pk=raw.pk).update(state=RawState.PARSED, reason=reason)
        park_raw(raws[4], reason="nested too deep")

        with connection.cursor() as cursor:
            cursor.execute(MIGRATION.BEFORE)

        found = SetAsideMail.objects.order_by("raw_id").values_list("reason", "state", "detail")
        assert list(found) == [
            ("delivery_report", "dismissed", ""),
            ("unknown_report", "waiting", ""),
            ("own_mailbox", "waiting", ""),
            ("unreadable", "waiting", "nested too deep"),
        ]


def test_reading_it_again_tells_who_wrote_it_and_what(organization, support):
    admin = MembershipFactory(organization=organization, role=Role.ADMIN)
    arrives(organization, letter("Call me.", From="Support <support@northwind.testserver>", Subject="To myself"))
    with tenant(organization.pk):
        SetAsideMail.objects.all().delete()
        RawInbound.objects.update(reason="our own mail, come back")
        with connection.cursor() as cursor:
            cursor.execute(MIGRATION.BEFORE)
        before = SetAsideMail.objects.get()

        ask_again(mail_id=before.public_id, actor=admin, at=minutes(5))
        deliver_all()

        after = SetAsideMail.objects.get()
    assert (before.subject, before.arrived_at) == ("", AT)
    assert (after.subject, after.sender, after.state) == ("To myself", "support@northwind.testserver", "waiting")
