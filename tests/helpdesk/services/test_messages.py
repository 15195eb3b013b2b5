from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.services import StaleVersion
from core.errors import NotPermitted
from core.models import Event
from helpdesk.models import Draft, Message, Ticket, TicketRead
from helpdesk.services.drafts import discard_draft, save_draft
from helpdesk.services.messages import (
    EmptyMessage,
    mark_delivery,
    note_on_ticket,
    reply_to_ticket,
)
from helpdesk.services.reading import mark_read
from helpdesk.services.tickets import StatusNotReachable, change_status, solve_ticket, transfer_ticket
from helpdesk.services.unseen import NewerMessages
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, DepartmentFactory, MessageFactory, TicketFactory
from tests.helpdesk.services.conversing import HOUR, first_of, names, newest_event, receive, reply


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
