"""Bring a stored call to what its source knows: the one way calls are written."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from helpdesk.call_enums import CallDirection, CallState, LegResult, VisitResult
from helpdesk.call_figures import Handling, call_handling, customer_wait_seconds, outcome, suspicions
from helpdesk.call_records import CallRecord, Visit
from helpdesk.models import Call, CallLeg, CallQueue, CallTransfer, Contact, Department, QueueVisit
from helpdesk.queries.call_records import record_of
from helpdesk.services.call_telling import tell_call
from helpdesk.services.telephony import QueueWithoutDepartment, Telephony
from helpdesk.sla import business_seconds

UNFINISHED = frozenset({LegResult.RINGING, LegResult.TALKING})


class Saved(NamedTuple):
    call: Call
    is_new: bool
    is_changed: bool


@transaction.atomic
def save_call(*, system: Telephony, known: CallRecord, at: datetime) -> Saved:
    """Bring the stored call to what its source knows of it by now, and say so if that is news.

    Raises QueueWithoutDepartment.
    """
    (saved,) = save_calls(system=system, known=[known], at=at)
    return saved


def save_calls(*, system: Telephony, known: Sequence[CallRecord], at: datetime) -> Iterator[Saved]:
    """As `save_call`, for many at once; each is written when it is asked for.

    Call it in a transaction that lasts until the last one. Raises QueueWithoutDepartment.
    """
    ids = [call.external_id for call in known]
    locked = Call.objects.select_for_update().filter(provider=system.provider, external_id__in=ids)
    stored = {call.external_id: call for call in locked.prefetch_related("visits", "legs", "transfers")}
    contacts = _contacts({call.caller_number for call in known})
    return (_brought(system, call, stored.get(call.external_id), contacts, at) for call in known)


def _brought(
    system: Telephony, known: CallRecord, stored: Call | None, contacts: Mapping[str, int], at: datetime
) -> Saved:
    queue = _first_queue(system, known)
    known = _decided(known, queue)
    if stored is not None and _says(stored, known, system, queue):
        return Saved(stored, is_new=False, is_changed=False)
    call = stored or Call(provider=system.provider, external_id=known.external_id, version=0)
    _fill(call, known, system, queue)
    call.contact_id = call.contact_id or contacts.get(known.caller_number)
    call.version += 1
    call.save()
    if stored is not None:
        for parts in (call.visits, call.legs, call.transfers):
            parts.all().delete()
    _save_parts(call, known, system)
    tell_call(call, known, system, queue, at=known.ended_at or at)
    return Saved(call, is_new=stored is None, is_changed=stored is not None)


def _says(stored: Call, known: CallRecord, system: Telephony, queue: CallQueue | None) -> bool:
    """The same, of the same people, in the same department: nothing to write."""
    people = [leg.membership_id for leg in sorted(stored.legs.all(), key=lambda leg: leg.place)]
    return (
        record_of(stored) == known
        and people == [system.member_id(leg.agent) for leg in known.legs]
        and (queue is None or stored.department_id == queue.department_id)
    )


def _contacts(numbers: Collection[str]) -> dict[str, int]:
    """The one contact with each number; a number that two have is nobody's."""
    owners: dict[str, list[int]] = defaultdict(list)
    for number, pk in Contact.objects.filter(phone__in=set(numbers) - {""}).values_list("phone", "pk"):
        owners[number].append(pk)
    return {number: found[0] for number, found in owners.items() if len(found) == 1}


def _first_queue(system: Telephony, known: CallRecord) -> CallQueue | None:
    for visit in known.visits:
        if visit.queue not in system.queues:
            raise QueueWithoutDepartment(
                _("No department takes the calls of %(queues)s. Name one for each in the queues file.")
                % {"queues": visit.queue},
                queues=[visit.queue],
            )
    return system.queues[known.visits[0].queue] if known.visits else None


def _decided(known: CallRecord, queue: CallQueue | None) -> CallRecord:
    """With the outcome by the rules of its queue, and what is odd about it."""
    handled = call_handling(known.legs)
    ended = known.ended_at
    odd = suspicions(
        call_seconds=(ended - known.started_at).total_seconds() if ended else None,
        talk_seconds=handled.talk_seconds if handled else None,
    )
    known = replace(known, suspect=tuple(dict.fromkeys((*known.suspect, *odd))))
    if queue is None or known.direction is CallDirection.OUT or known.queued_at is None:
        return known
    decided = outcome(
        answered=known.answered_at is not None,
        visits=known.visits,
        was_open=not queue.keeps_hours or _is_open(queue.department, known.queued_at),
        short_abandon_seconds=queue.short_abandon_seconds,
    )
    return replace(known, outcome=decided)


