"""The reviewer's own draft, locked: where every change of a review begins."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import Conflict, NotPermitted
from qa.enums import ReviewState
from qa.models import Review
from qa.policies import may_write


class ReviewIsSubmitted(Conflict):
    """What is submitted stays as it is."""

    code = "review_is_submitted"


def visible_reviews(actor: Membership) -> Any:
    return Review.objects.filter(pk__in=Review.objects.visible_to(actor).values("pk"))


def locked_draft(review_id: UUID, actor: Membership) -> Review:
    """The actor's own draft, until the end of the transaction nobody else's."""
    review: Review = (
        visible_reviews(actor)
        .select_related("scorecard_version", "ticket", "call")
        .select_for_update(of=("self",))
        .get(public_id=review_id)
    )
    if review.reviewer_id == actor.pk and review.state != ReviewState.DRAFT:
        raise ReviewIsSubmitted(_("This review is submitted and can no longer be changed."))
    if not may_write(actor, review):
        raise NotPermitted(_("Only the reviewer can change a review."))
    return review
