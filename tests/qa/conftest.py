from datetime import datetime, timedelta

import pytest

from accounts.enums import Role
from accounts.models import Membership
from core.catalogues import compile_all
from core.tenancy import tenant
from helpdesk.models import Department, Ticket
from helpdesk.services.tickets import solve_ticket
from qa.models import Review, Scorecard
from qa.services.marking import mark_criterion
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, TicketFactory
from tests.factories.qa import ScorecardFactory

SOLVED_AT = OPENED_AT + timedelta(hours=1)


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """As the set-up of an installation does; the compiled files are not kept in the repository."""
    compile_all()


@pytest.fixture
def reviewer(organization) -> Membership:
    return MembershipFactory(organization=organization, role=Role.REVIEWER)


@pytest.fixture
def billing(agent) -> Department:
    with tenant(agent.organization_id):
        return agent.department_links.get().department


@pytest.fixture
def scorecard(organization) -> Scorecard:
    return ScorecardFactory(organization=organization)


@pytest.fixture
def solved(agent, billing):
    """A function: another ticket solved by the agent, or by whoever is said."""

    def solve(by: Membership = agent, at: datetime = SOLVED_AT, department: Department = billing) -> Ticket:
        ticket = TicketFactory(organization=agent.organization, department=department)
        with tenant(agent.organization_id):
            return solve_ticket(ticket_id=ticket.public_id, seen_version=1, actor=by, at=at)

    return solve


@pytest.fixture
def mark():
    """A function: answer the criteria of a review, in their order. None skips, "NA" does not apply."""

    def answer(review: Review, *values: object, cause: str = "knowledge") -> None:
        sections = review.scorecard_version.sections.order_by("place")
        criteria = [c for section in sections for c in section.criteria.order_by("place")]
        for criterion, value in zip(criteria, values, strict=True):
            if value is None:
                continue
            mark_criterion(
                review_id=review.public_id,
                criterion_id=criterion.public_id,
                value=None if value == "NA" else int(str(value)),
                not_applicable=value == "NA",
                note="",
                root_cause=cause or None,
                actor=review.reviewer,
                at=SOLVED_AT,
            )

    return answer
