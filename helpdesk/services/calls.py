"""Everything that can happen to a call. One that comes again, with nothing new, changes nothing."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import Conflict, NotPermitted
from core.services import record
from helpdesk.call_enums import CallDirection, CallOutcome, EndedBy, LegResult, VisitResult
from helpdesk.call_records import CallRecord, Leg, Visit
from helpdesk.events import CallLinked
from helpdesk.models import Call, Ticket
from helpdesk.policies import can
from helpdesk.queries.call_records import record_of
from helpdesk.services.call_saving import save_call
from helpdesk.services.telephony import telephony


class CallIsOver(Conflict):
    """What was to happen to this call cannot: it has ended, or nobody waits in it."""

    code = "call_is_over"


@transaction.atomic
def enqueue_call(
    *, provider: str, external_id: str, queue: str, at: datetime, caller_number: str = "", caller_name: str = ""
) -> Call:
    """A caller begins to wait, or waits again after a transfer. Raises QueueWithoutDepartment."""
    known = _known(provider, external_id) or CallRecord(
        external_id=external_id,
        direction=CallDirection.IN,
        started_at=at,
        caller_number=caller_number,
        caller_name=caller_name,
    )
    answered = known.answered_at is not None
    visit = Visit(queue=queue, entered_at=at, left_at=None, result=VisitResult.WAITING, after_transfer=answered)
    visits = tuple(_left(v, at, VisitResult.TIMEOUT) for v in known.visits)
    return _save(provider, replace(known, visits=(*visits, visit), ended_at=None, ended_by=None), at)


@transaction.atomic
def answer_call(*, provider: str, external_id: str, agent: str, at: datetime) -> Call:
    """A human takes a waiting call. Raises CallIsOver if nobody waits in it."""
    known = _known(provider, external_id)
    if known is None or not known.visits or known.visits[-1].left_at is not None:
        raise CallIsOver(_("Nobody waits in this call any more."))
    *before, last = known.visits
    leg = Leg(agent=agent, queue=last.queue, result=LegResult.TALKING, answered_at=at)
    visits = (*before, _left(last, at, VisitResult.ANSWERED))
    return _save(provider, replace(known, visits=visits, legs=(*known.legs, leg)), at)


@transaction.atomic
def end_call(
    *,
    provider: str,
    external_id: str,
    at: datetime,
    ended_by: EndedBy | None = None,
    hold_seconds: float | None = None,
    wrap_seconds: float | None = None,
) -> Call:
    """The call is over: whoever waited gave up, whoever talked is done. Raises CallIsOver."""
    known = _known(provider, external_id)
    if known is None or known.ended_at is not None:
        raise CallIsOver(_("This call has ended already."))
    legs = tuple(
        replace(leg, left_at=at, result=LegResult.COMPLETED, hold_seconds=hold_seconds, wrap_seconds=wrap_seconds)
        if leg.result is LegResult.TALKING
        else leg
        for leg in known.legs
    )
    visits = tuple(_left(visit, at, VisitResult.ABANDONED) for visit in known.visits)
    ended = replace(known, visits=visits, legs=legs, ended_at=at, ended_by=ended_by, outcome=CallOutcome.FAILED)
    return _save(provider, ended, at)


@transaction.atomic
def link_call(*, call_id: UUID, ticket_id: UUID | None, actor: Membership, at: datetime) -> Call:
    """Put the call to a ticket, or take it off (None).

    Raises Call.DoesNotExist, Ticket.DoesNotExist if `actor` may not see it, NotPermitted.
    """
    visible = Call.objects.filter(pk__in=Call.objects.visible_to(actor).values("pk"))
    call = visible.select_for_update().get(public_id=call_id)
    if not can(actor, "call.link", call):
        raise NotPermitted(_("Your role can read this call but not put it to a ticket."))
    ticket = Ticket.objects.visible_to(actor).get(public_id=ticket_id) if ticket_id else None
    if call.ticket_id == (ticket.pk if ticket else None):
        return call
    previous = call.ticket_id
    call.ticket = ticket
    call.contact_id = call.contact_id or (ticket.contact_id if ticket else None)
    call.version += 1
    call.save(update_fields=["ticket", "contact", "version"])
    record(
        CallLinked(
            subject_id=call.pk,
            version=call.version,
            actor_id=actor.pk,
            at=at,
            department_id=call.department_id,
            ticket_id=call.ticket_id,
            previous_ticket_id=previous,
        )
    )
    return call


def _known(provider: str, external_id: str) -> CallRecord | None:
    call = Call.objects.select_for_update().filter(provider=provider, external_id=external_id).first()
    return record_of(call) if call else None


def _save(provider: str, known: CallRecord, at: datetime) -> Call:
    return save_call(system=telephony(provider), known=known, at=at).call


def _left(visit: Visit, at: datetime, result: VisitResult) -> Visit:
    return replace(visit, left_at=at, result=result) if visit.left_at is None else visit
