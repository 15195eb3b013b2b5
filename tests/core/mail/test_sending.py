from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection

from core.files.store import open_file, store_file
from core.mail.backoff import GIVE_UP_AFTER, retry_at
from core.mail.compose import compose
from core.mail.delivery import deliver_mail
from core.mail.limits import A_DAY
from core.mail.models import MailState, OutgoingMail
from core.mail.services import AUTO_GENERATED, NotAnAddress, begin_try, queue_mail
from core.models import Delivery, Event
from core.tenancy import tenant
from tests.deliveries import deliver_all
from tests.smtp import Sink, smtp_sink

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def queued(organization, **changes):
    asked = {"to": "eva@example.com", "subject": "Hello", "text": "Text", "purpose": "reply", "at": AT, **changes}
    with tenant(organization.pk):
        return queue_mail(**asked)


def tried(organization, mail, *, at=AT):
    deliver_mail(organization_id=organization.pk, outgoing_id=mail.pk, clock=lambda: at)
    with tenant(organization.pk):
        return OutgoingMail.objects.get(pk=mail.pk)


def test_a_queued_mail_goes_out_with_the_message_id_it_was_given_before_the_first_try(organization, settings):
    mail = queued(organization, html="<p>Text</p>", envelope_from="support@northwind.testserver")

    with smtp_sink(settings) as sink:
        after = tried(organization, mail)

    (received,) = sink.mails
    assert received["Message-ID"] == mail.message_id
    assert sink.envelopes == [("support@northwind.testserver", ["eva@example.com"])]
    assert [part.get_content_type() for part in received.iter_parts()] == ["text/plain", "text/html"]
    assert (after.state, after.sent_at, after.is_possibly_sent_twice) == (MailState.SENT, AT, False)


def test_queueing_rings_the_worker_and_nothing_is_sent_in_the_request(organization):
    mail = queued(organization)

    with tenant(organization.pk):
        rung = Delivery.objects.filter(event__name="core.mail.queued", event__subject_id=mail.pk)
        assert [row.receiver for row in rung] == ["core.send_queued_mail"]
    assert mail.state == MailState.QUEUED


def test_the_worker_sends_it_once_however_often_it_is_rung(organization, settings):
    mail = queued(organization)

    with smtp_sink(settings) as sink:
        tried(organization, mail)
        tried(organization, mail)

    assert len(sink.mails) == 1


@pytest.mark.parametrize("answer", ["421 closing", "451 try later"])
def test_a_4xx_is_tried_again_later_with_the_same_bytes(organization, settings, answer):
    mail = queued(organization)

    with smtp_sink(settings, Sink(answers=[answer])) as sink:
        first = tried(organization, mail)
        second = tried(organization, mail, at=AT + timedelta(minutes=1))

    assert (first.state, first.reason[:3]) == (MailState.DEFERRED, answer[:3])
    assert (second.state, second.tries) == (MailState.SENT, 2)
    assert sink.raw[0] == sink.raw[1]
    with tenant(organization.pk):
        (again,) = Delivery.objects.filter(receiver="core.send_deferred_mail")
        assert again.due_at == AT + timedelta(minutes=1)


def test_a_550_is_final_and_told_with_the_words_of_the_other_side(organization, settings):
    mail = queued(organization)

    with smtp_sink(settings, Sink(refuses_recipient="550 5.1.1 No such person")):
        after = tried(organization, mail)

    assert (after.state, after.reason) == (MailState.FAILED, "550 5.1.1 No such person")
    with tenant(organization.pk):
        (event,) = Event.objects.filter(name="core.mail.failed")
        assert event.payload["reason"] == "550 5.1.1 No such person"


def test_a_server_that_is_away_is_asked_again(organization, settings):
    settings.MAIL_TRANSPORT, settings.MAIL_SMTP_HOST, settings.MAIL_SMTP_PORT = "smtp", "127.0.0.1", 1
    mail = queued(organization)

    after = tried(organization, mail)

    assert after.state == MailState.DEFERRED
    assert not after.is_possibly_sent_twice


def test_a_death_between_the_250_and_the_mark_sends_again_under_the_same_id_and_says_so(organization, settings):
    """F8"""
    mail = queued(organization)

    with smtp_sink(settings) as sink:
        with tenant(organization.pk):
            attempt = begin_try(outgoing_id=mail.pk, content=compose(mail), at=AT)
        from core.mail.transports import by_smtp

        by_smtp(attempt)  # the worker dies here: the outcome is never written
        after = tried(organization, mail, at=AT + timedelta(minutes=3))

    assert [received["Message-ID"] for received in sink.mails] == [mail.message_id] * 2
    assert (after.state, after.is_possibly_sent_twice) == (MailState.SENT, True)


def with_a_file(organization):
    with tenant(organization.pk):
        stored = store_file(content=b"%PDF-1.7 five", name="five.pdf", content_type="application/pdf")
        storage_name = stored.path
        attachments = [(stored.pk, "five.pdf", "application/pdf")]
    return queued(organization, attachments=attachments), storage_name


