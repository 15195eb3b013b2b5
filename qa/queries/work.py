"""Finished work that can be judged, and who did it."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from accounts.models import Membership
from core.models import Event
from helpdesk.call_enums import CallOutcome, CallState
from helpdesk.enums import TicketStatus
from helpdesk.events import TicketSolved
from helpdesk.models import Call, Ticket
from qa.enums import SubjectKind
from qa.models import Review


class Work(NamedTuple):
    """One conversation or call to judge. Nothing here tells how anybody rated or scored it."""

    kind: SubjectKind
    row: Any  # Ticket or Call
    agent_id: int
    worked_at: datetime
    draw: str = ""  # its place in a draw

    @property
    def department_id(self) -> int:
        return int(self.row.department_id)


def ticket_work(ticket: Ticket) -> Work | None:
    """A solved ticket with whom its resolution is credited to (metrics.md `credit`); None: nobody, or not solved."""
    found = solved_tickets().filter(pk=ticket.pk).first()
    return credited_work(found) if found else None


def call_work(call: Call) -> Work | None:
    """An answered call that is over, by an agent we know."""
    if call.state != CallState.OVER or call.outcome != CallOutcome.ANSWERED or call.agent_id is None:
        return None
    return Work(SubjectKind.CALL, call, call.agent_id, call.ended_at or call.started_at)


def submitted_since(reviewer: Membership, *, start: datetime) -> int:
    return Review.objects.submitted().filter(reviewer=reviewer, submitted_at__gte=start).count()


def solved_tickets() -> Any:
    """Solved tickets with `credited_id`: the assignee at the last resolution, else who solved."""
    of_ticket = Event.objects.filter(subject=TicketSolved.subject(), subject_id=OuterRef("pk"))  # as the index begins
    last = of_ticket.filter(name=TicketSolved.name).order_by("-version")
    assignee = Cast(KeyTextTransform("assignee_id", "payload"), BigIntegerField())
    return (
        Ticket.objects.filter(status__in=[TicketStatus.SOLVED, TicketStatus.CLOSED])
        .annotate(
            credited_id=Coalesce(
                Subquery(last.annotate(credited=assignee).values("credited")[:1]),
                Subquery(last.values("actor_id")[:1]),
            )
        )
        .filter(Q(credited_id__isnull=False))
        .select_related("department", "contact")
    )


def credited_work(ticket: Any) -> Work:
    """One of `solved_tickets`."""
    return Work(SubjectKind.TICKET, ticket, ticket.credited_id, ticket.solved_at, getattr(ticket, "draw", ""))
