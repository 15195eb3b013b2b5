from core.tenancy import tenant
from qa.enums import ReviewState
from qa.models import ReviewComment
from tests.attacks.examples.accounts import EVERYBODYS, listed
from tests.attacks.examples.registry import example
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, TicketFactory
from tests.factories.qa import ReviewFactory, ScorecardFactory


def scorecard(place):
    return ScorecardFactory(organization=place.organization)


def submitted(place):
    """About the work of the row's person, by somebody else, there to be read."""
    return ReviewFactory(
        organization=place.organization,
        ticket=TicketFactory(organization=place.organization, department=place.department, solved=True),
        agent=place.owner,
        state=ReviewState.SUBMITTED,
        submitted_at=OPENED_AT,
        final_percent=90,
        outcome="pass",
    )


def draft(place):
    """A draft is there for whoever judges and for nobody else; the person of the row is the reviewer."""
    return ReviewFactory(
        organization=place.organization,
        ticket=TicketFactory(organization=place.organization, department=place.department, solved=True),
        reviewer=place.owner,
    )


def first_criterion(review):
    with tenant(review.organization_id):
        return review.scorecard_version.sections.get(place=0).criteria.get(place=0)


def of_criterion(review, place):
    return {"public_id": review.public_id, "criterion_id": first_criterion(review).public_id}


def commented(place):
    review = draft(place)
    with tenant(review.organization_id):
        ReviewComment.objects.create(review=review, author=review.reviewer, text="x", at=OPENED_AT)
    return review


def of_comment(review, place):
    with tenant(review.organization_id):
        return {"public_id": review.public_id, "comment_id": review.comments.get().public_id}


def complete(place):
    """A draft with every criterion answered."""
    review = draft(place)
    with tenant(review.organization_id):
        for section in review.scorecard_version.sections.all():
            for criterion in section.criteria.all():
                review.marks.create(criterion=criterion, value=criterion.highest, saved_at=OPENED_AT)
    return review


def solved(place):
    """Solved by somebody who has left the cast, so that nobody of it judges their own work."""
    from helpdesk.services.tickets import solve_ticket

    ticket = TicketFactory(organization=place.organization, department=place.department)
    by = MembershipFactory(organization=place.organization, role="admin")
    with tenant(place.organization.pk):
        return solve_ticket(ticket_id=ticket.public_id, seen_version=1, actor=by, at=OPENED_AT)


def about(ticket, place):
    card = ScorecardFactory(organization=place.actor.organization)
    return {"scorecard_id": str(card.public_id), "ticket_id": str(ticket.public_id)}


DRAFT = {"make": draft, "hidden": "a draft is there for its reviewer alone", "own_rows": True}

example("scorecards_list", make=scorecard, listed=listed, **EVERYBODYS)
example("scorecards_retrieve", make=scorecard, **EVERYBODYS)
example("reviews_list", make=submitted, listed=listed, own_rows=True)
example("reviews_mine", make=submitted, listed=listed, own_rows=True, hidden="about one's own work alone")
example("reviews_queue")
example("reviews_retrieve", make=submitted, own_rows=True)
example("reviews_acknowledge", make=submitted, own_rows=True, only_own="only whose work it is accepts a review")
example("reviews_create", make=solved, in_body=True, seen_by="ticket.view", body=about, ok=201, makes_own="the review")
example("reviews_mark", path=of_criterion, body=lambda row, place: {"value": 3}, **DRAFT)
example("reviews_comment", body=lambda row, place: {"text": "Well said"}, ok=201, **DRAFT)
example("reviews_comment_delete", path=of_comment, **{**DRAFT, "make": commented})
example("reviews_submit", body=lambda row, place: {"version": 1}, **{**DRAFT, "make": complete})
