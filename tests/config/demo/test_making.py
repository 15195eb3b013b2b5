from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from config.demo import making
from config.demo.deliveries import PREPARE
from config.demo.making import count_figures, make, missing
from config.demo.organizations import MANNERS, ORGANIZATIONS
from core.mail.models import MailState, OutgoingMail
from core.middleware import organization_for_host
from core.models import Delivery, Event
from core.tenancy import tenant
from helpdesk.enums import TicketView
from helpdesk.models import Call, Department, Message, Presence, Ticket
from helpdesk.queries.views import in_view
from helpdesk.querysets import TicketQuerySet
from qa.models import Review
from reports.models import Fact

NOW = datetime(2026, 11, 22, 3, 17, tzinfo=UTC)  # a Sunday night: nobody is at work
SMALL = ORGANIZATIONS[0]._replace(host="demo.testserver", tickets=14, calls=4)


@pytest.mark.slow
def test_a_demo_organization_is_whole_quiet_and_has_work_for_everybody(db):
    made = make(SMALL, now=NOW)
    count_figures(made.organization_id, clock=lambda: NOW)

    with tenant(made.organization_id):
        tickets: TicketQuerySet = Ticket.objects.all()
        agent = Department.objects.get(name="Support").member_links.get(membership__user__email__startswith="agent@")
        shown = {view: in_view(tickets, view, viewer=agent.membership, at=NOW).count() for view in TicketView}
        assert all(shown.values()), shown
        assert tickets.overdue(at=NOW).filter(department__name="Support").count() == 1
        assert Message.objects.filter(kind="note").exists()
        assert (Call.objects.count(), Review.objects.filter(state="draft").count()) == (made.calls, 1)
        assert Presence.objects.now().filter(state="available").exists()
        assert Fact.objects.exists()

        assert Event.objects.filter(at__gt=NOW).count() == 0
        assert set(Delivery.objects.open().values_list("receiver", flat=True)) == {PREPARE}
        assert not OutgoingMail.objects.filter(state=MailState.QUEUED).exists()
        assert sorted(tickets.values_list("number", flat=True)) == list(range(1, made.tickets + 1))


def test_what_is_not_there_is_missing(db):
    assert missing() == list(ORGANIZATIONS)


def test_every_language_writes_in_every_organization_and_every_text_can_be_filled():
    blanks = dict.fromkeys(("hour", "street", "speed", "amount", "invoice", "contract", "day", "years", "meter"), "x")
    for plan in ORGANIZATIONS:
        assert set(plan.shares) == set(plan.scenarios) == set(MANNERS)
        for scenarios in plan.scenarios.values():
            for scenario in scenarios:
                assert scenario.department in {"support", "billing", "retention"}
                assert all(text.format(**blanks).strip() for text in scenario[1:])


def test_nothing_of_the_past_is_older_than_the_organization(db):
    made = make(SMALL._replace(tickets=3, calls=0), now=NOW)

    with tenant(made.organization_id):
        assert Event.objects.order_by("at").values_list("at", flat=True).first() >= NOW - timedelta(days=61)


def test_one_that_fails_half_way_leaves_nothing_and_is_missing_still(transactional_db, monkeypatch):
    def unplug(*_, **__):
        raise RuntimeError("the plug was pulled")

    monkeypatch.setattr(making, "play_calls", unplug)

    with pytest.raises(RuntimeError, match="plug"):
        make(SMALL._replace(tickets=3), now=NOW)

    assert organization_for_host(SMALL.host) is None
    assert connection.features.uses_savepoints


def test_it_tells_which_day_it_plays(db):
    days = []

    make(SMALL._replace(tickets=3, calls=0), now=NOW, told=days.append)

    assert days == sorted(days)
    assert days[-1] == making.DAYS
