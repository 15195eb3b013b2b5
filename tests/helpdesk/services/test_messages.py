import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

from accounts.enums import Role
from accounts.services import StaleVersion
from core.errors import NotPermitted
from core.models import Event
from core.tenancy import tenant
from helpdesk.enums import ContentKind, MessageBadge, TicketStatus
from helpdesk.models import Attachment, Draft, Message, Ticket, TicketRead
from helpdesk.services.drafts import discard_draft, save_draft
from helpdesk.services.incoming import NewAttachment, NewMessage, open_ticket, receive_message
from helpdesk.services.messages import (
    EmptyMessage,
    NewerMessages,
    mark_delivery,
    note_on_ticket,
    reply_to_ticket,
)
from helpdesk.services.reading import mark_read
from helpdesk.services.tickets import StatusNotReachable, change_status, solve_ticket, transfer_ticket
from helpdesk.services.writing import service
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import StoredFileFactory
from tests.factories.helpdesk import OPENED_AT, ContactFactory, DepartmentFactory, MessageFactory, TicketFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def contact(inside):
    return ContactFactory(organization=inside)


@pytest.fixture
def opened(inside, billing, contact):
    """Opened by its contact on a Wednesday at ten in Prague; Billing promises four working hours."""
    return open_ticket(
        department=billing, contact=contact, subject="Faktura", message=NewMessage(text="Dobrý den"), at=OPENED_AT
    )


def first_of(ticket):
    return ticket.messages.order_by("at", "pk").first().public_id


def reply(ticket, agent, at=OPENED_AT + HOUR, **more):
    return reply_to_ticket(
        ticket_id=ticket.public_id,
        actor=agent,
        text="Hello",
        at=at,
        **{"last_seen_message_id": first_of(ticket), **more},
    )


def receive(ticket, at, **more):
    return receive_message(ticket=ticket, contact=ticket.contact, message=NewMessage(text="And?", **more), at=at)


def names():
    return list(Event.objects.filter(subject="helpdesk.ticket").order_by("pk").values_list("name", flat=True))


def newest_event():
    return Event.objects.order_by("pk").last()


class TestOpening:
    def test_a_contacts_ticket_starts_its_clock_and_somebody_waits(self, opened):
        ticket = Ticket.objects.get()

        assert (ticket.number, ticket.status, ticket.waiting_since) == (1, TicketStatus.NEW, OPENED_AT)
        assert ticket.first_response_due_at == OPENED_AT + 4 * HOUR
        assert (ticket.search_text.split()[0], ticket.last_message_preview) == ("faktura", "Dobrý den")
        event = Event.objects.get()
        assert (event.name, event.version, event.actor_kind) == ("helpdesk.ticket.opened", 1, "customer")
        assert event.payload["message_id"] == Message.objects.get().pk

    def test_a_members_ticket_is_outbound_and_has_no_clock(self, inside, billing, contact, agent):
        ticket = open_ticket(
            department=billing,
            contact=contact,
            subject="Hello",
            message=NewMessage(text="We owe you money"),
            actor=agent,
            at=OPENED_AT,
        )

        assert (ticket.opened_by_contact, ticket.first_response_due_at, ticket.waiting_since) == (False, None, None)
        assert Message.objects.get().delivery_state == "queued"

    @pytest.mark.parametrize("kind", [ContentKind.AUTO_REPLY, ContentKind.THANKS])
    def test_a_machines_ticket_gets_its_clock_when_a_person_writes(self, billing, contact, kind):
        ticket = open_ticket(
            department=billing,
            contact=contact,
            subject="Out of office",
            message=NewMessage(text="Back on Monday", content_kind=kind),
            at=OPENED_AT,
        )
        assert (ticket.waiting_since, ticket.first_response_started_at) == (None, None)

        receive(ticket, OPENED_AT + HOUR)

        ticket.refresh_from_db()
        assert (ticket.waiting_since, ticket.first_response_started_at) == (OPENED_AT + HOUR, OPENED_AT + HOUR)

    def test_a_viewer_may_not_open_one(self, inside, billing, contact):
        viewer = MembershipFactory(organization=inside, role=Role.VIEWER)

        with pytest.raises(NotPermitted):
            open_ticket(
                department=billing,
                contact=contact,
                subject="S",
                message=NewMessage(text="T"),
                actor=viewer,
                at=OPENED_AT,
            )

        assert not Ticket.objects.exists()

    def test_attachments_and_badges_are_kept(self, inside, billing, contact):
        stored = StoredFileFactory(organization=inside)
        file = NewAttachment(file_id=stored.pk, name="bill.pdf", content_type="application/pdf", size=7)

        open_ticket(
            department=billing,
            contact=contact,
            subject="",
            message=NewMessage(text="See", badges=[MessageBadge.UNVERIFIED_PARTICIPANT], attachments=[file]),
            at=OPENED_AT,
        )

        assert Message.objects.get().badges == ["unverified_participant"]
        assert Attachment.objects.get().name == "bill.pdf"

    def test_opening_writes_in_three_round_trips(self, billing, contact, django_assert_num_queries):
        # savepoint in and out 2 · number, ticket and message 1 · event 1 · its deliveries 1
        with django_assert_num_queries(5):
            open_ticket(department=billing, contact=contact, subject="S", message=NewMessage(text="T"), at=OPENED_AT)


