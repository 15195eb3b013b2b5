"""Who may do what to one review that is already loaded and visible."""

from accounts.models import Membership
from accounts.permissions import Reach, reach
from qa.enums import ReviewState
from qa.models import Review


def may_write(membership: Membership, review: Review) -> bool:
    """Only whoever judges marks, and only until it is submitted."""
    return (
        review.reviewer_id == membership.pk
        and review.state == ReviewState.DRAFT
        and reach(membership, "review.write") is not Reach.NONE
    )


def may_acknowledge(membership: Membership, review: Review) -> bool:
    return review.agent_id == membership.pk and review.state == ReviewState.SUBMITTED and review.acknowledged_at is None
