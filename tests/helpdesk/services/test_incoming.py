import pytest

from accounts.enums import Role
from core.errors import NotPermitted
from core.models import Event
from helpdesk.enums import ContentKind, MessageBadge, TicketStatus
from helpdesk.models import Attachment, Message, Ticket
from helpdesk.services.incoming import NewAttachment, NewMessage, open_ticket
from helpdesk.services.tickets import change_status
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import StoredFileFactory
from tests.factories.helpdesk import OPENED_AT
from tests.helpdesk.services.conversing import HOUR, names, newest_event, receive, reply


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

    def test_opening_writes_in_two_round_trips(self, billing, contact, django_assert_num_queries):
        # savepoint in and out 2 · number, ticket and message 1 · event with its deliveries 1
        with django_assert_num_queries(4):
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