def test_files_are_read_while_no_transaction_is_open(organization, settings, monkeypatch):
    mail, _ = with_a_file(organization)
    scopes = []

    def noticed(stored):
        scopes.append(connection.organization_id)
        return open_file(stored)

    monkeypatch.setattr("core.mail.compose.open_file", noticed)
    with smtp_sink(settings) as sink:
        tried(organization, mail)

    (attached,) = sink.mails[0].iter_attachments()
    assert (attached.get_content(), scopes) == (b"%PDF-1.7 five", [None])


def test_a_file_that_cannot_be_read_leaves_the_mail_as_it_was_and_unmarked(organization, settings):
    mail, storage_name = with_a_file(organization)
    storages["default"].delete(storage_name)

    with smtp_sink(settings) as sink, pytest.raises(FileNotFoundError):
        tried(organization, mail)

    with tenant(organization.pk):
        after = OutgoingMail.objects.get(pk=mail.pk)
    assert (sink.mails, after.state, after.tries, after.is_possibly_sent_twice) == ([], MailState.QUEUED, 0, False)


def test_an_answer_lost_after_the_bytes_marks_the_next_try(organization, settings):
    mail = queued(organization)

    with smtp_sink(settings, Sink(hangs_up=True)) as sink:
        first = tried(organization, mail)
        sink.hangs_up = False
        second = tried(organization, mail, at=AT + timedelta(minutes=1))

    assert (first.state, first.is_possibly_sent_twice) == (MailState.DEFERRED, True)
    assert (second.state, second.is_possibly_sent_twice) == (MailState.SENT, True)


def test_after_five_days_of_refusals_it_is_given_up(organization, settings):
    mail = queued(organization)

    with smtp_sink(settings, Sink(answers=["451 later"] * 2)):
        tried(organization, mail)
        after = tried(organization, mail, at=AT + GIVE_UP_AFTER)

    assert after.state == MailState.FAILED


def test_the_tries_are_spread_over_five_days_and_the_last_is_at_their_end():
    at, tries, pauses = AT, 1, []
    while (again := retry_at(tries=tries, first_tried_at=AT, at=at)) is not None:
        pauses.append(again - at)
        at, tries = again, tries + 1

    assert at == AT + GIVE_UP_AFTER
    assert pauses[:4] == [timedelta(minutes=m) for m in (1, 5, 15, 30)]
    assert 15 <= len(pauses) <= 30


def test_automatic_mail_says_so_and_has_nobody_to_bounce_to(organization, settings):
    mail = queued(organization, automatic=AUTO_GENERATED, envelope_from="support@northwind.testserver")

    with smtp_sink(settings) as sink:
        tried(organization, mail)

    (received,) = sink.mails
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["X-Auto-Response-Suppress"] == "All"
    assert received["X-Kvalita-Loop"] == "northwind.testserver"
    assert sink.envelopes[0][0] == ""


def test_nobody_gets_more_than_twenty_automatic_mails_a_day_from_all_organizations_together(
    organization, other_organization
):
    for number in range(A_DAY):
        owner = (organization, other_organization)[number % 2]
        tried(owner, queued(owner, to="Victim@example.com", automatic=AUTO_GENERATED))

    one_more = tried(organization, queued(organization, to="victim@EXAMPLE.com", automatic=AUTO_GENERATED))
    by_hand = tried(organization, queued(organization, to="victim@example.com"))
    tomorrow = queued(organization, to="victim@example.com", automatic=AUTO_GENERATED)

    assert one_more.state == MailState.FAILED
    assert by_hand.state == MailState.SENT
    assert tried(organization, tomorrow, at=AT + timedelta(days=1)).state == MailState.SENT


def test_a_mail_that_is_put_off_again_and_again_is_one_automatic_mail_of_the_day(organization, settings):
    slow = queued(organization, to="slow@example.com", automatic=AUTO_GENERATED)

    with smtp_sink(settings, Sink(answers=["451 try later"] * (A_DAY + 1))):
        for number in range(A_DAY + 1):
            tried(organization, slow, at=AT + timedelta(minutes=number))
        last = tried(organization, slow, at=AT + timedelta(hours=1))

    assert (last.state, last.tries) == (MailState.SENT, A_DAY + 2)


@pytest.mark.parametrize(
    "address",
    ["", "eva", "eva@", "@example.com", "a b@example.com", "eva@example.com\r\nBcc: x@example.com", "a@b,c@d", "<a@b>"],
)
def test_what_is_no_address_is_refused(organization, address):
    with pytest.raises(NotAnAddress):
        queued(organization, to=address)


def test_the_mail_of_one_organization_is_not_there_for_another(organization, other_organization):
    mail = queued(organization)

    with tenant(other_organization.pk):
        assert not OutgoingMail.objects.filter(pk=mail.pk).exists()


def test_the_relay_and_a_worker_take_it_all_the_way(organization, settings):
    queued(organization)

    with smtp_sink(settings) as sink:
        deliver_all_of(organization)

    assert len(sink.mails) == 1


def deliver_all_of(organization):
    from core.delivery.runner import run_outbound

    with tenant(organization.pk):
        ids = list(Delivery.objects.open().filter(receiver="core.send_queued_mail").values_list("pk", flat=True))
    for pk in ids:
        run_outbound(organization_id=organization.pk, delivery_id=pk, claim=None)
    with tenant(organization.pk):
        assert not Delivery.objects.filter(pk__in=ids, done_at=None).exists()
        deliver_all()
