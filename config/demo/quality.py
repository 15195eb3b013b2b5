"""Reviews of conversations: by the reviewer and the supervisor, read and accepted by most agents."""

from datetime import timedelta

from accounts.models import Membership
from config.demo.stage import Stage
from helpdesk.enums import TicketStatus
from helpdesk.models import Ticket
from qa.enums import RootCause, ScaleKind, SubjectKind
from qa.models import Criterion, Review, Scorecard
from qa.services.marking import mark_criterion
from qa.services.reviews import acknowledge_review, start_review, submit_review
from qa.services.scorecards import create_default_scorecards

REVIEWED = 12
HALF = 0.5
NOTES = {
    "en": ("See the second message.", "The tone is right, the order is not."),
    "lv": ("Skat. otro ziņu.", "Tonis ir labs, secība gan ne."),
}


def play_reviews(stage: Stage) -> int:
    """Judge solved tickets of the last weeks; the newest one stays a draft. Returns how many."""
    create_default_scorecards(language=stage.plan.language, at=stage.now - timedelta(days=60))
    scorecard = Scorecard.objects.in_use().get(subject_kind=SubjectKind.TICKET)
    solved = Ticket.objects.filter(status=TicketStatus.SOLVED, assignee__isnull=False).order_by("-solved_at")
    chosen = list(solved[: REVIEWED * 3 : 3])
    for number, ticket in enumerate(reversed(chosen)):
        reviewer = stage.members["supervisor" if number % 5 == 0 else "reviewer"]
        _review(stage, scorecard, ticket, reviewer, is_draft=number == len(chosen) - 1)
    return len(chosen)


def _review(stage: Stage, scorecard: Scorecard, ticket: Ticket, reviewer: Membership, *, is_draft: bool) -> None:
    assert ticket.solved_at is not None
    at = min(ticket.solved_at + timedelta(days=1), stage.now - timedelta(minutes=30))
    review = start_review(scorecard_id=scorecard.public_id, ticket_id=ticket.public_id, actor=reviewer, at=at)
    criteria = list(
        Criterion.objects.filter(section__version=review.scorecard_version_id).order_by("section__place", "place")
    )
    for criterion in criteria[: len(criteria) // 2] if is_draft else criteria:
        _mark(stage, review, criterion, reviewer)
    if is_draft:
        return
    at += timedelta(minutes=9)
    submit_review(review_id=review.public_id, seen_version=review.version, actor=reviewer, at=at)
    if stage.random.random() < 0.7 and at + timedelta(hours=3) < stage.now:  # noqa: PLR2004 — share that is read at once
        agent = next(member for member in stage.members.values() if member.pk == review.agent_id)
        acknowledge_review(review_id=review.public_id, actor=agent, at=at + timedelta(hours=3))


def _mark(stage: Stage, review: Review, criterion: Criterion, reviewer: Membership) -> None:
    random = stage.random
    person = next(p for p in stage.plan.people if stage.member(p).pk == review.agent_id)
    if criterion.scale == ScaleKind.YES_NO:
        value = int(random.random() < 0.88 + 0.08 * person.warmth)
    else:
        value = min(5, max(1, round(random.gauss(4.2 + 0.6 * person.warmth, 0.8))))
    share = (value - criterion.lowest) / (criterion.highest - criterion.lowest)
    is_low = share < HALF
    mark_criterion(
        review_id=review.public_id,
        criterion_id=criterion.public_id,
        value=value,
        not_applicable=False,
        note=random.choice(NOTES[stage.plan.language]) if is_low else "",
        root_cause=random.choice((RootCause.KNOWLEDGE, RootCause.ATTENTION, RootCause.PROCESS)) if is_low else None,
        actor=reviewer,
        at=review.started_at + timedelta(minutes=4),
    )
