"""What chance gives a reviewer to judge: an order nobody chooses, its first places, and how it goes on."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import MD5, Cast, Concat

from accounts.models import Membership
from accounts.queries import own_organization
from helpdesk.call_enums import CallOutcome, CallState
from helpdesk.models import Call, Ticket
from qa.enums import SubjectKind
from qa.models import Review
from qa.queries.work import Work, credited_work, solved_tickets

WINDOW = timedelta(days=28)
SAMPLE_SIZE = 25
OF_EACH_KIND = 5  # places kept for conversations and for calls: the few of one kind must not drown in the other


class Drawn(NamedTuple):
    """How far a week's draw has been shown, each kind to a place of its own."""

    week: datetime
    conversation: str = ""
    call: str = ""


class Draw(NamedTuple):
    """A page of a week's draw; `end` is where it goes on, None after the last."""

    work: list[Work]
    end: Drawn | None


def week_of(at: datetime) -> datetime:
    """Monday 00:00 of the organization's week."""
    zone = ZoneInfo(own_organization().zone)
    local = at.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return (local.replace(tzinfo=None) - timedelta(days=local.weekday())).replace(tzinfo=zone)


def sample(reviewer: Membership, *, at: datetime) -> list[Work]:
    """What chance gave this reviewer this week, in the order of the draw, less what is judged already."""
    return draw(reviewer, at=at).work


def draw(reviewer: Membership, *, at: datetime, behind: Drawn | None = None) -> Draw:
    """The sample of this week, or the page of the draw that stands behind one seen before.

    The draw depends on the week, the reviewer and the piece of work alone: asking again changes nothing,
    and nobody chooses. Each kind has places of its own. Own work and work without an agent are never drawn.
    """
    behind = behind or Drawn(week_of(at))
    seed = f"{behind.week:%G-W%V}/{reviewer.public_id}/"
    tickets = _next_drawn(_tickets_for(reviewer, at=at), seed=seed, behind=behind.conversation)
    calls = _next_drawn(_calls_for(reviewer, at=at), seed=seed, behind=behind.call)
    conversations = [credited_work(ticket) for ticket in tickets]
    heard = [Work(SubjectKind.CALL, call, call.agent_id, call.ended_at or call.started_at, call.draw) for call in calls]
    work = _by_draw(conversations, heard)
    ended = len(work) == len(conversations) + len(heard)
    return Draw(work, end=None if ended else _end_of(work, behind))


def _tickets_for(reviewer: Membership, *, at: datetime) -> Any:
    return (
        solved_tickets()
        .filter(pk__in=Ticket.objects.visible_to(reviewer).values("pk"))
        .filter(solved_at__gte=at - WINDOW, solved_at__lte=at, excluded_reason="")
        .exclude(Exists(Review.objects.filter(ticket=OuterRef("pk"))))
        .exclude(credited_id=reviewer.pk)
    )


def _calls_for(reviewer: Membership, *, at: datetime) -> Any:
    return (
        Call.objects.filter(pk__in=Call.objects.visible_to(reviewer).recorded().values("pk"))
        .filter(state=CallState.OVER, outcome=CallOutcome.ANSWERED, agent__isnull=False)
        .filter(started_at__gte=at - WINDOW, started_at__lte=at)
        .exclude(Exists(Review.objects.filter(call=OuterRef("pk"))))
        .exclude(agent=reviewer)
        .select_related("department", "contact", "agent__user")
    )


def _next_drawn(rows: Any, *, seed: str, behind: str) -> list[Any]:
    """One more than a page, if there is one."""
    place = MD5(Concat(Value(seed), Cast(F("public_id"), CharField()), output_field=CharField()))
    return list(rows.annotate(draw=place).filter(draw__gt=behind).order_by("draw")[: SAMPLE_SIZE + 1])


def _by_draw(*kinds: list[Work]) -> list[Work]:
    """The places kept for each kind, the others by the draw over all: of each kind its first."""
    kept = [work for kind in kinds for work in kind[:OF_EACH_KIND]]
    others = sorted((work for kind in kinds for work in kind[OF_EACH_KIND:]), key=_place)
    return sorted([*kept, *others[: SAMPLE_SIZE - len(kept)]], key=_place)


def _place(work: Work) -> str:
    return work.draw


def _end_of(page: list[Work], behind: Drawn) -> Drawn:
    ends = {work.kind: work.draw for work in page}
    return Drawn(
        behind.week,
        conversation=ends.get(SubjectKind.TICKET, behind.conversation),
        call=ends.get(SubjectKind.CALL, behind.call),
    )
