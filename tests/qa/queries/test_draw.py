"""What chance draws: the same for the same week, and never what must not be judged."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from core.tenancy import tenant
from qa.enums import Selection, SubjectKind
from qa.queries.draw import OF_EACH_KIND, SAMPLE_SIZE, draw, sample, week_of
from qa.services.reviews import start_review
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import CallFactory, RecordingFactory
from tests.factories.helpdesk import DepartmentFactory
from tests.qa.conftest import SOLVED_AT

NOW = SOLVED_AT + timedelta(hours=1)


@pytest.fixture(autouse=True)
def scope(organization):
    with tenant(organization.pk):
        yield


def drawn(reviewer, at=NOW) -> list[tuple[SubjectKind, int]]:
    return [(work.kind, work.row.pk) for work in sample(reviewer, at=at)]


def test_who_is_credited_is_looked_up_in_the_log_of_the_one_ticket(solved, reviewer):
    """Without the subject each ticket of the month would read every solved event there ever was."""
    solved()
    with CaptureQueriesContext(connection) as asked:
        drawn(reviewer)

    (query,) = (each["sql"] for each in asked if '"credited_id"' in each["sql"])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {query}")
        plan = [line.strip() for (line,) in cursor.fetchall()]
    looked_up = [line for line in plan if line.startswith("Index Cond") and "subject_id" in line]
    assert looked_up
    assert all("subject)::text" in line for line in looked_up), plan


def test_the_draw_holds_still_within_a_week_and_differs_by_reviewer_and_week(organization, solved, reviewer):
    for _ in range(12):
        solved()
    other = MembershipFactory(organization=organization, role=Role.REVIEWER)

    mine = drawn(reviewer)

    assert mine == drawn(reviewer) == drawn(reviewer, at=NOW + timedelta(days=3))
    assert set(mine) == set(drawn(other)) == set(drawn(reviewer, at=NOW + timedelta(days=7)))
    assert len({tuple(mine), tuple(drawn(other)), tuple(drawn(reviewer, at=NOW + timedelta(days=7)))}) == 3


def test_conversations_and_recorded_calls_are_drawn_together(organization, agent, billing, solved, reviewer):
    ticket = solved()
    call = CallFactory(organization=organization, department=billing, agent=agent)
    RecordingFactory(organization=organization, call=call)
    CallFactory(organization=organization, department=billing, agent=agent)  # without a recording

    assert set(drawn(reviewer)) == {(SubjectKind.TICKET, ticket.pk), (SubjectKind.CALL, call.pk)}


def test_a_few_calls_do_not_drown_in_many_conversations(organization, agent, billing, solved, reviewer):
    for _ in range(SAMPLE_SIZE * 2):
        solved()
    calls = CallFactory.create_batch(2, organization=organization, department=billing, agent=agent)
    for call in calls:
        RecordingFactory(organization=organization, call=call)
    reviewers = [reviewer, *MembershipFactory.create_batch(4, organization=organization, role=Role.REVIEWER)]

    heard = [{pk for kind, pk in drawn(one) if kind is SubjectKind.CALL} for one in reviewers]

    assert heard == [{call.pk for call in calls}] * len(reviewers)
    assert [len(drawn(one)) for one in reviewers] == [SAMPLE_SIZE] * len(reviewers)


def test_own_old_excluded_and_judged_work_is_not_drawn(organization, agent, solved, scorecard, reviewer):
    both = MembershipFactory(organization=organization, role=Role.ADMIN)
    solved(by=both)
    solved(at=SOLVED_AT - timedelta(days=40))
    spam = solved()
    spam.excluded_reason = "spam"
    spam.save(update_fields=["excluded_reason"])
    judged = solved()
    start_review(scorecard_id=scorecard.public_id, ticket_id=judged.public_id, actor=reviewer, at=NOW)

    assert drawn(both) == []


def test_a_supervisor_draws_from_their_departments(organization, billing, solved):
    inside, outside = (MembershipFactory(organization=organization, role=Role.SUPERVISOR) for _ in range(2))
    billing.member_links.create(membership=inside)
    DepartmentFactory(organization=organization, members=[outside])
    solved()

    assert (len(drawn(inside)), len(drawn(outside))) == (1, 0)


def test_behind_the_sample_the_draw_goes_on_until_each_piece_of_work_was_there_once(
    organization, agent, billing, solved, reviewer
):
    tickets = [solved() for _ in range(SAMPLE_SIZE + OF_EACH_KIND)]
    calls = CallFactory.create_batch(SAMPLE_SIZE, organization=organization, department=billing, agent=agent)
    for call in calls:
        RecordingFactory(organization=organization, call=call)

    pages = [draw(reviewer, at=NOW)]
    while pages[-1].end:
        pages.append(draw(reviewer, at=NOW + timedelta(days=7), behind=pages[-1].end))  # the week it began in

    assert [len(page.work) for page in pages] == [SAMPLE_SIZE, SAMPLE_SIZE, OF_EACH_KIND]
    seen = sorted((work.kind, work.row.pk) for page in pages for work in page.work)
    assert seen == sorted(
        [(SubjectKind.TICKET, ticket.pk) for ticket in tickets] + [(SubjectKind.CALL, call.pk) for call in calls]
    )
    assert [work.draw for work in pages[1].work] == sorted(work.draw for work in pages[1].work)


def test_work_judged_meanwhile_moves_nothing_on_the_next_page(solved, scorecard, reviewer):
    for _ in range(SAMPLE_SIZE + 2):
        solved()
    first = draw(reviewer, at=NOW)
    before = [work.row.pk for work in draw(reviewer, at=NOW, behind=first.end).work]

    start_review(scorecard_id=scorecard.public_id, ticket_id=first.work[0].row.public_id, actor=reviewer, at=NOW)

    assert [work.row.pk for work in draw(reviewer, at=NOW, behind=first.end).work] == before


def test_only_what_stands_in_the_sample_counts_as_drawn(solved, scorecard, reviewer):
    for _ in range(SAMPLE_SIZE + 1):
        solved()
    (beyond,) = draw(reviewer, at=NOW, behind=draw(reviewer, at=NOW).end).work

    chosen = start_review(scorecard_id=scorecard.public_id, ticket_id=beyond.row.public_id, actor=reviewer, at=NOW)

    assert chosen.selection == Selection.CHOSEN


def test_the_draw_has_an_end(solved, reviewer):
    for _ in range(SAMPLE_SIZE + 2):
        solved()

    assert len(drawn(reviewer)) == SAMPLE_SIZE


def test_the_week_begins_on_monday_by_the_organizations_clock(organization):
    """In Prague it is Monday already."""
    assert week_of(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert week_of(datetime(2026, 11, 22, 22, 30, tzinfo=UTC)) == datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
