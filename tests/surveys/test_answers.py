"""What is an answer: metrics.md `survey_response`."""

from datetime import datetime, timedelta

import pytest

from core.models import Event
from core.tenancy import tenant
from surveys.events import SurveyAnswered
from surveys.models import AnswerVersion, SurveyAnswer
from surveys.queries.facts import Rating, Suspect, answer_texts, survey_cases
from surveys.services.answers import AnswerIsFinal, Said, answer
from tests.factories.surveys import InvitationFactory
from tests.surveys.pages import Customer
from tests.surveys.test_throttle import case

AT = datetime.fromisoformat("2025-03-10T09:00:00+00:00")
LONG = timedelta(days=400)


def said(rating, comment=""):
    return Said(rating=rating, was_solved_at_once=None, comment=comment)


@pytest.fixture
def asked(organization):
    return InvitationFactory(
        organization=organization, resolved_at=AT - timedelta(hours=1), expires_at=AT + timedelta(days=14)
    )


def run(case_id, organization):
    """The requests of a case against the real page; how many were rejected."""
    customer, rejected = Customer(organization.host), 0
    for request in case(case_id)["given"]["requests"]:
        at = datetime.fromisoformat(request["at"])
        if request["method"] == "POST":
            rejected += customer.answers(request["value"], at=at).status_code == 409
        else:
            customer.opens(at=at, query=f"?r={request['value']}", method=request["method"].lower())
    return rejected


@pytest.mark.parametrize("case_id", ["SVY-1", "SVY-2"])
def test_what_counts_as_an_answer(organization, asked, case_id):
    """Openings are recorded nowhere, so how many there were is no figure here (docs/decisions/0047)."""
    expected = case(case_id)["expect"]

    rejected = run(case_id, organization)

    with tenant(organization.pk):
        answers = list(SurveyAnswer.objects.all())
        versions = list(AnswerVersion.objects.order_by("pk").values_list("rating", flat=True))
    assert len(answers) == expected["responses"]
    assert (answers[0].rating if answers else None) == expected["value"]
    assert versions == expected["history"]
    assert rejected == expected["rejected"]


def test_the_last_word_within_a_day_counts_and_the_day_it_is_counted_on_stays(organization, asked):
    with tenant(organization.pk):
        answer(invitation_id=asked.pk, said=said(2), nonce="a", is_suspect=False, at=AT)
        answer(invitation_id=asked.pk, said=said(4), nonce="b", is_suspect=False, at=AT + timedelta(hours=24))
        with pytest.raises(AnswerIsFinal):
            answer(
                invitation_id=asked.pk,
                said=said(1),
                nonce="c",
                is_suspect=False,
                at=AT + timedelta(hours=24, seconds=1),
            )
        cases = [
            one
            for row in Event.objects.filter(name=SurveyAnswered.name).order_by("version")
            for one in survey_cases(SurveyAnswered.restored(row.payload))
        ]

    assert [(type(one), one.rating, one.at) for one in cases] == [(Rating, 2, AT), (Rating, 4, AT)]


def test_a_page_counts_once(organization, asked):
    with tenant(organization.pk):
        first = answer(invitation_id=asked.pk, said=said(5), nonce="a", is_suspect=False, at=AT)
        again = answer(invitation_id=asked.pk, said=said(1), nonce="a", is_suspect=False, at=AT)

    assert (again.pk, again.rating, again.version) == (first.pk, 5, 1)


def test_a_suspect_answer_is_kept_and_not_counted_until_somebody_confirms(organization, asked):
    with tenant(organization.pk):
        answer(invitation_id=asked.pk, said=said(1), nonce="a", is_suspect=True, at=AT)
        suspect = SurveyAnswer.objects.get()
        counted_before = SurveyAnswer.objects.counted().count()
        answer(invitation_id=asked.pk, said=said(5), nonce="b", is_suspect=False, at=AT + timedelta(hours=30))
        rows = Event.objects.filter(name=SurveyAnswered.name).order_by("version")
        cases = [type(one) for row in rows for one in survey_cases(SurveyAnswered.restored(row.payload))]
        after = SurveyAnswer.objects.counted().get()

    assert (suspect.is_suspect, counted_before) == (True, 0)
    assert (after.rating, after.first_answered_at) == (5, AT + timedelta(hours=30))
    assert cases == [Suspect, Rating]


def test_a_suspect_page_never_changes_an_answer_that_counts(organization, asked):
    with tenant(organization.pk):
        answer(invitation_id=asked.pk, said=said(5), nonce="a", is_suspect=False, at=AT)
        answer(invitation_id=asked.pk, said=said(1), nonce="b", is_suspect=True, at=AT + timedelta(minutes=1))

        row = SurveyAnswer.objects.get()
        assert (row.rating, row.version, row.versions.count()) == (5, 1, 2)
        assert Event.objects.filter(name=SurveyAnswered.name).count() == 1


def test_reports_find_the_words_beside_a_rating(organization, asked):
    with tenant(organization.pk):
        row = answer(invitation_id=asked.pk, said=said(3, "Slow."), nonce="a", is_suspect=False, at=AT)

        assert answer_texts([row.pk]) == {row.pk: (row.public_id, "Slow.")}
