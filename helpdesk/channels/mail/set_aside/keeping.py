"""What the reading of mail says about mail that is on no ticket."""

from datetime import datetime
from typing import Any

from django.utils import translation

from core.models import RawInbound, RawState
from core.services import record
from helpdesk.channels.mail.enums import SetAsideReason, SetAsideState
from helpdesk.channels.mail.events import MailSetAside, SetAsideMailTicketed
from helpdesk.channels.mail.models import SetAsideMail
from helpdesk.channels.mail.received import Received
from helpdesk.models import Ticket

SUBJECT = MailSetAside.subject()
TEXT_KEPT = 20_000  # characters; the original has the rest
DETAIL_KEPT = 2000


def set_aside(
    raw: RawInbound,
    mail: Received,
    reason: SetAsideReason,
    *,
    at: datetime,
    ticket: Ticket | None = None,
    needs_nobody: bool = False,
) -> SetAsideMail:
    """Read, and on no ticket; the original stays. `needs_nobody`: it is filed as dismissed.

    Another reading of the same bytes writes anew what is known of them, and undoes nothing people did.
    """
    with translation.override(None):  # for operators, who read English
        RawInbound.objects.filter(pk=raw.pk).update(state=RawState.PARSED, reason=str(reason.label))
    return _kept(
        raw,
        reason,
        at=at,
        ticket=ticket,
        needs_nobody=needs_nobody,
        known={
            "sender": mail.sender[:320],
            "sender_name": mail.sender_name[:200],
            "subject": mail.subject[:300],
            "headers": [list(pair) for pair in mail.headers],
            "text": mail.text[:TEXT_KEPT],
            "recipients": list(mail.recipients),
        },
    )


def set_unreadable_aside(
    raw: RawInbound, *, sender: str, recipients: list[str], detail: str, ticket: Ticket | None, at: datetime
) -> SetAsideMail:
    """Not readable: only the envelope is known of it. `ticket` has its original, unless no department takes mail."""
    known = {"sender": sender[:320], "recipients": recipients, "detail": detail[:DETAIL_KEPT]}
    return _kept(raw, SetAsideReason.UNREADABLE, at=at, ticket=ticket, needs_nobody=False, known=known)


def row_of(raw: RawInbound) -> SetAsideMail | None:
    """What an earlier reading of these bytes set aside, locked until the end of the transaction.

    Only bytes that were asked to be read again can have one.
    """
    if raw.version == 1:
        return None
    return SetAsideMail.objects.select_for_update(no_key=True).filter(raw=raw).first()


def note_place(raw: RawInbound, ticket: Ticket, *, at: datetime) -> None:
    """Another reading found the ticket of what had been set aside."""
    row = row_of(raw)
    if row and row.state != SetAsideState.TICKETED:
        settle(row, SetAsideState.TICKETED, at=at, ticket=ticket)
        record(SetAsideMailTicketed(**told(row, at=at), ticket_id=ticket.pk, number=ticket.number))


def settle(row: SetAsideMail, state: SetAsideState, *, at: datetime | None, **changes: Any) -> None:
    """Write the state and these fields, as one more version. `at` is None when it waits again."""
    row.state, row.settled_at = state, at
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=["state", "settled_at", "version", *changes])


def told(row: SetAsideMail, *, at: datetime, actor_id: int | None = None) -> dict[str, Any]:
    """What every event about such a mail says."""
    return {
        "subject_id": row.pk,
        "version": row.version,
        "actor_id": actor_id,
        "at": at,
        "reason": row.reason,
        "email": row.sender,
    }


def _kept(
    raw: RawInbound,
    reason: SetAsideReason,
    *,
    at: datetime,
    ticket: Ticket | None,
    needs_nobody: bool,
    known: dict[str, Any],
) -> SetAsideMail:
    row = row_of(raw)
    if row is None:
        row = SetAsideMail(raw=raw, version=0, arrived_at=raw.received_at)
        if needs_nobody:
            row.state, row.settled_at = SetAsideState.DISMISSED, at
    for name, value in known.items():
        setattr(row, name, value)
    row.reason = reason
    row.ticket = row.ticket or ticket
    row.version += 1
    row.save()
    record(MailSetAside(**told(row, at=at)))
    return row
