"""What people do with mail that is on no ticket."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DataError
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.permissions import Reach, reach
from accounts.services import refuse_stale
from core.errors import Conflict, NotPermitted
from core.files.store import store_file
from core.models import RawInbound, RawState, StoredFile
from core.raw.child import Unreadable
from core.raw.store import read_again
from core.services import record
from helpdesk.channels.mail.enums import SetAsideReason, SetAsideState
from helpdesk.channels.mail.events import (
    SetAsideMailAskedAgain,
    SetAsideMailDismissed,
    SetAsideMailRestored,
    SetAsideMailTicketed,
)
from helpdesk.channels.mail.intake import badges_of, contact_of, language_in, message_of, parsed
from helpdesk.channels.mail.models import SetAsideMail
from helpdesk.channels.mail.received import Received
from helpdesk.channels.mail.set_aside.keeping import SUBJECT, settle, told
from helpdesk.channels.mail.unreadable import ORIGINAL, keep_unreadable
from helpdesk.models import Contact, Department, Ticket
from helpdesk.services.incoming import open_ticket
from helpdesk.services.writing import service

ACTION = "set_aside.manage"
MACHINES = frozenset(
    {
        SetAsideReason.DELIVERY_REPORT,
        SetAsideReason.UNKNOWN_REPORT,
        SetAsideReason.OWN_MAILBOX,
        SetAsideReason.LOOP,
    }
)


class AlreadyHandled(Conflict):
    """A colleague, or another reading, was first; `params` names the ticket if there is one."""

    code = "already_handled"


class BeingRead(Conflict):
    """A worker is about to read it once more; what comes of that is not known yet."""

    code = "being_read"


def make_ticket(
    *, mail_id: UUID, seen_version: int, department: Department, actor: Membership, at: datetime
) -> SetAsideMail:
    """Open a ticket with what the mail says, as of `at`. Nobody is answered automatically, now or later: a machine
    becomes a contact without an address.

    Its original is read again here, before anything is locked. Raises SetAsideMail.DoesNotExist, NotPermitted,
    AlreadyHandled, BeingRead, StaleVersion.
    """
    row = _visible(mail_id, actor)
    _refuse_handled(row)
    raw = RawInbound.objects.select_related("organization").get(pk=row.raw_id)
    ask: dict[str, Any] = {
        "mail_id": mail_id,
        "seen_version": seen_version,
        "department": department,
        "actor": actor,
        "at": at,
    }
    try:
        return _ticketed(raw, parsed(bytes(raw.content)), **ask)
    except (Unreadable, DataError):
        return _ticketed(raw, None, **ask)


@service
def _ticketed(
    raw: RawInbound,
    mail: Received | None,
    *,
    mail_id: UUID,
    seen_version: int,
    department: Department,
    actor: Membership,
    at: datetime,
) -> SetAsideMail:
    row = _locked(mail_id, seen_version, actor)
    _refuse_handled(row)
    if mail is None:
        ticket = keep_unreadable(raw, department=department, at=at)
    else:
        ticket = _opened(mail, raw, department=department, is_machine=row.reason in MACHINES, at=at)
    settle(row, SetAsideState.TICKETED, at=at, settled_by=actor, ticket=ticket)
    record(SetAsideMailTicketed(**told(row, at=at, actor_id=actor.pk), ticket_id=ticket.pk, number=ticket.number))
    return row


@service
def dismiss(*, mail_id: UUID, seen_version: int, actor: Membership, at: datetime) -> SetAsideMail:
    """Nothing is to be done. Raises as `make_ticket`."""
    row = _locked(mail_id, seen_version, actor)
    if row.state != SetAsideState.WAITING:
        raise _handled(row)
    settle(row, SetAsideState.DISMISSED, at=at, settled_by=actor)
    record(SetAsideMailDismissed(**told(row, at=at, actor_id=actor.pk)))
    return row


@service
def restore(*, mail_id: UUID, seen_version: int, actor: Membership, at: datetime) -> SetAsideMail:
    """Let it wait again, as before it was dismissed. Raises as `make_ticket`; nothing happens if it waits already."""
    row = _locked(mail_id, seen_version, actor)
    if row.state == SetAsideState.TICKETED:
        raise _handled(row)
    if row.state == SetAsideState.DISMISSED:
        settle(row, SetAsideState.WAITING, at=None, settled_by=None)
        record(SetAsideMailRestored(**told(row, at=at, actor_id=actor.pk)))
    return row


@service
def ask_again(*, mail_id: UUID, actor: Membership, at: datetime) -> SetAsideMail:
    """Have a worker read its original once more, for instance after an update. Raises as `make_ticket`.

    What is on a ticket is read again only if all the ticket has is an original nobody could read.
    """
    row = _locked(mail_id, None, actor)
    raw = RawInbound.objects.defer("content").get(pk=row.raw_id)
    if raw.state == RawState.STORED:
        return row
    if not can_ask_again(row, raw.state):
        raise _handled(row)
    read_again(raw_id=raw.public_id, actor_id=actor.pk, at=at)
    row.version += 1
    row.save(update_fields=["version"])
    record(SetAsideMailAskedAgain(**told(row, at=at, actor_id=actor.pk)))
    return row


@service
def original_of(*, mail_id: UUID, actor: Membership) -> StoredFile:
    """Its bytes as a file that can be linked to; one file, however often it is asked for."""
    row = _locked(mail_id, None, actor)
    if row.original is None:
        content = bytes(RawInbound.objects.values_list("content", flat=True).get(pk=row.raw_id))
        row.original = store_file(content=content, name=ORIGINAL, content_type="message/rfc822")
        row.save(update_fields=["original"])
    return row.original


def can_make_ticket(row: SetAsideMail, reading: str) -> bool:
    """Whether there is a ticket to be made; `reading` is the state of its bytes."""
    has_one = row.state == SetAsideState.TICKETED or (row.ticket_id and row.reason == SetAsideReason.UNREADABLE)
    return not has_one and reading != RawState.STORED


def can_ask_again(row: SetAsideMail, reading: str) -> bool:
    """Whether reading it once more could change something."""
    return reading == RawState.PARKED or (row.state != SetAsideState.TICKETED and reading != RawState.STORED)


def _visible(mail_id: UUID, actor: Membership) -> SetAsideMail:
    if reach(actor, ACTION) is not Reach.ALL:
        raise NotPermitted(_("Your role may not handle mail that was set aside."))
    return SetAsideMail.objects.get(public_id=mail_id)


def _locked(mail_id: UUID, seen_version: int | None, actor: Membership) -> SetAsideMail:
    _visible(mail_id, actor)
    row = SetAsideMail.objects.select_for_update(no_key=True).get(public_id=mail_id)
    if row.state == SetAsideState.TICKETED and seen_version is not None:
        raise _handled(row)
    if seen_version is not None:
        refuse_stale(row, subject=SUBJECT, seen_version=seen_version, writes={"state"})
    return row


def _refuse_handled(row: SetAsideMail) -> None:
    reading = RawInbound.objects.values_list("state", flat=True).get(pk=row.raw_id)
    if can_make_ticket(row, reading):
        return
    if row.state != SetAsideState.TICKETED and reading == RawState.STORED:
        raise BeingRead(_("This mail is being read again. Wait a moment, then look at what came of it."))
    raise _handled(row)


def _handled(row: SetAsideMail) -> AlreadyHandled:
    if row.state == SetAsideState.DISMISSED:
        return AlreadyHandled(_("This mail is dismissed already."))
    number = row.ticket.number if row.ticket else None
    return AlreadyHandled(_("This mail is already on ticket #{number}.").format(number=number), number=number)


def _opened(mail: Received, raw: RawInbound, *, department: Department, is_machine: bool, at: datetime) -> Ticket:
    message = message_of(mail, badges=badges_of(mail, None, is_loop=False))
    if is_machine:
        message = message.as_automatic()
        contact = Contact.objects.create(name=(mail.sender_name or mail.sender or _("Unknown sender"))[:200])
    else:
        contact = contact_of(mail)
    return open_ticket(
        department=department,
        contact=contact,
        subject=mail.subject,
        message=message,
        language=language_in(mail, raw),
        at=at,
        raw_inbound_id=raw.pk,
    )
