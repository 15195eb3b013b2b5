from typing import TYPE_CHECKING, Self

from django.db import models

from accounts.models import Membership
from accounts.permissions import Reach, reach

if TYPE_CHECKING:
    from surveys.models import SurveyAnswer  # noqa: F401 — named for mypy below


class SurveyAnswerQuerySet(models.QuerySet["SurveyAnswer"]):
    def visible_to(self, membership: Membership) -> Self:
        """Answers about tickets of the departments this member may see now."""
        match reach(membership, "survey.view"):
            case Reach.ALL:
                return self
            case Reach.DEPARTMENTS:
                return self.filter(invitation__ticket__department__member_links__membership=membership)
            case Reach.OWN:
                return self.filter(invitation__agent=membership)
            case Reach.NONE:
                return self.none()

    def for_reading(self) -> Self:
        """With everything a row shows, so that N + 1 has one home."""
        return self.select_related("invitation__ticket", "invitation__department", "invitation__agent__user")

    def counted(self) -> Self:
        return self.filter(is_suspect=False)