def _is_open(department: Department, at: datetime) -> bool:
    return business_seconds(at, at + timedelta(seconds=1), department.calendar) > 0


def _state(known: CallRecord) -> CallState:
    if any(visit.result is VisitResult.WAITING for visit in known.visits):
        return CallState.WAITING
    if any(leg.result in UNFINISHED for leg in known.legs):
        return CallState.TALKING
    return CallState.OVER


def _fill(call: Call, known: CallRecord, system: Telephony, queue: CallQueue | None) -> None:
    first = next((leg for leg in known.legs if leg.answered_at and leg.answered_at == known.answered_at), None)
    waiting = next((visit for visit in known.visits if visit.result is VisitResult.WAITING), None)
    handled = call_handling(known.legs) or Handling(None, None, 0)
    call.state = _state(known)
    call.department_id = queue.department_id if queue else call.department_id or _home(system, known)
    call.queue_name = queue.name if queue else ""
    call.direction = known.direction
    call.agent_id = system.member_id(first.agent) if first else None
    call.agent_name = first.agent if first else ""
    call.caller_number = known.caller_number
    call.caller_name = known.caller_name
    call.started_at = known.started_at
    call.queued_at = known.queued_at
    call.waiting_since = _waiting_since(known, waiting)
    call.answered_at = known.answered_at
    call.ended_at = known.ended_at
    call.outcome = known.outcome or ""
    call.ended_by = known.ended_by or ""
    call.customer_wait_seconds = customer_wait_seconds(known.visits)
    call.connected_seconds = handled.connected_seconds
    call.talk_seconds = handled.talk_seconds
    call.hold_seconds = handled.hold_seconds
    call.wrap_seconds = None if handled.connected_seconds is None else handled.wrap_seconds
    call.suspect = list(known.suspect)


def _waiting_since(known: CallRecord, waiting: Visit | None) -> datetime | None:
    """The caller's clock: being sent from queue to queue does not start it again, a transfer does."""
    if waiting is None:
        return None
    return waiting.entered_at if waiting.after_transfer else known.queued_at


def _home(system: Telephony, known: CallRecord) -> int:
    """Calls of no queue belong where their agent works first."""
    for leg in known.legs:
        if member_id := system.member_id(leg.agent):
            home = Department.objects.filter(member_links__membership_id=member_id).order_by("pk").first()
            if home is not None:
                return home.pk
    raise QueueWithoutDepartment(_("A call without a queue belongs to nobody we know."), queues=[])


def _save_parts(call: Call, known: CallRecord, system: Telephony) -> None:
    QueueVisit.objects.bulk_create(
        QueueVisit(
            call=call,
            place=place,
            queue_name=visit.queue,
            department_id=system.queues[visit.queue].department_id,
            entered_at=visit.entered_at,
            left_at=visit.left_at,
            wait_seconds=visit.wait_seconds,
            result=visit.result,
            position=visit.position,
            after_transfer=visit.after_transfer,
        )
        for place, visit in enumerate(known.visits)
    )
    CallLeg.objects.bulk_create(
        CallLeg(
            call=call,
            place=place,
            membership_id=system.member_id(leg.agent),
            agent_name=leg.agent,
            queue_name=leg.queue or "",
            rang_at=leg.rang_at,
            answered_at=leg.answered_at,
            left_at=leg.left_at,
            ring_seconds=leg.ring_seconds,
            connected_seconds=leg.connected_seconds,
            talk_seconds=leg.talk_seconds,
            hold_seconds=leg.hold_seconds,
            wrap_seconds=leg.wrap_seconds,
            result=leg.result,
        )
        for place, leg in enumerate(known.legs)
    )
    CallTransfer.objects.bulk_create(
        CallTransfer(
            call=call,
            place=place,
            kind=move.kind,
            at=move.at,
            agent_name=move.agent,
            target=move.target or "",
            after_seconds=move.after_seconds,
        )
        for place, move in enumerate(known.transfers)
    )