class TestReceiving:
    def test_the_first_unanswered_word_starts_the_run_and_later_ones_do_not(self, opened, agent):
        reply(opened, agent)
        receive(opened, OPENED_AT + 2 * HOUR)
        first = newest_event().payload["starts_run"]
        receive(opened, OPENED_AT + 3 * HOUR)

        opened.refresh_from_db()
        assert (first, newest_event().payload["starts_run"]) == (True, False)
        assert opened.waiting_since == OPENED_AT + 2 * HOUR

    @pytest.mark.parametrize("waiting", ["pending", "on_hold"])
    def test_what_waited_for_somebody_else_is_open_again(self, opened, agent, waiting):
        reply(opened, agent, then_status=waiting)

        receive(opened, OPENED_AT + 2 * HOUR)

        opened.refresh_from_db()
        assert opened.status == "open"
        assert names()[-2:] == ["helpdesk.ticket.received", "helpdesk.ticket.status_changed"]

    @pytest.mark.parametrize("then", ["solved", "closed"])
    def test_a_solved_ticket_comes_back_and_its_first_resolution_stays(self, opened, agent, then):
        reply(opened, agent, then_status="solved")
        opened.refresh_from_db()
        if then == "closed":
            change_status(
                ticket_id=opened.public_id,
                status="closed",
                seen_version=opened.version,
                actor=agent,
                at=OPENED_AT + HOUR,
            )

        receive(opened, OPENED_AT + 5 * HOUR)

        opened.refresh_from_db()
        assert (opened.status, opened.solved_at, opened.first_solved_at) == ("open", None, OPENED_AT + HOUR)
        assert opened.waiting_since == OPENED_AT + 5 * HOUR
        event = newest_event()
        assert (event.name, event.payload["by_contact"], event.actor_kind) == (
            "helpdesk.ticket.reopened",
            True,
            "customer",
        )

    @pytest.mark.parametrize("kind", [ContentKind.AUTO_REPLY, ContentKind.THANKS])
    def test_a_courtesy_or_a_machine_brings_nothing_back(self, opened, agent, kind):
        reply(opened, agent, then_status="solved")

        receive(opened, OPENED_AT + 2 * HOUR, content_kind=kind)

        opened.refresh_from_db()
        assert (opened.status, opened.waiting_since) == ("solved", None)
        assert names()[-1] == "helpdesk.ticket.received"


