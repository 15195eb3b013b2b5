"""Finished work that can be judged: who did it, and which of it is drawn this week."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import BigIntegerField, CharField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import MD5, Cast, Coalesce, Concat

from accounts.models import Membership
from accounts.queries import own_organization
from core.models import Event
from helpdesk.call_enums import CallOutcome, CallState
from helpdesk.enums import TicketStatus
from helpdesk.events import TicketSolved
from helpdesk.models import Call, Ticket
from qa.enums import SubjectKind
from qa.models import Review

WINDOW = timedelta(days=28)
SAMPLE_SIZE = 25
OF_EACH_KIND = 5  # places kept for conversations and for calls: the few of one kind must not drown in the other


class Work(NamedTuple):
    """One conversation or call to judge. Nothing here tells how anybody rated or scored it."""

    kind: SubjectKind
    row: Any  # Ticket or Call
    agent_id: int
    worked_at: datetime
    draw: str = ""  # its place in the order of the draw

    @property
    def department_id(self) -> int:
        return int(self.row.department_id)


def ticket_work(ticket: Ticket) -> Work | None:
    """A solved ticket with whom its resolution is credited to (metrics.md `credit`); None: nobody, or not solved."""
    found = _solved_tickets().filter(pk=ticket.pk).first()
    return _ticket_work(found) if found else None


def call_work(call: Call) -> Work | None:
    """An answered call that is over, by an agent we know."""
    if call.state != CallState.OVER or call.outcome != CallOutcome.ANSWERED or call.agent_id is None:
        return None
    return Work(SubjectKind.CALL, call, call.agent_id, call.ended_at or call.started_at)


def week_of(at: datetime) -> datetime:
    """Monday 00:00 of the organization's week."""
    zone = ZoneInfo(own_organization().zone)
    local = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return (local.replace(tzinfo=None) - timedelta(days=local.weekday())).replace(tzinfo=zone)


def sample(reviewer: Membership, *, at: datetime) -> list[Work]:
    """What chance gave this reviewer this week, in the order of the draw, less what is judged already.

    The draw depends on the week, the reviewer and the piece of work alone: asking again changes nothing,
    and nobody chooses. Each kind has places of its own. Own work and work without an agent are never drawn.
    """
    seed = f"{week_of(at):%G-W%V}/{reviewer.public_id}/"
    since = at - WINDOW
    judged_tickets = Review.objects.filter(ticket=OuterRef("pk"))
    tickets = (
        _solved_tickets()
        .filter(pk__in=Ticket.objects.visible_to(reviewer).values("pk"))
        .filter(solved_at__gte=since, solved_at__lte=at, excluded_reason="")
        .exclude(Exists(judged_tickets))
        .exclude(credited_id=reviewer.pk)
    )
    calls = (
        Call.objects.filter(pk__in=Call.objects.visible_to(reviewer).recorded().values("pk"))
        .filter(state=CallState.OVER, outcome=CallOutcome.ANSWERED, agent__isnull=False)
        .filter(started_at__gte=since, started_at__lte=at)
        .exclude(Exists(Review.objects.filter(call=OuterRef("pk"))))
        .exclude(agent=reviewer)
        .select_related("department", "contact", "agent__user")
    )
    conversations = [_ticket_work(ticket) for ticket in _first_drawn(tickets, seed)]
    heard = [
        Work(SubjectKind.CALL, call, call.agent_id, call.ended_at or call.started_at, call.draw)
        for call in _first_drawn(calls, seed)
    ]
    return _by_draw(conversations, heard)


def _by_draw(*kinds: list[Work]) -> list[Work]:
    """The places kept for each kind, the others by the draw over all."""
    kept = [work for kind in kinds for work in kind[:OF_EACH_KIND]]
    others = sorted((work for kind in kinds for work in kind[OF_EACH_KIND:]), key=_place)
    return sorted([*kept, *others[: SAMPLE_SIZE - len(kept)]], key=_place)


def _place(work: Work) -> str:
    return work.draw


def submitted_since(reviewer: Membership, *, start: datetime) -> int:
    return Review.objects.submitted().filter(reviewer=reviewer, submitted_at__gte=start).count()


def _solved_tickets() -> Any:
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


def _first_drawn(rows: Any, seed: str) -> list[Any]:
    draw = MD5(Concat(Value(seed), Cast(F("public_id"), CharField()), output_field=CharField()))
    return list(rows.annotate(draw=draw).order_by("draw")[:SAMPLE_SIZE])


def _ticket_work(ticket: Any) -> Work:
    return Work(SubjectKind.TICKET, ticket, ticket.credited_id, ticket.solved_at, getattr(ticket, "draw", ""))
