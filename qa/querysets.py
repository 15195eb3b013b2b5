from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from accounts.permissions import Reach, reach
from qa.enums import ReviewState

if TYPE_CHECKING:
    from qa.models import Review, Scorecard  # noqa: F401 — named for mypy below


class ScorecardQuerySet(models.QuerySet["Scorecard"]):
    def visible_to(self, membership: Membership) -> Self:
        return self.none() if reach(membership, "scorecard.view") is Reach.NONE else self

    def in_use(self) -> Self:
        return self.filter(archived_at__isnull=True)


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, membership: Membership) -> Self:
        """One's own drafts, and submitted reviews as far as the role carries.

        Blind: while somebody judges a piece of work, the reviews others wrote about it are not there for
        them. A draft is nobody's but its reviewer's; the agent meets a review when it is submitted.
        """
        mine = Q(reviewer=membership)
        match reach(membership, "review.view"):
            case Reach.ALL:
                others = Q()
            case Reach.DEPARTMENTS:
                others = Q(department__member_links__membership=membership) | Q(agent=membership)
            case Reach.OWN:
                others = Q(agent=membership)
            case Reach.NONE:
                return self.none()
        theirs = others & Q(state=ReviewState.SUBMITTED) & self._not_being_judged_by(membership)
        return self.filter(mine | theirs).distinct()

    def of_agent(self, membership: Membership) -> Self:
        """What an agent may read about their own work."""
        return self.filter(agent=membership, state=ReviewState.SUBMITTED)

    def submitted(self) -> Self:
        return self.filter(state=ReviewState.SUBMITTED)

    def for_list(self) -> Self:
        return self.select_related(
            *("scorecard", "scorecard_version", "agent__user", "reviewer__user", "department"),
            *("ticket", "call__contact"),
        )

    def for_reading(self) -> Self:
        """With everything one review shows."""
        return self.for_list().prefetch_related(
            *("marks__criterion", "marks__message", "comments__author__user", "comments__message"),
            "scorecard_version__sections__criteria",
        )

    def _not_being_judged_by(self, membership: Membership) -> Q:
        drafts = self.model._default_manager.filter(reviewer=membership, state=ReviewState.DRAFT)
        tickets = drafts.filter(ticket__isnull=False).values("ticket_id")
        calls = drafts.filter(call__isnull=False).values("call_id")
        return (Q(ticket__isnull=True) | ~Q(ticket__in=tickets)) & (Q(call__isnull=True) | ~Q(call__in=calls))
