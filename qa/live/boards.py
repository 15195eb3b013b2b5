from accounts.models import Membership
from accounts.permissions import Reach, reach
from core.live.boards import Board


class ReviewBoard(Board):
    """The reviews of one member's own work: tells them that there is something to read."""

    kind = "review"

    def may_watch(self, membership: Membership) -> bool:
        return membership.public_id == self.subject and reach(membership, "review.view") is not Reach.NONE
