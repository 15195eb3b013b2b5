"""Mail written by machines, and by ourselves (A19, A20)."""

import pytest

from core.models import RawState
from core.tenancy import tenant
from helpdesk.models import Ticket
from helpdesk.services.tickets import solve_ticket
from tests.attacks.mail.talking import messages, outgoing, tickets
from tests.mail import SUPPORT, letter, raws, work_off

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a19_two_helpdesks_answering_each_other_stop_at_once(house, door):
    """The other side answers everything it gets, with no header that says it is a machine. 200 rounds."""
    door.sends(letter("Round 0", From="help@other.test", Message_ID="<0@other.test>"))
    work_off(house)
    for number in range(1, 200):
        latest = outgoing(house)[-1]
        door.sends(
            letter(
                f"Round {number}",
                From="help@other.test",
                In_Reply_To=latest.message_id,
                Message_ID=f"<{number}@other.test>",
            ),
            to=latest.headers["Reply-To"].rpartition("<")[2].rstrip(">"),
        )
        if number % 20 == 0:
            work_off(house)
    work_off(house)

    assert len(outgoing(house, is_automatic=True)) <= 2
    assert len(tickets(house)) == 1
    assert any("suspected_loop" in message.badges for message in messages(house))


def test_a19_a_machine_that_answers_without_any_thread_is_gathered_in_few_tickets(house, door):
    for number in range(40):
        door.sends(letter(f"Round {number}", From="help@other.test"))
    work_off(house)

    assert len(outgoing(house, is_automatic=True)) == 1
    assert len(tickets(house)) == 10
    assert len(messages(house)) == 40


def report_about(mail) -> bytes:
    """An RFC 3464 report of the server of the address this mail went to."""
    return (
        "From: MAILER-DAEMON@mx.example.com\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nNobody lives here.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\n"
        f"Final-Recipient: rfc822; {mail.to}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 no such user\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {mail.message_id}\r\n\r\n--b--\r\n"
    ).encode()


@pytest.mark.parametrize("to", ["the reply address", "the mailbox"])
def test_a19_a_bounce_of_our_acknowledgement_opens_nothing_and_is_answered_by_nobody(house, door, to):
    door.sends(letter())
    work_off(house)
    (sent,) = outgoing(house)
    assert (sent.is_automatic, sent.envelope_from) == (True, "")

    address = sent.headers["Reply-To"].rpartition("<")[2].rstrip(">") if to == "the reply address" else SUPPORT
    for _ in range(3):
        door.sends(report_about(sent), to=address, sender="")
    work_off(house)

    assert (len(tickets(house)), len(messages(house)), len(outgoing(house))) == (1, 1, 1)
    assert "delivery report" in raws(house)[-1].reason


VACATIONS = (
    {"Auto_Submitted": "auto-replied (vacation)"},
    {"Precedence": "auto_reply"},
    {"X_Autoreply": "yes"},
    {"X_Auto_Response_Suppress": "All"},
    {},  # the ones that do not say so
)


def test_a19_a_vacation_reply_to_our_acknowledgement_is_answered_by_nobody(house, door):
    people = {f"away{number}@example.com": header for number, header in enumerate(VACATIONS)}
    for person in people:
        door.sends(letter(From=person), sender=person)
    work_off(house)

    for sent in outgoing(house):
        header, address = people[sent.to], sent.headers["Reply-To"].rpartition("<")[2].rstrip(">")
        for number in range(2):
            away = {"From": sent.to, "Subject": "Away", **header}
            door.sends(letter(f"Away {number}", In_Reply_To=sent.message_id, **away), to=address, sender=sent.to)
            door.sends(letter(f"Away again {number}", **away), sender=sent.to)  # some forget the thread
    work_off(house)

    assert len(outgoing(house)) == len(people)
    joined = [
        message for message in messages(house) if message.text.startswith("Away ") and "again" not in message.text
    ]
    assert {message.ticket.number for message in joined} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    "header",
    [{"List_Id": "<news.example.com>"}, {"Precedence": "bulk"}, {"Auto_Submitted": "auto-generated"}],
    ids=["a list", "bulk", "a program"],
)
def test_a19_whoever_gets_no_confirmation_is_asked_for_no_rating_either(house, door, clerk, header):
    door.sends(letter(**header))
    work_off(house)
    with tenant(house.pk):
        ticket = Ticket.objects.get()
        solve_ticket(ticket_id=ticket.public_id, seen_version=ticket.version, actor=clerk, at=ticket.opened_at)
    work_off(house)

    assert outgoing(house) == []
    assert [message.badges for message in messages(house)] == [["automatic"]]


@pytest.mark.parametrize(
    "sender", ["support@northwind.testserver", "Support@NORTHWIND.testserver", "no-reply@northwind.testserver"]
)
def test_a20_our_own_mailbox_opens_no_tickets(house, door, sender):
    door.sends(letter(From=sender), sender=sender)
    work_off(house)

    (raw,) = raws(house)
    assert (tickets(house), raw.state) == ([], RawState.PARSED)
    assert "our own" in raw.reason
