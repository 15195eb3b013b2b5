"""Judging a piece of work, from the first mark to what the agent reads."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.services.versions import StaleVersion
from core.errors import NotPermitted
from core.models import Event, LiveTopic
from core.tenancy import tenant
from helpdesk.models import Ticket
from helpdesk.queries.alerts import alerts_of
from qa.enums import Outcome, ReviewState, Selection, SubjectKind
from qa.events import ReviewAcknowledged, ReviewStarted, ReviewSubmitted
from qa.live.boards import ReviewBoard
from qa.models import Mark, Review, ReviewComment
from qa.services.drafts import ReviewIsSubmitted
from qa.services.marking import MarkDoesNotFit, PinDoesNotFit, comment_on_review, delete_comment, mark_criterion
from qa.services.reviews import (
    AlreadyReviewed,
    ReviewIncomplete,
    WorkNotFinished,
    WrongScorecard,
    acknowledge_review,
    start_review,
    submit_review,
)
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import CallFactory, RecordingFactory
from tests.factories.helpdesk import DepartmentFactory, MessageFactory, TicketFactory
from tests.factories.qa import ScorecardFactory
from tests.qa.conftest import SOLVED_AT

LATER = SOLVED_AT + timedelta(hours=1)


@pytest.fixture(autouse=True)
def scope(organization):
    with tenant(organization.pk):
        yield


@pytest.fixture
def review(solved, scorecard, reviewer) -> Review:
    return start_review(scorecard_id=scorecard.public_id, ticket_id=solved().public_id, actor=reviewer, at=LATER)


def submit(review: Review, **given) -> Review:
    return submit_review(
        review_id=review.public_id, **{"seen_version": 1, "actor": review.reviewer, "at": LATER, **given}
    )


def test_a_review_is_about_whoever_is_credited_with_the_solution(review, agent, billing, reviewer):
    assert (review.agent, review.department, review.state) == (agent, billing, ReviewState.DRAFT)
    assert review.worked_at == SOLVED_AT
    (event,) = Event.objects.filter(name=ReviewStarted.name)
    assert event.actor_id == reviewer.pk


def test_starting_again_goes_on_with_the_draft(review, scorecard, reviewer):
    again = start_review(scorecard_id=scorecard.public_id, ticket_id=review.ticket.public_id, actor=reviewer, at=LATER)

    assert again == review
    assert Event.objects.filter(name=ReviewStarted.name).count() == 1


def test_what_was_drawn_is_random_and_what_somebody_picks_is_chosen(solved, scorecard, reviewer):
    drawn, old = solved(), solved(at=SOLVED_AT - timedelta(days=60))

    kinds = [
        start_review(scorecard_id=scorecard.public_id, ticket_id=t.public_id, actor=reviewer, at=LATER).selection
        for t in (drawn, old)
    ]

    assert kinds == [Selection.RANDOM, Selection.CHOSEN]


def test_nobody_judges_their_own_work(organization, solved, scorecard):
    both = MembershipFactory(organization=organization, role=Role.ADMIN)
    ticket = solved(by=both)

    with pytest.raises(NotPermitted):
        start_review(scorecard_id=scorecard.public_id, ticket_id=ticket.public_id, actor=both, at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor by any other way
        Review.objects.create(
            scorecard=scorecard,
            scorecard_version=scorecard.versions.get(),
            ticket=ticket,
            department=ticket.department,
            agent=both,
            reviewer=both,
            selection=Selection.CHOSEN,
            worked_at=SOLVED_AT,
            started_at=LATER,
        )


@pytest.mark.parametrize("role", [Role.AGENT, Role.VIEWER])
def test_who_may_not_judge_does_not_start(organization, billing, solved, scorecard, role):
    stranger = MembershipFactory(organization=organization, role=role)
    billing.member_links.create(membership=stranger)

    with pytest.raises(NotPermitted):
        start_review(scorecard_id=scorecard.public_id, ticket_id=solved().public_id, actor=stranger, at=LATER)


def test_a_supervisor_judges_in_their_departments_only(organization, billing, solved, scorecard):
    inside, outside = (MembershipFactory(organization=organization, role=Role.SUPERVISOR) for _ in range(2))
    billing.member_links.create(membership=inside)
    ticket = solved()

    started = start_review(scorecard_id=scorecard.public_id, ticket_id=ticket.public_id, actor=inside, at=LATER)
    assert started.reviewer == inside
    with pytest.raises(Ticket.DoesNotExist):
        start_review(scorecard_id=scorecard.public_id, ticket_id=ticket.public_id, actor=outside, at=LATER)


def test_unfinished_work_is_not_judged(organization, billing, scorecard, reviewer):
    open_ticket = TicketFactory(organization=organization, department=billing)
    nobodys = TicketFactory(organization=organization, department=billing, solved=True)
    lost = CallFactory(organization=organization, department=billing, abandoned=True)

    for about in ({"ticket_id": open_ticket.public_id}, {"ticket_id": nobodys.public_id}, {"call_id": lost.public_id}):
        with pytest.raises(WorkNotFinished):
            start_review(scorecard_id=scorecard.public_id, **about, actor=reviewer, at=LATER)


def test_a_scorecard_for_calls_does_not_judge_conversations(organization, solved, reviewer):
    for_calls = ScorecardFactory(organization=organization, subject_kind=SubjectKind.CALL)

    with pytest.raises(WrongScorecard):
        start_review(scorecard_id=for_calls.public_id, ticket_id=solved().public_id, actor=reviewer, at=LATER)


def test_a_mark_is_kept_as_it_stands_and_can_be_taken_back(review, mark):
    mark(review, 4, None, None)
    mark(review, 5, None, None)
    assert [m.value for m in review.marks.all()] == [5]

    criterion = review.marks.get().criterion
    mark_criterion(
        review_id=review.public_id,
        criterion_id=criterion.public_id,
        value=None,
        not_applicable=False,
        note="to think about",
        root_cause=None,
        actor=review.reviewer,
        at=LATER,
    )

    (kept,) = Mark.objects.all()
    assert (kept.value, kept.note) == (None, "to think about")


@pytest.mark.parametrize("value", [0, 6, -1])
def test_a_value_off_the_scale_is_refused(review, mark, value):
    with pytest.raises(MarkDoesNotFit):
        mark(review, value, None, None)


def test_what_always_applies_is_never_not_applicable(review, mark):
    with pytest.raises(MarkDoesNotFit):
        mark(review, None, None, "NA")


def test_submitting_lists_what_is_missing(review, mark):
    mark(review, 1, None, None, cause="")

    with pytest.raises(ReviewIncomplete) as refused:
        submit(review)

    criteria = {
        criterion.name: str(criterion.public_id)
        for section in review.scorecard_version.sections.all()
        for criterion in section.criteria.all()
    }
    assert refused.value.params == {
        "unanswered": [criteria["Identity verified"], criteria["Polite"]],
        "without_root_cause": [criteria["Correct"]],
    }
    review.refresh_from_db()
    assert review.state == ReviewState.DRAFT


def test_a_submitted_review_keeps_its_score_and_receipt(review, mark):
    mark(review, 4, "NA", 1)

    done = submit(review)

    assert (done.state, done.version, done.submitted_at) == (ReviewState.SUBMITTED, 2, LATER)
    assert (done.final_percent, done.outcome, done.reasons) == (85, Outcome.PASS, [])
    assert [(row["earned_percent"], row["applied_weight_percent"]) for row in done.receipt] == [
        ("75.000000", "60.000000"),
        (None, "0.000000"),
        ("100.000000", "40.000000"),
    ]


def test_a_missed_critical_criterion_fails_the_review_and_the_calculated_score_stays(review, mark):
    mark(review, 5, 0, 1)

    done = submit(review)

    assert (done.calculated_percent, done.final_percent, done.outcome) == (70, 0, Outcome.FAIL)
    (reason,) = done.reasons
    assert reason.startswith("critical:")


def test_the_event_says_what_was_judged_and_nothing_is_told_before(review, mark, agent, reviewer):
    mark(review, 4, 1, 1)
    assert not Event.objects.filter(name=ReviewSubmitted.name).exists()

    submit(review)

    event = ReviewSubmitted.restored(Event.objects.get(name=ReviewSubmitted.name).payload)
    assert (event.agent_id, event.reviewer_id, event.subject_kind) == (agent.pk, reviewer.pk, "ticket")
    assert (event.final_percent, event.passed, event.selection) == ("92.500000", True, "random")
    assert len(event.marks) == 3


def test_what_is_submitted_stays_as_it_is(review, mark):
    mark(review, 4, 1, 1)
    submit(review)

    with pytest.raises(ReviewIsSubmitted):
        mark(review, 1, None, None)
    with pytest.raises(ReviewIsSubmitted):
        submit(review, seen_version=2)
    with pytest.raises(AlreadyReviewed):
        start_review(
            scorecard_id=review.scorecard.public_id,
            ticket_id=review.ticket.public_id,
            actor=review.reviewer,
            at=LATER,
        )


def test_an_old_version_is_refused_where_the_state_changed_meanwhile(review, mark, agent):
    mark(review, 4, 1, 1)
    submit(review)
    Review.objects.update(state=ReviewState.DRAFT, submitted_at=None)

    with pytest.raises(StaleVersion):
        submit(review, seen_version=1)


def test_only_the_reviewer_writes(organization, review, mark):
    colleague = MembershipFactory(organization=organization, role=Role.REVIEWER)

    with pytest.raises(Review.DoesNotExist):  # a draft is nobody's but its reviewer's
        submit(review, actor=colleague)
    mark(review, 4, 1, 1)
    submit(review)
    with pytest.raises(NotPermitted):
        submit(review, actor=colleague)


def test_comments_are_pinned_to_a_message_of_this_conversation(organization, review):
    mine = MessageFactory(organization=organization, ticket=review.ticket)
    other = MessageFactory(organization=organization)

    pinned = comment_on_review(
        review_id=review.public_id, text="Well said", message_id=mine.public_id, actor=review.reviewer, at=LATER
    )

    assert pinned.message == mine
    with pytest.raises(PinDoesNotFit):
        comment_on_review(
            review_id=review.public_id, text="No", message_id=other.public_id, actor=review.reviewer, at=LATER
        )
    with pytest.raises(PinDoesNotFit):
        comment_on_review(review_id=review.public_id, text="No", at_second=3, actor=review.reviewer, at=LATER)


def test_comments_are_pinned_to_a_second_of_this_recording(organization, agent, billing, reviewer):
    call = CallFactory(organization=organization, department=billing, agent=agent)
    RecordingFactory(organization=organization, call=call, duration_seconds=60)
    for_calls = ScorecardFactory(organization=organization, subject_kind=SubjectKind.CALL)
    review = start_review(scorecard_id=for_calls.public_id, call_id=call.public_id, actor=reviewer, at=LATER)
    about = {"review_id": review.public_id, "text": "Here", "actor": reviewer, "at": LATER}

    comment = comment_on_review(**about, at_second=10, until_second=20.5)

    assert (comment.at_second, comment.until_second) == (10, 20.5)
    for wrong in ({"at_second": 60.1}, {"at_second": -1}, {"at_second": 20, "until_second": 10}, {"until_second": 3}):
        with pytest.raises(PinDoesNotFit):
            comment_on_review(**about, **wrong)
    delete_comment(review_id=review.public_id, comment_id=comment.public_id, actor=reviewer)
    assert ReviewComment.objects.count() == 0


def test_the_agent_accepts_the_review_once(organization, review, mark, agent):
    mark(review, 4, 1, 1)
    with pytest.raises(Review.DoesNotExist):  # not submitted: not there
        acknowledge_review(review_id=review.public_id, actor=agent, at=LATER)
    submit(review)

    for _ in range(2):
        done = acknowledge_review(review_id=review.public_id, actor=agent, at=LATER)

    assert (done.acknowledged_at, done.version) == (LATER, 3)
    assert Event.objects.filter(name=ReviewAcknowledged.name).count() == 1
    manager = MembershipFactory(organization=organization, role=Role.OWNER)
    with pytest.raises(NotPermitted):
        acknowledge_review(review_id=review.public_id, actor=manager, at=LATER)


def test_who_judges_sees_no_other_judgement_of_the_same_work_before_submitting(organization, review, mark, scorecard):
    mark(review, 4, 1, 1)
    submit(review)
    second = MembershipFactory(organization=organization, role=Role.REVIEWER)
    assert review in Review.objects.visible_to(second)

    own = start_review(scorecard_id=scorecard.public_id, ticket_id=review.ticket.public_id, actor=second, at=LATER)
    assert list(Review.objects.visible_to(second)) == [own]

    mark(own, 2, 1, 1)
    submit(own)
    assert set(Review.objects.visible_to(second)) == {own, review}


def test_a_draft_is_hidden_from_everybody_else_and_other_departments_see_nothing(organization, review, mark, agent):
    owner = MembershipFactory(organization=organization, role=Role.OWNER)
    elsewhere = MembershipFactory(organization=organization, role=Role.SUPERVISOR)
    DepartmentFactory(organization=organization, members=[elsewhere])
    watchers = (owner, elsewhere, agent)

    assert [Review.objects.visible_to(watcher).count() for watcher in watchers] == [0, 0, 0]
    mark(review, 4, 1, 1)
    submit(review)
    assert [Review.objects.visible_to(watcher).count() for watcher in watchers] == [1, 0, 1]


def test_the_agent_has_an_alert_that_leads_to_the_review(review, mark, agent):
    mark(review, 4, 1, 1)
    assert alerts_of(agent)["unseen"] == 0
    submit(review)

    deliver_all()
    deliver_all()

    (alert,) = alerts_of(agent)["results"]
    assert (alert["kind"], alert["review_id"], alert["ticket"]) == ("reviewed", review.public_id, None)
    assert alert["who"] == review.reviewer.user.name
    assert alerts_of(review.reviewer)["results"] == []


def test_the_agent_is_told_once_more_if_it_is_delivered_again(review, mark, agent):
    board = ReviewBoard(agent.public_id)
    topic = LiveTopic.objects.create(name=board.topic)
    before = topic.version
    mark(review, 4, 1, 1)
    submit(review)

    deliver_all()

    topic.refresh_from_db()
    assert topic.version > before
    assert board.may_watch(agent)
    assert not board.may_watch(review.reviewer)
