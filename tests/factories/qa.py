from decimal import Decimal
from typing import Any

import factory

from core.tenancy import tenant
from helpdesk.models import Ticket
from qa.content import NewCriterion, NewSection, NewVersion
from qa.enums import CriticalScope, ScaleKind, Selection, SubjectKind
from qa.models import Review, Scorecard
from qa.services.scorecards import create_scorecard
from tests.factories.base import TenantFactory, same_organization
from tests.factories.helpdesk import OPENED_AT


def small_version() -> NewVersion:
    """Two sections, 60 and 40: a scale and a critical yes/no; one yes/no that always applies."""
    return NewVersion(
        sections=(
            NewSection(
                name="Solution",
                weight=Decimal(60),
                criteria=(
                    NewCriterion(name="Correct", scale=ScaleKind.POINTS),
                    NewCriterion(name="Identity verified", critical=CriticalScope.FORM),
                ),
            ),
            NewSection(name="Tone", weight=Decimal(40), criteria=(NewCriterion(name="Polite", na_allowed=False),)),
        )
    )


class ScorecardFactory(factory.Factory):
    """Published once, by the system."""

    class Meta:
        model = Scorecard

    name = factory.Sequence(lambda n: f"Scorecard {n}")
    subject_kind = SubjectKind.TICKET

    @classmethod
    def _create(cls, model_class: type[Scorecard], *args: Any, **kwargs: Any) -> Scorecard:
        organization = kwargs.pop("organization")
        with tenant(organization.pk):
            return create_scorecard(**kwargs, content=small_version(), actor=None, at=OPENED_AT)


class ReviewFactory(TenantFactory):
    """A draft about a solved ticket of the agent's; `ticket`, `agent` and `reviewer` of one organization."""

    class Meta:
        model = Review

    scorecard = factory.LazyAttribute(lambda review: ScorecardFactory(organization=review.organization))
    ticket = same_organization("tests.factories.helpdesk.TicketFactory", solved=True)
    agent = same_organization("tests.factories.accounts.MembershipFactory")
    reviewer = same_organization("tests.factories.accounts.MembershipFactory")
    selection = Selection.CHOSEN
    worked_at = OPENED_AT
    started_at = OPENED_AT

    @factory.lazy_attribute
    def scorecard_version(self: Any) -> Any:
        with tenant(self.organization.pk):
            return self.scorecard.versions.latest("number")

    @factory.lazy_attribute
    def department(self: Any) -> Any:
        with tenant(self.organization.pk):
            return Ticket.objects.select_related("department").get(pk=self.ticket.pk).department
