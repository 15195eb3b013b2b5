"""One change asked for many tickets: asking, stopping, taking back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import Conflict, DomainError
from core.services import record
from helpdesk.bulk_enums import WORKING, BulkItemState, BulkState
from helpdesk.events import BulkChangeCancelled, BulkChangeStarted
from helpdesk.models import BulkChange, BulkItem
from helpdesk.services.bulk_steps import STEP, said, work
from helpdesk.services.writing import service

AT_ONCE = STEP  # so many are done while the person waits
MOST = 10_000
UNDO_WITHIN = timedelta(hours=1)
BATCH = 2_000


class NothingToChange(DomainError):
    """No ticket was named, or the view is empty by now."""

    code = "nothing_to_change"


class TooManyTickets(DomainError):
    """More than one change may touch."""

    code = "too_many_tickets"


class BulkChangeOver(Conflict):
    """It has ended, or was undone, or is too old: it can no more be stopped or taken back."""

    code = "bulk_change_over"


@service
def ask_bulk_change(*, ticket_ids: Sequence[int], kind: str, value: str, actor: Membership, at: datetime) -> BulkChange:
    """Do one thing to these tickets (internal ids of visible ones): up to 50 now, more in steps by a worker.

    Raises NothingToChange, TooManyTickets. What a ticket refuses is kept as its reason, and the others go on.
    """
    wanted = sorted(set(ticket_ids))
    if not wanted:
        raise NothingToChange(_("There is no ticket to change here any more."))
    if len(wanted) > MOST:
        raise TooManyTickets(
            _("That is more than %(most)s tickets. Narrow the view and change it in parts.") % {"most": MOST}
        )
    bulk = BulkChange.objects.create(membership=actor, kind=kind, value=value, total=len(wanted), asked_at=at)
    BulkItem.objects.bulk_create([BulkItem(bulk=bulk, ticket_id=pk) for pk in wanted], batch_size=BATCH)
    _begin(bulk, actor=actor, at=at, total=bulk.total, is_undo=False)
    return bulk


@service
def cancel_bulk_change(*, bulk_id: UUID, actor: Membership, at: datetime) -> BulkChange:
    """Stop before the next step; what is done stays done, and can still be undone.

    Raises BulkChange.DoesNotExist, BulkChangeOver.
    """
    bulk = _locked(bulk_id, actor)
    if bulk.state != BulkState.RUNNING:
        raise BulkChangeOver(_("This has ended already."))
    bulk.state, bulk.ended_at = BulkState.CANCELLED, at
    bulk.version += 1
    bulk.save(update_fields=["state", "ended_at", "version"])
    left = bulk.items.filter(state=BulkItemState.WAITING).count()
    record(BulkChangeCancelled(**said(bulk, actor=actor, at=at), left=left))
    return bulk


@service
def undo_bulk_change(*, bulk_id: UUID, actor: Membership, at: datetime) -> BulkChange:
    """Give every changed ticket its old value back, except where somebody changed it since.

    Raises BulkChange.DoesNotExist, BulkChangeOver.
    """
    bulk = _locked(bulk_id, actor)
    if not can_undo(bulk, at=at):
        raise BulkChangeOver(_("This can no longer be undone."))
    bulk.state = BulkState.UNDOING
    bulk.version += 1
    bulk.save(update_fields=["state", "version"])
    _begin(bulk, actor=actor, at=at, total=bulk.changed, is_undo=True)
    return bulk


def can_undo(bulk: BulkChange, *, at: datetime) -> bool:
    """Whether it has ended lately and left something that can be given back."""
    if bulk.state not in (BulkState.DONE, BulkState.CANCELLED) or bulk.ended_at is None or not bulk.changed:
        return False
    return at <= bulk.ended_at + UNDO_WITHIN


def can_cancel(bulk: BulkChange) -> bool:
    return bulk.state == BulkState.RUNNING


def _begin(bulk: BulkChange, *, actor: Membership, at: datetime, total: int, is_undo: bool) -> None:
    """A few are done here and now; for more the event wakes a worker, who takes one step after another."""
    if total <= AT_ONCE:
        work(bulk, actor=actor, at=at)
        return
    record(
        BulkChangeStarted(
            **said(bulk, actor=actor, at=at), kind=bulk.kind, value=bulk.value, total=total, is_undo=is_undo
        )
    )


def _locked(bulk_id: UUID, actor: Membership) -> BulkChange:
    bulk: BulkChange = BulkChange.objects.visible_to(actor).select_for_update(no_key=True).get(public_id=bulk_id)
    return bulk


def forget_bulk_changes(*, asked_before: datetime) -> None:
    """Drop what nobody can undo any more; the tickets' own events stay."""
    BulkChange.objects.filter(asked_at__lt=asked_before).exclude(state__in=sorted(WORKING)).delete()
