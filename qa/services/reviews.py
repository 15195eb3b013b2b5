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
from helpdesk.models import Call, Message, Ticket
from qa.enums import Outcome, ReviewState, RootCause, Selection, SubjectKind
from qa.events import ReviewAcknowledged, ReviewStarted, ReviewSubmitted
from qa.filling import criterion_of, filled
from qa.models import Criterion, Mark, Review, ReviewComment, Scorecard
from qa.policies import may_acknowledge, may_write
from qa.queries.work import Work, call_work, sample, ticket_work
from qa.scoring import Score, is_low, rounded, score

SUBJECT = ReviewSubmitted.subject()


class WorkNotFinished(Conflict):
    """Only a solved ticket and an answered call that is over can be judged, and only if somebody did it."""

    code = "work_not_finished"


class AlreadyReviewed(Conflict):
    """One reviewer judges one piece of work once by one scorecard."""

    code = "already_reviewed"


class ReviewIsSubmitted(Conflict):
    """What is submitted stays as it is."""

    code = "review_is_submitted"


class WrongScorecard(DomainError):
    """This scorecard is for another kind of work, or has no version."""

    code = "wrong_scorecard"


class MarkDoesNotFit(DomainError):
    """The value is not on the scale, or this criterion always applies."""

    code = "mark_does_not_fit"


class PinDoesNotFit(DomainError):
    """The second is not in this recording, or the message not in this conversation."""

    code = "pin_does_not_fit"


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
def mark_criterion(
    *,
    review_id: UUID,
    criterion_id: UUID,
    value: int | None,
    not_applicable: bool,
    note: str,
    root_cause: RootCause | None,
    actor: Membership,
    at: datetime,
    at_second: float | None = None,
    message_id: UUID | None = None,
) -> Mark:
    """Keep the result of one criterion, as it stands now; neither value nor N/A takes the answer back.

    Raises Review.DoesNotExist, Criterion.DoesNotExist, NotPermitted, ReviewIsSubmitted, MarkDoesNotFit, PinDoesNotFit.
    """
    review = _draft(review_id, actor)
    criterion = Criterion.objects.get(section__version=review.scorecard_version_id, public_id=criterion_id)
    if value is not None and (not_applicable or not criterion.lowest <= value <= criterion.highest):
        raise MarkDoesNotFit(
            _("Choose a value from %(lowest)s to %(highest)s.")
            % {"lowest": criterion.lowest, "highest": criterion.highest}
        )
    if not_applicable and not criterion.na_allowed:
        raise MarkDoesNotFit(_("This criterion always applies."))
    mark, _is_new = Mark.objects.update_or_create(
        review=review,
        criterion=criterion,
        defaults={
            "value": value,
            "not_applicable": not_applicable,
            "note": note,
            "root_cause": root_cause or "",
            "at_second": at_second,
            "message": _pin(review, at_second, message_id),
            "saved_at": at,
        },
    )
    return mark


@transaction.atomic
def comment_on_review(
    *,
    review_id: UUID,
    text: str,
    actor: Membership,
    at: datetime,
    at_second: float | None = None,
    until_second: float | None = None,
    message_id: UUID | None = None,
) -> ReviewComment:
    """Pin a remark to a second, a stretch or a message. Raises as `mark_criterion` does."""
    review = _draft(review_id, actor)
    if until_second is not None and (at_second is None or until_second <= at_second):
        raise PinDoesNotFit(_("A stretch ends after it begins."))
    return ReviewComment.objects.create(
        review=review,
        author=actor,
        text=text,
        at_second=at_second,
        until_second=until_second,
        message=_pin(review, until_second if until_second is not None else at_second, message_id),
        at=at,
    )


@transaction.atomic
def delete_comment(*, review_id: UUID, comment_id: UUID, actor: Membership) -> None:
    """Raises ReviewComment.DoesNotExist too."""
    _draft(review_id, actor).comments.get(public_id=comment_id, author=actor).delete()


@transaction.atomic
def submit_review(*, review_id: UUID, seen_version: int, actor: Membership, at: datetime) -> Review:
    """Fix the judgement: from now on the agent sees it and nobody changes it.

    Raises Review.DoesNotExist, NotPermitted, ReviewIsSubmitted, StaleVersion, ReviewIncomplete.
    """
    review = _draft(review_id, actor)
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
    review: Review = _visible(actor).select_for_update(of=("self",)).get(public_id=review_id)
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


def _visible(actor: Membership) -> Any:
    return Review.objects.filter(pk__in=Review.objects.visible_to(actor).values("pk"))


def _draft(review_id: UUID, actor: Membership) -> Review:
    """The actor's own draft, until the end of the transaction nobody else's."""
    review: Review = (
        _visible(actor)
        .select_related("scorecard_version", "ticket", "call")
        .select_for_update(of=("self",))
        .get(public_id=review_id)
    )
    if review.reviewer_id == actor.pk and review.state != ReviewState.DRAFT:
        raise ReviewIsSubmitted(_("This review is submitted and can no longer be changed."))
    if not may_write(actor, review):
        raise NotPermitted(_("Only the reviewer can change a review."))
    return review


def _pin(review: Review, at_second: float | None, message_id: UUID | None) -> Message | None:
    """Raises PinDoesNotFit unless the moment, or the message, is part of what is judged."""
    if at_second is not None:
        recording = review.call.recordings.first() if review.call else None
        length = recording.duration_seconds if recording else None
        if length is None or not 0 <= at_second <= length:
            raise PinDoesNotFit(_("The recording has no such second."))
    if message_id is None:
        return None
    message = Message.objects.filter(ticket=review.ticket, public_id=message_id).first() if review.ticket else None
    if message is None:
        raise PinDoesNotFit(_("This conversation has no such message."))
    return message


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
