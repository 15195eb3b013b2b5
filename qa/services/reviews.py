"""Everything that can happen to a review."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.permissions import Reach, reach
from accounts.services.versions import refuse_stale
from core.errors import Conflict, DomainError, NotPermitted
from core.services import record
from helpdesk.models import Call, Ticket
from qa.enums import Outcome, ReviewState, Selection, SubjectKind
from qa.events import ReviewAcknowledged, ReviewStarted, ReviewSubmitted
from qa.filling import criterion_of, filled
from qa.models import Criterion, Mark, Review, Scorecard
from qa.policies import may_acknowledge
from qa.queries.draw import sample
from qa.queries.work import Work, call_work, ticket_work
from qa.scoring import Score, is_low, rounded, score
from qa.services.drafts import locked_draft, visible_reviews

SUBJECT = ReviewSubmitted.subject()


class WorkNotFinished(Conflict):
    """Only a solved ticket and an answered call that is over can be judged, and only if somebody did it."""

    code = "work_not_finished"


class AlreadyReviewed(Conflict):
    """One reviewer judges one piece of work once by one scorecard."""

    code = "already_reviewed"


class WrongScorecard(DomainError):
    """This scorecard is for another kind of work, or has no version."""

    code = "wrong_scorecard"


class ReviewIncomplete(DomainError):
    """`params` lists the criteria still to answer, and the low ones without a cause."""

    code = "review_incomplete"


@transaction.atomic
def start_review(
    *, scorecard_id: UUID, actor: Membership, at: datetime, ticket_id: UUID | None = None, call_id: UUID | None = None
) -> Review:
    """Begin to judge one conversation or call, or go on with the draft there is.

    Raises Scorecard.DoesNotExist, Ticket.DoesNotExist or Call.DoesNotExist for what `actor` may not see,
    NotPermitted, WrongScorecard, WorkNotFinished, AlreadyReviewed.
    """
    if reach(actor, "review.write") is Reach.NONE:
        raise NotPermitted(_("Your role can read reviews but not write them."))
    scorecard = Scorecard.objects.visible_to(actor).in_use().get(public_id=scorecard_id)
    work = _work(actor, ticket_id, call_id)
    version = scorecard.versions.order_by("-number").first()
    if version is None or scorecard.subject_kind != work.kind:
        raise WrongScorecard(_("This scorecard is for another kind of work."))
    if work.agent_id == actor.pk:
        raise NotPermitted(_("Nobody judges their own work."))
    about = {"ticket": work.row} if work.kind is SubjectKind.TICKET else {"call": work.row}
    review, is_new = Review.objects.get_or_create(
        scorecard=scorecard,
        reviewer=actor,
        **about,
        defaults={
            "scorecard_version": version,
            "agent_id": work.agent_id,
            "department_id": work.department_id,
            "selection": _selection(work, actor, at),
            "worked_at": work.worked_at,
            "started_at": at,
        },
    )
    if is_new:
        record(ReviewStarted(**_facts(review, actor, at), selection=review.selection))
    elif review.state != ReviewState.DRAFT:
        raise AlreadyReviewed(_("You have judged this already."))
    return review


@transaction.atomic
def submit_review(*, review_id: UUID, seen_version: int, actor: Membership, at: datetime) -> Review:
    """Fix the judgement: from now on the agent sees it and nobody changes it.

    Raises Review.DoesNotExist, NotPermitted, ReviewIsSubmitted, StaleVersion, ReviewIncomplete.
    """
    review = locked_draft(review_id, actor)
    refuse_stale(review, subject=SUBJECT, seen_version=seen_version, writes={"state"})
    marks = {mark.criterion_id: mark for mark in review.marks.all()}
    result = score(filled(review.scorecard_version, marks))
    _refuse_incomplete(review, marks)
    review.state, review.submitted_at = ReviewState.SUBMITTED, at
    review.outcome = result.outcome
    review.calculated_percent, review.final_percent = _kept(result.calculated_percent), _kept(result.final_percent)
    review.reasons, review.receipt = list(result.reasons), receipt_rows(result)
    review.version += 1
    review.save()
    record(_submitted(review, result, marks, actor, at))
    return review


@transaction.atomic
def acknowledge_review(*, review_id: UUID, actor: Membership, at: datetime) -> Review:
    """The agent has read it. Twice is once. Raises Review.DoesNotExist, NotPermitted."""
    review: Review = visible_reviews(actor).select_for_update(of=("self",)).get(public_id=review_id)
    if review.agent_id != actor.pk:
        raise NotPermitted(_("Only the person whose work was judged can accept a review."))
    if not may_acknowledge(actor, review):
        return review
    review.acknowledged_at = at
    review.version += 1
    review.save(update_fields=["acknowledged_at", "version"])
    record(ReviewAcknowledged(**_facts(review, actor, at)))
    return review


def receipt_rows(result: Score) -> list[dict[str, Any]]:
    """The receipt as it is kept and shown; percent as text, exact to six decimals."""
    return [
        {
            "section_id": line.section_id,
            "criterion_id": line.criterion_id,
            "value": None if line.mark is None else int(line.mark),
            "not_applicable": line.not_applicable,
            "earned_percent": _text(line.earned_percent),
            "applied_weight_percent": _text(line.applied_weight_percent),
            "fired": line.fired.value,
        }
        for line in result.receipt
    ]


def _work(actor: Membership, ticket_id: UUID | None, call_id: UUID | None) -> Work:
    """Exactly one of the two ids is given."""
    if ticket_id is not None:
        work = ticket_work(Ticket.objects.visible_to(actor).get(public_id=ticket_id))
    else:
        assert call_id is not None
        work = call_work(Call.objects.visible_to(actor).get(public_id=call_id))
    if work is None:
        raise WorkNotFinished(_("This cannot be judged: it is not finished, or nobody we know did it."))
    return work


def _selection(work: Work, actor: Membership, at: datetime) -> Selection:
    drawn = any(other.kind is work.kind and other.row.pk == work.row.pk for other in sample(actor, at=at))
    return Selection.RANDOM if drawn else Selection.CHOSEN


def _refuse_incomplete(review: Review, marks: dict[int, Mark]) -> None:
    unanswered, without_cause = [], []
    criteria = Criterion.objects.filter(section__version=review.scorecard_version_id)
    for criterion in criteria.order_by("section__place", "place"):
        mark = marks.get(criterion.pk)
        counted = criterion_of(criterion, mark)
        if not counted.is_answered and criterion.bonus_points is None:
            unanswered.append(str(criterion.public_id))
        elif criterion.bonus_points is None and is_low(counted) and not (mark and mark.root_cause):
            without_cause.append(str(criterion.public_id))
    if unanswered or without_cause:
        raise ReviewIncomplete(
            _("Some criteria are still open."), unanswered=unanswered, without_root_cause=without_cause
        )


def _facts(review: Review, actor: Membership, at: datetime) -> dict[str, Any]:
    return {
        "subject_id": review.pk,
        "version": review.version,
        "actor_id": actor.pk,
        "at": at,
        "agent_id": review.agent_id,
        "reviewer_id": review.reviewer_id,
        "department_id": review.department_id,
        "subject_kind": (SubjectKind.TICKET if review.ticket_id else SubjectKind.CALL).value,
        "ticket_id": review.ticket_id,
        "call_id": review.call_id,
    }


def _submitted(
    review: Review, result: Score, marks: dict[int, Mark], actor: Membership, at: datetime
) -> ReviewSubmitted:
    return ReviewSubmitted(
        **_facts(review, actor, at),
        selection=review.selection,
        scorecard_id=review.scorecard_id,
        scorecard_version=review.scorecard_version.number,
        outcome=Outcome(review.outcome).value,
        passed=result.passed,
        calculated_percent=_text(result.calculated_percent),
        final_percent=_text(result.final_percent),
        reasons=tuple(review.reasons),
        marks=tuple(
            {
                "criterion_id": mark.criterion_id,
                "value": mark.value,
                "not_applicable": mark.not_applicable,
                "root_cause": mark.root_cause,
            }
            for mark in marks.values()
        ),
    )


def _kept(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else rounded(percent)


def _text(percent: Decimal | None) -> str | None:
    return None if percent is None else str(rounded(percent))
