"""Two people, or one person twice, at the same moment."""

import pytest

from core.models import Event
from core.tenancy import tenant
from qa.events import ReviewStarted, ReviewSubmitted
from qa.models import Review
from qa.services.drafts import ReviewIsSubmitted
from qa.services.reviews import start_review, submit_review
from tests.factories.helpdesk import OPENED_AT
from tests.together import at_once


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_leave_one_event_and_one_refusal(organization, solved, scorecard, reviewer, mark):
    with tenant(organization.pk):
        review = start_review(
            scorecard_id=scorecard.public_id, ticket_id=solved().public_id, actor=reviewer, at=OPENED_AT
        )
        mark(review, 4, 1, 1)

    results = at_once(
        organization.pk,
        lambda: submit_review(review_id=review.public_id, seen_version=1, actor=reviewer, at=OPENED_AT),
    )

    assert {type(result) for result in results} == {Review, ReviewIsSubmitted}
    with tenant(organization.pk):
        assert Event.objects.filter(name=ReviewSubmitted.name).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_starts_at_once_are_one_draft(organization, solved, scorecard, reviewer):
    with tenant(organization.pk):
        ticket = solved()

    results = at_once(
        organization.pk,
        lambda: start_review(
            scorecard_id=scorecard.public_id, ticket_id=ticket.public_id, actor=reviewer, at=OPENED_AT
        ),
    )

    assert len({result.pk for result in results}) == 1
    with tenant(organization.pk):
        assert Event.objects.filter(name=ReviewStarted.name).count() == 1
