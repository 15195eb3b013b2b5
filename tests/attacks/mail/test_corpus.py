"""Every sample mail there is, by SMTP: none is lost, none is doubled, and each is where a person would look for it."""

import json
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from core.models import RawState
from core.tenancy import tenant
from helpdesk.models import Attachment
from tests.attacks.mail.talking import messages, outgoing, tickets
from tests.mail import SUPPORT, raws, work_off

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

DATA = Path(__file__).parents[2] / "data" / "mail"
WHOLE = sorted(DATA.rglob("*.eml"))
BODIES = sorted(path for path in DATA.glob("*/*.txt") if not path.name.endswith(".expected.txt"))
NO_SENDER = {"10-pl-auto-reply", "11-en-bounce-rfc3464"}  # as machines send


def enveloped(path: Path) -> bytes:
    """A body of the collections as a whole mail, in bytes of its own."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"{path.stem}@{path.parent.name}.example", SUPPORT, path.stem
    mail.set_content(path.read_text(), cte="base64")
    return mail.as_bytes()


def test_every_sample_arrives_once_and_only_the_report_of_a_stranger_is_no_ticket(house, door):
    for path in WHOLE:
        door.sends(path.read_bytes(), sender="" if path.stem in NO_SENDER else f"{path.stem}@example.com")
    for path in BODIES:
        door.sends(enveloped(path), sender=f"{path.stem}@example.com")
    work_off(house)

    kept = raws(house)
    read = {message.raw_inbound_id: message for message in messages(house)}
    assert len(kept) == len(WHOLE) + len(BODIES) == 73
    assert {raw.state for raw in kept} == {RawState.PARSED}
    (aside,) = [raw for raw in kept if raw.pk not in read]
    assert "delivery report" in aside.reason
    assert len(messages(house)) == len(tickets(house)) == 72
    assert [message.badges for message in read.values() if message.badges] == [["automatic"]]  # the absence note


def test_our_own_samples_are_shown_as_written_down(house, door):
    expected = json.loads((DATA / "own" / "expected.json").read_text())
    for name in expected:
        sender = "" if Path(name).stem in NO_SENDER else "somebody@example.com"
        door.sends((DATA / "own" / name).read_bytes(), sender=sender)
    work_off(house)

    with tenant(house.pk):
        names = [(one.message.contact.email, one.name) for one in Attachment.objects.select_related("message__contact")]
    found = {ticket.contact.email: (ticket.subject, ticket.language) for ticket in tickets(house)}
    seen = [told for told in expected.values() if told["kind"] != "bounce"]
    assert found == {told["from"]: (told["subject"], told["language"]) for told in seen}
    assert sorted(names) == sorted((told["from"], one["name"]) for told in seen for one in told["attachments"])
    people = {told["from"] for told in seen if told["kind"] != "auto_reply"}
    assert {mail.to for mail in outgoing(house, purpose="acknowledgement")} == people
