"""A change of many tickets, one step after another. Each step is one transaction: done whole, or not at all."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, Q
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import DomainError
from core.services import record
from helpdesk.bulk_enums import WORKING, BulkItemState, BulkKind, BulkState
from helpdesk.enums import TicketStatus
from helpdesk.events import BulkChangeCancelled, BulkChangeEnded, BulkChangeStepped
from helpdesk.models import BulkChange, BulkItem, Ticket
from helpdesk.services.tickets import (
    assign_ticket,
    can_work_in,
    change_status,
    hand_to,
    prioritise_ticket,
    solve_ticket,
    transfer_ticket,
)
from helpdesk.services.writing import service

STEP = 50
LONGEST_REASON = 300
# The way back to a status that nothing leads to.
WAY_BACK = {TicketStatus.NEW: TicketStatus.OPEN, TicketStatus.CLOSED: TicketStatus.SOLVED}


@service
def take_step(*, bulk_pk: int, version: int, at: datetime) -> None:
    """The step that was due at this version of the change; one that was taken, stopped or overtaken is over."""
    bulk = BulkChange.objects.select_related("membership__user").select_for_update(of=("self",), no_key=True)
    found = bulk.get(pk=bulk_pk)
    if found.version != version or found.state not in WORKING:
        return
    actor = found.membership
    if actor.ended_at:
        _stop(found, at=at)
        return
    with translation.override(actor.user.language):  # reasons are kept in words
        work(found, actor=actor, at=at)


def work(bulk: BulkChange, *, actor: Membership, at: datetime) -> None:
    """Do the next 50 tickets of a locked change, and say whether there are more."""
    is_undo = bulk.state == BulkState.UNDOING
    todo = BulkItemState.CHANGED if is_undo else BulkItemState.WAITING
    items = list(bulk.items.filter(state=todo).order_by("ticket_id")[:STEP])
    visible = Ticket.objects.visible_to(actor).select_related("department", "assignee")
    locked = visible.select_for_update(of=("self",), no_key=True).order_by("pk")  # one order: no two wait in a ring
    tickets = {ticket.pk: ticket for ticket in locked.filter(pk__in=[item.ticket_id for item in items])}
    for item in items:
        _try(bulk, item, tickets.get(item.ticket_id), actor=actor, at=at, is_undo=is_undo)
    BulkItem.objects.bulk_update(items, ["state", "before", "version_after", "code", "reason"])
    left = _count(bulk, todo)
    bulk.version += 1
    if not left:
        bulk.state = BulkState.UNDONE if is_undo else BulkState.DONE
        bulk.ended_at = bulk.ended_at if is_undo else at
    bulk.save(update_fields=["version", "state", "ended_at", "changed", "skipped", "restored", "kept"])
    told = said(bulk, actor=actor, at=at)
    if left:
        record(BulkChangeStepped(**told, left=left))
        return
    done, passed_over = (bulk.restored, bulk.kept) if is_undo else (bulk.changed, bulk.skipped)
    record(BulkChangeEnded(**told, done=done, passed_over=passed_over, is_undo=is_undo))


def said(bulk: BulkChange, *, actor: Membership | None, at: datetime) -> dict[str, Any]:
    """What every event of a change tells."""
    return {"subject_id": bulk.pk, "version": bulk.version, "actor_id": actor.pk if actor else None, "at": at}


def _try(
    bulk: BulkChange, item: BulkItem, ticket: Ticket | None, *, actor: Membership, at: datetime, is_undo: bool
) -> None:
    """One ticket; what it refuses is written down and holds nobody up."""
    refused = BulkItemState.KEPT if is_undo else BulkItemState.SKIPPED
    if ticket is None:
        _pass_over(item, refused, code="out_of_sight", reason=_("You cannot see this ticket any more."))
        return
    try:
        if is_undo:
            _restore(bulk, item, ticket, actor=actor, at=at)
            item.state = BulkItemState.RESTORED
            return
        before = _fields(bulk.kind, ticket)
        after = _apply(bulk.kind, bulk.value, ticket, seen_version=ticket.version, actor=actor, at=at)
    except DomainError as refusal:
        _pass_over(item, refused, code=refusal.code, reason=refusal.message)
        return
    except ObjectDoesNotExist:  # whoever should have it has left meanwhile
        _pass_over(item, refused, code="gone", reason=_("This person no longer works here."))
        return
    if after.version == ticket.version:
        _pass_over(item, refused, code="unchanged", reason=_("It was so already."))
        return
    item.state, item.before, item.version_after = BulkItemState.CHANGED, before, after.version


def _pass_over(item: BulkItem, state: BulkItemState, *, code: str, reason: str) -> None:
    item.state, item.code, item.reason = state, code, reason[:LONGEST_REASON]


def _fields(kind: str, ticket: Ticket) -> dict[str, str | None]:
    """What this kind of change overwrites, as it is sent over the API."""
    assignee = str(ticket.assignee.public_id) if ticket.assignee else None
    match BulkKind(kind):
        case BulkKind.ASSIGN:
            return {"value": assignee}
        case BulkKind.STATUS:
            return {"value": ticket.status}
        case BulkKind.PRIORITY:
            return {"value": ticket.priority}
        case BulkKind.TRANSFER:
            return {"value": str(ticket.department.public_id), "assignee": assignee}


def _apply(kind: str, value: str, ticket: Ticket, *, seen_version: int, actor: Membership, at: datetime) -> Ticket:
    """Through the same door as a single change: its right, its event, its refusal."""
    ticket_id = ticket.public_id
    match BulkKind(kind):
        case BulkKind.ASSIGN:
            person = UUID(value) if value else None
            return assign_ticket(ticket_id=ticket_id, assignee_id=person, seen_version=seen_version, actor=actor, at=at)
        case BulkKind.STATUS if value == TicketStatus.SOLVED:
            return solve_ticket(ticket_id=ticket_id, seen_version=seen_version, actor=actor, at=at)
        case BulkKind.STATUS:
            return change_status(ticket_id=ticket_id, status=value, seen_version=seen_version, actor=actor, at=at)
        case BulkKind.PRIORITY:
            return prioritise_ticket(ticket_id=ticket_id, priority=value, seen_version=seen_version, actor=actor, at=at)
        case BulkKind.TRANSFER:
            return transfer_ticket(
                ticket_id=ticket_id, department_id=UUID(value), seen_version=seen_version, actor=actor, at=at
            )


def _restore(bulk: BulkChange, item: BulkItem, ticket: Ticket, *, actor: Membership, at: datetime) -> None:
    """The value from before; raises StaleVersion where somebody wrote the same field since."""
    value = item.before["value"] or ""
    if bulk.kind == BulkKind.STATUS:
        value = WAY_BACK.get(TicketStatus(value), value)
    assert item.version_after is not None
    back = _apply(bulk.kind, value, ticket, seen_version=item.version_after, actor=actor, at=at)
    taken_from = item.before.get("assignee")
    if taken_from and back.assignee_id is None:  # the move had taken it from somebody
        person = Membership.objects.active().filter(public_id=taken_from).first()
        if person and can_work_in(person, back.department):
            hand_to(back, person, actor=actor, at=at)


def _count(bulk: BulkChange, todo: BulkItemState) -> int:
    """Recount what became of the items; returns how many are still to do."""
    wanted = {str(state): Count("pk", filter=Q(state=state)) for state in BulkItemState}
    found = bulk.items.aggregate(**wanted)
    bulk.restored, bulk.kept = found[BulkItemState.RESTORED], found[BulkItemState.KEPT]
    bulk.changed = found[BulkItemState.CHANGED] + bulk.restored + bulk.kept  # what was changed, also if taken back
    bulk.skipped = found[BulkItemState.SKIPPED]
    return int(found[todo])


def _stop(bulk: BulkChange, *, at: datetime) -> None:
    """Whoever asked is no member any more: nothing further is done in their name."""
    left = bulk.items.filter(state=BulkItemState.WAITING).count()
    bulk.state, bulk.ended_at = BulkState.CANCELLED, bulk.ended_at or at
    bulk.version += 1
    bulk.save(update_fields=["state", "ended_at", "version"])
    record(BulkChangeCancelled(**said(bulk, actor=None, at=at), left=left))