class TestReplying:
    def test_the_first_answer_stops_both_clocks_and_opens_the_ticket(self, opened, agent):
        friday_evening = OPENED_AT + timedelta(days=2, hours=8)  # 18:00 in Prague, an hour after closing

        reply(opened, agent, at=friday_evening)

        opened.refresh_from_db()
        assert (opened.status, opened.first_responded_at, opened.waiting_since) == ("open", friday_evening, None)
        told = Event.objects.get(name="helpdesk.ticket.replied").payload
        assert told["first_response_seconds"] == 56 * 3600
        assert told["first_response_business_seconds"] == told["run_business_seconds"] == (7 + 8 + 8) * 3600

    def test_a_later_answer_is_no_first_response_and_ends_its_own_run(self, opened, agent):
        reply(opened, agent)
        message = receive(opened, OPENED_AT + 2 * HOUR)

        reply(opened, agent, at=OPENED_AT + 3 * HOUR, last_seen_message_id=message.public_id)

        told = Event.objects.filter(name="helpdesk.ticket.replied").order_by("pk").last().payload
        assert (told["first_response_seconds"], told["run_business_seconds"]) == (None, 3600)

    def test_working_time_is_counted_by_the_calendar_in_force_at_each_second(self, opened, agent, inside):
        always = DepartmentFactory(
            organization=inside, members=[agent], hours={str(day): [[0, 1440]] for day in range(7)}
        )
        closing = OPENED_AT + 7 * HOUR  # 17:00 in Prague
        transfer_ticket(
            ticket_id=opened.public_id, department_id=always.public_id, seen_version=1, actor=agent, at=closing
        )

        reply(opened, agent, at=closing + 5 * HOUR)

        told = Event.objects.get(name="helpdesk.ticket.replied").payload
        assert told["first_response_business_seconds"] == 12 * 3600

    def test_an_answer_that_solves_is_an_answer_and_then_a_resolution(self, opened, agent):
        reply(opened, agent, then_status="solved")

        assert names() == ["helpdesk.ticket.opened", "helpdesk.ticket.replied", "helpdesk.ticket.solved"]
        assert newest_event().payload["run_started_at"] is None

    def test_solving_without_an_answer_says_that_somebody_still_waited(self, opened, agent):
        solve_ticket(ticket_id=opened.public_id, seen_version=1, actor=agent, at=OPENED_AT + HOUR)

        opened.refresh_from_db()
        assert opened.waiting_since is None
        assert newest_event().payload["run_started_at"] == OPENED_AT.isoformat()

    def test_what_others_wrote_meanwhile_stops_the_answer_once(self, opened, agent, inside):
        newer = receive(opened, OPENED_AT + timedelta(minutes=5))

        with pytest.raises(NewerMessages) as refused:
            reply(opened, agent)
        reply(opened, agent, last_seen_message_id=newer.public_id)

        (shown,) = refused.value.params["messages"]
        assert (shown["id"], shown["author"], shown["preview"]) == (newer.public_id, opened.contact.name, "And?")
        assert Message.objects.filter(direction="out").count() == 1

    def test_what_the_author_wrote_stops_nothing(self, opened, agent):
        reply(opened, agent)

        reply(opened, agent, at=OPENED_AT + 2 * HOUR)

        assert Message.objects.filter(direction="out").count() == 2

    def test_a_stale_status_stops_the_answer_too(self, opened, agent):
        change_status(ticket_id=opened.public_id, status="pending", seen_version=1, actor=agent, at=OPENED_AT)

        with pytest.raises(StaleVersion):
            reply(opened, agent, then_status="on_hold", seen_version=1)

        assert not Message.objects.filter(direction="out").exists()

    def test_a_status_that_cannot_follow_takes_the_answer_back_with_it(self, opened, agent):
        with pytest.raises(StatusNotReachable):
            reply(opened, agent, then_status="closed")

        assert not Message.objects.filter(direction="out").exists()

    def test_an_empty_answer_is_refused(self, opened, agent):
        with pytest.raises(EmptyMessage):
            reply_to_ticket(
                ticket_id=opened.public_id, actor=agent, text=" \n", last_seen_message_id=first_of(opened), at=OPENED_AT
            )

    def test_the_draft_is_gone_and_the_author_has_read_it(self, opened, agent):
        save_draft(ticket_id=opened.public_id, actor=agent, kind="reply", text="He", html="", at=OPENED_AT)

        reply(opened, agent)

        assert not Draft.objects.exists()
        assert TicketRead.objects.get().read_at == OPENED_AT + HOUR

    def test_another_department_cannot_be_answered(self, inside, agent):
        theirs = TicketFactory(organization=inside)
        MessageFactory(organization=inside, ticket=theirs)

        with pytest.raises(Ticket.DoesNotExist):
            reply(theirs, agent)

    def test_how_far_it_got_is_written_on_the_message(self, opened, agent):
        message = reply(opened, agent)

        mark_delivery(message_id=message.pk, state="failed", reason="550 no such person", at=OPENED_AT)

        message.refresh_from_db()
        assert (message.delivery_state, message.delivery_reason) == ("failed", "550 no such person")


class TestNotes:
    def test_a_note_starts_and_stops_nothing(self, opened, agent):
        note_on_ticket(ticket_id=opened.public_id, actor=agent, text="Careful", at=OPENED_AT + HOUR)

        opened.refresh_from_db()
        assert (opened.status, opened.waiting_since, opened.first_responded_at) == ("new", OPENED_AT, None)
        assert opened.last_message_preview == "Dobrý den"
        assert newest_event().name == "helpdesk.ticket.noted"

    def test_a_viewer_may_not_write_one(self, opened, billing, inside):
        viewer = MembershipFactory(organization=inside, role=Role.VIEWER)
        billing.member_links.create(membership=viewer)

        with pytest.raises(NotPermitted):
            note_on_ticket(ticket_id=opened.public_id, actor=viewer, text="Hm", at=OPENED_AT)


