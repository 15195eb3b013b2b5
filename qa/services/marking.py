"""Marks and comments of a draft, kept one by one as they are given."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import DomainError
from helpdesk.models import Message
from qa.enums import RootCause
from qa.models import Criterion, Mark, Review, ReviewComment
from qa.services.drafts import locked_draft


class MarkDoesNotFit(DomainError):
    """The value is not on the scale, or this criterion always applies."""

    code = "mark_does_not_fit"


class PinDoesNotFit(DomainError):
    """The second is not in this recording, or the message not in this conversation."""

    code = "pin_does_not_fit"


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
    review = locked_draft(review_id, actor)
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
    review = locked_draft(review_id, actor)
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
    locked_draft(review_id, actor).comments.get(public_id=comment_id, author=actor).delete()


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
