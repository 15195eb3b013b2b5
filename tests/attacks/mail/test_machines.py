"""Mail written by machines, and by ourselves (A19, A20)."""

import pytest

from core.models import RawState
from tests.attacks.mail.talking import messages, outgoing, tickets
from tests.mail import letter, raws, work_off

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


@pytest.mark.parametrize(
    "sender", ["support@northwind.testserver", "Support@NORTHWIND.testserver", "no-reply@northwind.testserver"]
)
def test_a20_our_own_mailbox_opens_no_tickets(house, door, sender):
    door.sends(letter(From=sender), sender=sender)
    work_off(house)

    (raw,) = raws(house)
    assert (tickets(house), raw.state) == ([], RawState.PARSED)
    assert "our own" in raw.reason
