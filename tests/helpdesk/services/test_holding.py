"""Undo send: an answer that can be taken back is none, until it goes out by itself."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.mail.models import OutgoingMail
from core.models import Delivery, Event
from core.tenancy import tenant
from helpdesk.enums import TicketStatus
from helpdesk.events import TicketReplied, TicketSolved
from helpdesk.models import Draft, HeldReply, Message, Ticket, TicketRead, Upload
from helpdesk.receivers import release_held_reply
from helpdesk.services.drafts import save_draft
from helpdesk.services.holding import AlreadySent, release_reply, send_reply, withdraw_reply
from helpdesk.services.incoming import NewMessage, receive_message
from helpdesk.services.messages import reply_to_ticket
from helpdesk.services.tickets import change_status
from helpdesk.services.unseen import NewerMessages
from helpdesk.services.uploads import UploadMissing
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory, OrganizationFactory
from tests.factories.helpdesk import DepartmentFactory, MessageFactory, TicketFactory, UploadFactory


@pytest.fixture
def organization(db):
    return OrganizationFactory(host="northwind.testserver", undo_send_seconds=10)


@pytest.fixture
def ticket(organization, billing):
    opened = timezone.now() - timedelta(hours=1)
    row = TicketFactory(organization=organization, department=billing, opened_at=opened, due_in=timedelta(hours=4))
    MessageFactory(organization=organization, ticket=row)
    return row


def last_seen(ticket):
    newest = ticket.messages.order_by("at").last()
    return newest and newest.public_id


def hold(ticket, actor, *, at=None, text="It is on its way.", **more):
    return send_reply(
        ticket_id=ticket.public_id,
        actor=actor,
        text=text,
        last_seen_message_id=more.pop("last_seen", last_seen(ticket)),
        at=at or timezone.now(),
        **more,
    )


def told(kind):
    return [kind.restored(row.payload) for row in Event.objects.filter(name=kind.name)]


def customer_writes(ticket, *, at, text="One more thing."):
    return receive_message(ticket=ticket, contact=ticket.contact, message=NewMessage(text=text), at=at)


def test_while_it_is_held_nothing_counts_it_and_nothing_leaves(ticket, agent, inside):
    before = Ticket.objects.values().get(pk=ticket.pk)

    held = hold(ticket, agent, then_status="solved")
    deliver_all()

    assert Ticket.objects.values().get(pk=ticket.pk) == before
    assert (ticket.messages.count(), OutgoingMail.objects.count(), told(TicketReplied)) == (1, 0, [])
    delivery = Delivery.objects.get(receiver="helpdesk.release_held_reply")
    assert (delivery.due_at, held.release_at) == (held.release_at, held.held_at + timedelta(seconds=10))


def test_released_it_is_counted_as_of_then_with_its_files_and_its_status(ticket, agent, inside):
    upload = UploadFactory(organization=inside, membership=agent)
    held = hold(ticket, agent, then_status="solved", upload_ids=[upload.public_id])

    release_reply(held_id=held.pk, at=held.release_at)

    (replied,), (solved,) = told(TicketReplied), told(TicketSolved)
    ticket.refresh_from_db()
    message = Message.objects.get(public_id=held.public_id)
    assert (message.at, replied.at, solved.at) == (held.release_at,) * 3
    assert replied.first_response_seconds == int((held.release_at - ticket.opened_at).total_seconds())
    assert (ticket.first_responded_at, ticket.status, ticket.waiting_since) == (held.release_at, "solved", None)
    assert [each.name for each in message.attachments.all()] == ["notes.txt"]
    assert (HeldReply.objects.count(), Upload.objects.count()) == (0, 0)
    assert TicketRead.objects.get(membership=agent).read_at == held.release_at


def test_the_delivery_sends_it_once_however_often_it_is_delivered(ticket, agent, inside):
    hold(ticket, agent, at=timezone.now() - timedelta(seconds=11))

    deliver_all()
    Delivery.objects.filter(receiver="helpdesk.release_held_reply").update(done_at=None)  # killed before the mark
    deliver_all()

    assert len(told(TicketReplied)) == 1
    assert OutgoingMail.objects.count() == 1
    assert Message.objects.filter(direction="out").count() == 1


def test_taken_back_it_is_the_authors_draft_again_with_its_files_and_never_goes_out(ticket, agent, inside):
    upload = UploadFactory(organization=inside, membership=agent)
    save_draft(ticket_id=ticket.public_id, actor=agent, kind="reply", text="half", html="", at=timezone.now())
    held = hold(ticket, agent, html="<p>It is on its way.</p>", upload_ids=[upload.public_id])
    assert Draft.objects.count() == 0

    withdraw_reply(held_id=held.public_id, actor=agent, at=timezone.now())
    release_reply(held_id=held.pk, at=held.release_at)
    Delivery.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    deliver_all()

    draft = Draft.objects.get()
    assert (draft.kind, draft.text, draft.html) == ("reply", held.text, held.html)
    assert [one.pk for one in draft.uploads.all()] == [upload.pk]
    assert (HeldReply.objects.count(), told(TicketReplied), OutgoingMail.objects.count()) == (0, [], 0)


def test_a_draft_begun_meanwhile_is_not_overwritten(ticket, agent, inside):
    held = hold(ticket, agent)
    save_draft(ticket_id=ticket.public_id, actor=agent, kind="note", text="for us", html="", at=timezone.now())

    withdrawn = withdraw_reply(held_id=held.public_id, actor=agent, at=timezone.now())

    assert (Draft.objects.get().text, withdrawn.reply.text, withdrawn.is_draft) == (
        "for us",
        "It is on its way.",
        False,
    )


def test_after_the_seconds_it_is_too_late_and_somebody_elses_is_not_there(ticket, agent, billing, inside):
    colleague = MembershipFactory(organization=inside)
    billing.member_links.create(membership=colleague)
    held = hold(ticket, agent)

    with pytest.raises(HeldReply.DoesNotExist):
        withdraw_reply(held_id=held.public_id, actor=colleague, at=timezone.now())
    release_reply(held_id=held.pk, at=held.release_at)
    with pytest.raises(AlreadySent):
        withdraw_reply(held_id=held.public_id, actor=agent, at=timezone.now())


def test_a_customer_who_writes_meanwhile_goes_on_waiting_and_the_ticket_stays_open(ticket, agent, inside):
    held = hold(ticket, agent, then_status="solved")
    wrote_at = held.held_at + timedelta(seconds=4)
    customer_writes(ticket, at=wrote_at)

    release_reply(held_id=held.pk, at=held.release_at)

    (replied,) = told(TicketReplied)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.waiting_since) == (TicketStatus.OPEN, wrote_at)
    assert replied.run_started_at == ticket.opened_at  # the run that was answered, not the one that was not seen
    assert told(TicketSolved) == []
    assert not TicketRead.objects.filter(membership=agent).exists()


def test_who_began_to_wait_meanwhile_is_not_answered_by_it(ticket, agent, inside):
    at = timezone.now()
    reply_to_ticket(ticket_id=ticket.public_id, actor=agent, text="a", last_seen_message_id=last_seen(ticket), at=at)
    held = hold(ticket, agent, at=at + timedelta(seconds=1))
    wrote_at = held.held_at + timedelta(seconds=4)
    customer_writes(ticket, at=wrote_at)

    release_reply(held_id=held.pk, at=held.release_at)

    ticket.refresh_from_db()
    assert (ticket.waiting_since, told(TicketReplied)[-1].run_started_at) == (wrote_at, None)


def test_a_colleagues_change_of_the_status_meanwhile_stands(ticket, agent, inside):
    held = hold(ticket, agent, then_status="pending")
    change_status(ticket_id=ticket.public_id, status="on_hold", seen_version=1, actor=agent, at=timezone.now())

    release_reply(held_id=held.pk, at=held.release_at)

    ticket.refresh_from_db()
    assert ticket.status == TicketStatus.ON_HOLD
    assert told(TicketReplied)[0].status_after == "on_hold"


def test_f17_a_colleague_is_warned_of_what_is_still_held_and_gets_through_when_it_was_seen(
    ticket, agent, billing, inside
):
    colleague = MembershipFactory(organization=inside)
    billing.member_links.create(membership=colleague)
    held = hold(ticket, agent)

    with pytest.raises(NewerMessages) as refused:
        hold(ticket, colleague)
    second = hold(ticket, colleague, last_seen=held.public_id)

    assert [each["id"] for each in refused.value.params["messages"]] == [held.public_id]
    assert HeldReply.objects.count() == 2
    assert second.membership_id == colleague.pk


def test_a7_what_is_held_has_its_files_for_itself(ticket, agent, inside):
    upload = UploadFactory(organization=inside, membership=agent)
    hold(ticket, agent, upload_ids=[upload.public_id])

    with pytest.raises(UploadMissing):
        hold(ticket, agent, upload_ids=[upload.public_id])


def test_with_no_seconds_it_goes_at_once(ticket, agent, inside):
    type(inside).objects.update(undo_send_seconds=0)
    agent.organization.undo_send_seconds = 0

    assert isinstance(hold(ticket, agent), Message)


def test_it_goes_out_although_its_author_has_left(ticket, agent, inside):
    """What was accepted was sent; only the seconds are ours."""
    held = hold(ticket, agent)
    agent.department_links.all().delete()

    release_held_reply(told_of(held))

    assert Message.objects.filter(public_id=held.public_id).exists()


def told_of(held):
    from helpdesk.events import ReplyHeld

    row = Event.objects.get(name=ReplyHeld.name, subject_id=held.pk)
    return ReplyHeld.restored(row.payload)


@pytest.mark.django_db(transaction=True)
def test_undo_and_release_at_once_leave_either_a_message_or_a_draft():
    organization = OrganizationFactory(host="northwind.testserver", undo_send_seconds=10)
    member = MembershipFactory(organization=organization)
    department = DepartmentFactory(organization=organization, members=[member])
    outcomes = set()
    for _ in range(6):
        ticket = TicketFactory(organization=organization, department=department)
        with tenant(organization.pk), transaction.atomic():
            held = hold(ticket, member, last_seen=None)
        barrier = threading.Barrier(2)

        def run(work, barrier=barrier):
            barrier.wait(timeout=5)
            try:
                with tenant(organization.pk):
                    work()
            except AlreadySent:
                pass
            finally:
                connection.close()

        works = (
            lambda held=held: release_reply(held_id=held.pk, at=held.release_at),
            lambda held=held: withdraw_reply(held_id=held.public_id, actor=member, at=timezone.now()),
        )
        threads = [threading.Thread(target=run, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        with tenant(organization.pk):
            sent = ticket.messages.filter(public_id=held.public_id).count()
            drafted = Draft.objects.filter(ticket=ticket).count()
        outcomes.add((sent, drafted))

    assert outcomes <= {(1, 0), (0, 1)}