class TestDraftsAndReading:
    def test_each_person_has_one_draft_on_a_ticket(self, opened, agent, billing, inside):
        colleague = MembershipFactory(organization=inside)
        billing.member_links.create(membership=colleague)
        for who, text in ((agent, "a"), (agent, "ab"), (colleague, "c")):
            save_draft(ticket_id=opened.public_id, actor=who, kind="reply", text=text, html="", at=OPENED_AT)

        assert sorted(Draft.objects.values_list("text", flat=True)) == ["ab", "c"]
        discard_draft(ticket_id=opened.public_id, actor=agent)
        assert Draft.objects.get().text == "c"

    def test_nothing_typed_is_no_draft(self, opened, agent):
        for text in ("a", " "):
            save_draft(ticket_id=opened.public_id, actor=agent, kind="note", text=text, html="", at=OPENED_AT)

        assert not Draft.objects.exists()

    def test_reading_never_goes_back_to_an_older_message(self, opened, agent):
        newer = receive(opened, OPENED_AT + HOUR)
        for message_id in (newer.public_id, first_of(opened)):
            mark_read(ticket_id=opened.public_id, message_id=message_id, actor=agent)

        assert TicketRead.objects.get().read_at == OPENED_AT + HOUR

    def test_nobody_drafts_where_they_cannot_see(self, inside, agent):
        theirs = TicketFactory(organization=inside)

        with pytest.raises(Ticket.DoesNotExist):
            save_draft(ticket_id=theirs.public_id, actor=agent, kind="reply", text="a", html="", at=OPENED_AT)


def in_parallel(*actions):
    """Run each in a thread with its own connection; returns how each ended, sorted."""
    start, outcomes = threading.Barrier(len(actions)), []

    def run(action):
        try:
            start.wait(timeout=5)
            action()
            outcomes.append("done")
        except Exception as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    [thread.start() for thread in threads]
    [thread.join(timeout=30) for thread in threads]
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
def test_two_people_replying_at_once_leave_one_answer_and_one_warning(organization, agent, billing):
    colleague = MembershipFactory(organization=organization)
    with tenant(organization.pk):
        billing.member_links.create(membership=colleague)
    ticket = TicketFactory(organization=organization, department=billing)
    message = MessageFactory(organization=organization, ticket=ticket)

    def answer(member):
        def run():
            with tenant(organization.pk):
                reply(ticket, member, last_seen_message_id=message.public_id)

        return run

    assert in_parallel(answer(agent), answer(colleague)) == ["NewerMessages", "done"]
    with tenant(organization.pk):
        assert Message.objects.filter(direction="out").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_messages_at_once_are_both_kept_and_reopen_the_ticket_once(organization, agent, billing):
    ticket = TicketFactory(organization=organization, department=billing, solved=True)

    def write():
        with tenant(organization.pk):
            receive(ticket, OPENED_AT + 3 * HOUR)

    assert in_parallel(write, write) == ["done", "done"]
    with tenant(organization.pk):
        assert sorted(names()) == [
            "helpdesk.ticket.received",
            "helpdesk.ticket.received",
            "helpdesk.ticket.reopened",
        ]


@pytest.mark.django_db(transaction=True)
def test_the_loser_of_a_deadlock_tries_again_and_gets_through(organization, agent, billing):
    tickets = [TicketFactory(organization=organization, department=billing) for _ in range(2)]
    both_have_one = threading.Barrier(2)
    tries = []

    def crossing(first, second):
        @service
        def lock_both():
            tries.append(first.pk)
            for ticket in (first, second):
                Ticket.objects.select_for_update().get(pk=ticket.pk)
                if len(tries) <= 2 and ticket is first:
                    both_have_one.wait(timeout=5)

        def run():
            with tenant(organization.pk):
                lock_both()

        return run

    assert in_parallel(crossing(*tickets), crossing(*reversed(tickets))) == ["done", "done"]
    assert len(tries) == 3


def test_another_database_error_is_not_tried_again(inside):
    tries = []

    @service
    def fail():
        tries.append(1)
        raise OperationalError("disk full")

    with pytest.raises(OperationalError):
        fail()

    assert tries == [1]
    assert not issubclass(OperationalError, DeadlockDetected)
