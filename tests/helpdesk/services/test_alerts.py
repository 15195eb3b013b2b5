"""What a member is told of, by whom it was done, and what stays between others."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from core.live.boards import asked_board, board, data_of
from core.models import Delivery, LiveTopic
from core.tenancy import tenant
from helpdesk.enums import AlertKind
from helpdesk.models import Alert, DepartmentMember
from helpdesk.queries.alerts import LISTED, alerts_of
from helpdesk.services.alerts import forget_alerts, see_alerts
from helpdesk.services.incoming import NewMessage, receive_message
from helpdesk.services.reading import mark_read
from helpdesk.services.tickets import assign_ticket
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, MessageFactory, TicketFactory

LATER = OPENED_AT + timedelta(hours=1)


@pytest.fixture
def ticket(inside, billing):
    return TicketFactory(organization=inside, department=billing)


@pytest.fixture
def colleague(inside, billing):
    member = MembershipFactory(organization=inside)
    DepartmentMember.objects.create(department=billing, membership=member)
    return member


def assign(ticket, *, to, by, at=LATER):
    assign_ticket(ticket_id=ticket.public_id, assignee_id=to.public_id, seen_version=ticket.version, actor=by, at=at)
    ticket.refresh_from_db()
    deliver_all()


def answer(ticket, *, at=LATER, **given):
    received = receive_message(ticket=ticket, contact=ticket.contact, message=NewMessage(text="And?", **given), at=at)
    ticket.refresh_from_db()
    deliver_all()
    return received


def told(member):
    return [(row["kind"], row["who"], row["seen"]) for row in alerts_of(member)["results"]]


def test_who_is_given_a_ticket_is_told_by_whom(ticket, agent, colleague):
    assign(ticket, to=agent, by=colleague)

    shown = alerts_of(agent)

    assert told(agent) == [(AlertKind.ASSIGNED, colleague.user.name, False)]
    assert shown["unseen"] == 1
    assert shown["results"][0]["ticket"] == {"id": ticket.public_id, "number": ticket.number, "subject": ticket.subject}
    assert told(colleague) == []


def test_nobody_is_told_of_what_they_did_themselves(ticket, agent):
    assign(ticket, to=agent, by=agent)

    assert told(agent) == []


def test_an_answer_of_the_customer_is_told_to_whoever_has_the_ticket_then(ticket, agent, colleague):
    answer(ticket)
    assign(ticket, to=agent, by=agent)
    answer(ticket, at=LATER + timedelta(minutes=1))
    assign(ticket, to=colleague, by=colleague, at=LATER + timedelta(minutes=2))

    assert told(agent) == [(AlertKind.ANSWERED, ticket.contact.name, False)]
    assert told(colleague) == []


def test_a_machines_automatic_answer_wakes_nobody(ticket, agent):
    assign(ticket, to=agent, by=agent)
    answer(ticket, content_kind="auto_reply")

    assert told(agent) == []


def test_an_event_delivered_again_is_one_alert(ticket, agent, colleague):
    assign(ticket, to=agent, by=colleague)
    Delivery.objects.update(done_at=None)
    deliver_all()

    assert Alert.objects.count() == 1


def test_looking_at_the_list_counts_what_was_on_it(ticket, agent, colleague):
    assign(ticket, to=agent, by=colleague)
    answer(ticket, at=LATER + timedelta(minutes=1))

    see_alerts(actor=agent, up_to=LATER)

    assert alerts_of(agent)["unseen"] == 1
    assert told(agent) == [
        (AlertKind.ANSWERED, ticket.contact.name, False),
        (AlertKind.ASSIGNED, colleague.user.name, True),
    ]


def test_reading_the_ticket_is_looking_too_but_not_at_what_came_meanwhile(ticket, agent, colleague):
    first = MessageFactory(organization=ticket.organization, ticket=ticket)
    assign(ticket, to=agent, by=colleague)
    answer(ticket, at=LATER + timedelta(minutes=1))

    mark_read(ticket_id=ticket.public_id, message_id=first.public_id, actor=agent)

    assert told(agent) == [
        (AlertKind.ANSWERED, ticket.contact.name, False),
        (AlertKind.ASSIGNED, colleague.user.name, True),
    ]


def test_what_is_out_of_sight_now_is_neither_shown_nor_counted(ticket, agent, billing, colleague):
    assign(ticket, to=agent, by=colleague)
    DepartmentMember.objects.filter(department=billing, membership=agent).delete()

    assert alerts_of(agent) == {"unseen": 0, "results": []}


def test_another_organization_sees_none_of_it(agent, billing, other_organization):
    organization = agent.organization
    with tenant(organization.pk):
        ticket = TicketFactory(organization=organization, department=billing)
        assign(ticket, to=agent, by=MembershipFactory(organization=organization, role="owner"))
    stranger = MembershipFactory(organization=other_organization)

    with tenant(other_organization.pk):
        assert alerts_of(stranger) == {"unseen": 0, "results": []}
        assert Alert.objects.count() == 0
        see_alerts(actor=stranger, up_to=LATER)
        see_alerts(actor=agent, up_to=LATER)

    with tenant(organization.pk):
        assert alerts_of(agent)["unseen"] == 1


def test_the_tabs_of_the_member_are_told_at_once_with_what_rest_shows(ticket, agent, colleague, client_of):
    topic = f"alerts.{agent.public_id}"
    LiveTopic.objects.create(name=topic)
    before = LiveTopic.objects.get(name=topic).version

    assign(ticket, to=agent, by=colleague)
    after = LiveTopic.objects.get(name=topic).version
    client = client_of(agent)
    shown = client.get("/api/v1/alerts/")

    assert after == before + 1
    assert shown.content == data_of(board(topic), at=LATER)

    seen = client.post(
        "/api/v1/alerts/seen/", {"up_to": shown.json()["results"][0]["at"]}, content_type="application/json"
    )
    assert seen.json()["unseen"] == 0
    assert LiveTopic.objects.get(name=topic).version == after + 1

    client.post("/api/v1/alerts/seen/", {"up_to": "2026-12-01T00:00:00Z"}, content_type="application/json")
    assert LiveTopic.objects.get(name=topic).version == after + 1


def test_nobody_watches_the_alerts_of_a_colleague(inside, agent, colleague):
    assert asked_board(f"alerts.{agent.public_id}", agent) is not None
    assert asked_board(f"alerts.{agent.public_id}", colleague) is None
    assert asked_board(f"alerts.{uuid4()}", agent) is None


def test_the_list_is_short_and_the_old_is_dropped(inside, billing, agent, colleague):
    for count in range(LISTED + 2):
        assign(
            TicketFactory(organization=inside, department=billing),
            to=agent,
            by=colleague,
            at=LATER + timedelta(minutes=count),
        )

    shown = alerts_of(agent)
    assert (len(shown["results"]), shown["unseen"]) == (LISTED, LISTED + 2)

    forget_alerts(before=LATER + timedelta(minutes=LISTED))
    assert alerts_of(agent)["unseen"] == 2


def test_an_alert_about_nothing_is_refused_by_the_database(inside, agent):
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.create(membership=agent, kind=AlertKind.ASSIGNED, subject_id=1, version=1, at=LATER)
