"""The only writers of outgoing mail: ask for it, begin a try, say how the try ended."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from core.errors import DomainError
from core.mail.addresses import address_key, is_address, named, one_line
from core.mail.backoff import retry_at
from core.mail.events import MailDeferred, MailFailed, MailQueued, MailSent
from core.mail.models import THROUGH, MailState, OutgoingMail
from core.mail.transports import Attempt, Outcome, Verdict
from core.models import Delivery
from core.services import record

AUTO_REPLIED = "auto-replied"  # answers a mail by itself
AUTO_GENERATED = "auto-generated"  # sent by itself, not as an answer
LOOP_HEADER = "X-Kvalita-Loop"
ANSWERS_APART = timedelta(hours=1)


class NotAnAddress(DomainError):
    """What was given as a recipient cannot be written into an envelope."""

    code = "not_an_address"


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who a mail of an organization comes from."""

    name: str
    address: str

    def __str__(self) -> str:
        return named(self.name, self.address)


@transaction.atomic
def queue_mail(
    *,
    to: str,
    subject: str,
    text: str,
    purpose: str,
    at: datetime,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    message_id: str = "",
    envelope_from: str = "",
    automatic: str = "",
    attachments: Sequence[tuple[int, str, str]] = (),
) -> OutgoingMail:
    """Send this mail to one address, once the surrounding transaction is committed.

    The Message-ID is fixed here, before the first try. `automatic` is `AUTO_REPLIED` or `AUTO_GENERATED`
    (RFC 3834) for mail no person wrote: it then says so, and its envelope has no sender to bounce to.
    An attachment is the id of a stored file, its name and its content type.
    Without a `From` among the headers it comes from no-reply at the organization's host.
    Raises NotAnAddress.
    """
    address = to.strip()
    if not is_address(address):
        raise NotAnAddress("This is not an e-mail address we can write to.", address=one_line(address))
    mail = OutgoingMail(
        purpose=purpose,
        to=address,
        to_key=address_key(address),
        subject=one_line(subject),
        text=text,
        html=html,
        envelope_from="" if automatic else envelope_from,
        is_automatic=bool(automatic),
        attachments=[list(one) for one in attachments],
        queued_at=at,
    )
    host = mail.organization.host
    mail.message_id = message_id or f"<{secrets.token_hex(16)}@{host}>"
    sender = Sender(name=mail.organization.name, address=f"no-reply@{host}")
    mail.headers = {
        "From": str(sender),
        **(headers or {}),
        **(_automatic_headers(automatic, host) if automatic else {}),
    }
    mail.save(force_insert=True)
    record(MailQueued(**_about(mail, at)))
    return mail


def may_answer_automatically(*, address: str, at: datetime) -> bool:
    """Whether this address got no automatic answer of this organization in the last hour."""
    return not OutgoingMail.objects.filter(
        to_key=address_key(address),
        is_automatic=True,
        queued_at__gt=at - ANSWERS_APART,
        headers__contains={"Auto-Submitted": AUTO_REPLIED},
    ).exists()


@transaction.atomic
def begin_try(*, outgoing_id: int, content: bytes, at: datetime) -> Attempt | None:
    """Note that a try to send these bytes starts, and give what it needs; None if the mail is through.

    A row that is still *being sent* had a try that never came back: the mail may be out already, so the
    next one is marked, and carries the same Message-ID for the other side to recognize.
    """
    mail = OutgoingMail.objects.select_for_update().get(pk=outgoing_id)
    if mail.state in THROUGH:
        return None
    mail.is_possibly_sent_twice = mail.is_possibly_sent_twice or mail.state == MailState.SENDING
    mail.state = MailState.SENDING
    mail.tries += 1
    mail.first_tried_at = mail.first_tried_at or at
    mail.last_tried_at = at
    mail.save(update_fields=["is_possibly_sent_twice", "state", "tries", "first_tried_at", "last_tried_at"])
    return Attempt(
        sender=mail.envelope_from,
        recipient=mail.to,
        content=content,
        is_automatic=mail.is_automatic,
        is_first=mail.tries == 1,
    )


@transaction.atomic
def finish_try(*, outgoing_id: int, outcome: Outcome, at: datetime) -> OutgoingMail:
    """Write down how the try ended, and when the next one is."""
    mail = OutgoingMail.objects.select_for_update().get(pk=outgoing_id)
    if mail.state != MailState.SENDING:
        return mail
    mail.version += 1
    mail.reason = one_line(outcome.reason, limit=500)
    mail.is_possibly_sent_twice = mail.is_possibly_sent_twice or outcome.is_uncertain
    again = retry_at(tries=mail.tries, first_tried_at=mail.first_tried_at or at, at=at)
    match outcome.verdict:
        case Verdict.SENT:
            _sent(mail, at)
        case Verdict.LATER if again is not None:
            _deferred(mail, at, again)
        case _:
            _failed(mail, at)
    mail.save(update_fields=["state", "sent_at", "version", "reason", "is_possibly_sent_twice"])
    return mail


def _sent(mail: OutgoingMail, at: datetime) -> None:
    mail.state, mail.sent_at = MailState.SENT, at
    record(MailSent(**_about(mail, at), is_possibly_twice=mail.is_possibly_sent_twice))


def _deferred(mail: OutgoingMail, at: datetime, again: datetime) -> None:
    mail.state = MailState.DEFERRED
    event = record(MailDeferred(**_about(mail, at), retry_at=again, reason=mail.reason))
    Delivery.objects.filter(event=event).update(due_at=again)  # the same doorbell, rung later


def _failed(mail: OutgoingMail, at: datetime) -> None:
    mail.state = MailState.FAILED
    record(MailFailed(**_about(mail, at), reason=mail.reason))


def _about(mail: OutgoingMail, at: datetime) -> dict[str, Any]:
    return {
        "subject_id": mail.pk,
        "version": mail.version,
        "actor_id": None,
        "at": at,
        "outgoing_id": mail.pk,
        "purpose": mail.purpose,
        "message_id": mail.message_id,
    }


def _automatic_headers(kind: str, host: str) -> dict[str, str]:
    return {"Auto-Submitted": kind, "X-Auto-Response-Suppress": "All", LOOP_HEADER: host}
