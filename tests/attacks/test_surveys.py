"""Attacks on survey links (security.md §4, A60 and A61, §8)."""

import re
import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from core.models import Event
from core.tenancy import tenant
from surveys.models import AnswerVersion, SurveyAnswer
from surveys.services.answers import Said, answer
from tests.factories.accounts import OrganizationFactory
from tests.factories.helpdesk import OPENED_AT
from tests.factories.surveys import InvitationFactory
from tests.surveys.pages import Customer

AT = OPENED_AT + timedelta(hours=3)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def customer(organization):
    InvitationFactory(organization=organization)
    return Customer(organization.host)


def counted(organization):
    with tenant(organization.pk):
        return list(SurveyAnswer.objects.counted().values_list("rating", flat=True))


def rows(organization):
    with tenant(organization.pk):
        return SurveyAnswer.objects.count(), AnswerVersion.objects.count(), Event.objects.count()


@pytest.mark.parametrize("method", ["get", "head"])
def test_a60_opening_every_link_in_a_second_leaves_nothing(customer, organization, method):
    before = rows(organization)

    for rating in (1, 2, 3, 4, 5):
        customer.opens(at=AT, query=f"?r={rating}", method=method)

    assert rows(organization) == before


def test_a60_a_program_that_sends_the_form_at_once_is_not_counted(customer, organization):
    page = customer.opens(at=AT, query="?r=1")
    first = customer.sends(page, at=AT + SECOND, rating=1)
    second = customer.sends(first, at=AT + 2 * SECOND)  # and it follows the confirmation as fast

    assert counted(organization) == []
    assert ["Confirm 1 of 5?" in shown.text for shown in (first, second)] == [True, True]
    assert rows(organization)[0] == 1  # kept aside


def test_a60_a_program_that_opened_two_links_is_asked_to_confirm(customer, organization):
    customer.opens(at=AT, query="?r=1")
    page = customer.opens(at=AT + SECOND, query="?r=5")
    asked = customer.sends(page, at=AT + 10 * SECOND, rating=5)
    before = counted(organization)
    customer.sends(asked, at=AT + 20 * SECOND)

    assert "Confirm 5 of 5?" in asked.text
    assert before == []
    assert counted(organization) == [5]


def test_a60_two_links_more_than_a_minute_apart_are_a_person_thinking(customer, organization):
    customer.opens(at=AT, query="?r=2")
    page = customer.opens(at=AT + timedelta(seconds=61), query="?r=4")
    customer.sends(page, at=AT + timedelta(seconds=70), rating=4)

    assert counted(organization) == [4]


def test_a60_somebody_elses_scanner_does_not_make_the_customer_one(customer, organization):
    scanner = Customer(organization.host, agent="Scanner")
    for rating in (1, 2, 3, 4, 5):
        scanner.opens(at=AT, query=f"?r={rating}")

    customer.answers(4, at=AT + 30 * SECOND)

    assert counted(organization) == [4]


def test_a60_a_confirmation_made_for_another_survey_confirms_nothing(organization, customer):
    InvitationFactory(organization=organization, token="o" * 32, survey__is_default=False)
    other = Customer(organization.host, token="o" * 32)
    page = customer.opens(at=AT)
    foreign = re.search(r'name="nonce" value="([^"]+)"', page.text)[1]

    refused = other.sends(page, at=AT + 10 * SECOND, rating=5, nonce=foreign)

    assert refused.status_code == 400
    assert counted(organization) == []


@pytest.mark.parametrize("spelt", [lambda n: n[:-1] + chr(ord(n[-1]) + 1), lambda n: f"{n}\n", lambda n: f" {n}"])
def test_a61_a_page_counts_once_however_its_nonce_is_spelt(organization, customer, spelt):
    page = customer.opens(at=AT)
    nonce = re.search(r'name="nonce" value="([^"]+)"', page.text)[1]
    customer.sends(page, at=AT + 10 * SECOND, rating=5)

    refused = customer.sends(page, at=AT + 20 * SECOND, rating=1, nonce=spelt(nonce))

    assert refused.status_code == 400
    assert counted(organization) == [5]


@pytest.mark.parametrize("nonce", ["", "x", "A" * 45, "A" * 10_000, "\x00", "é"])
def test_a61_a_nonce_that_is_not_ours_saves_nothing(customer, organization, nonce):
    page = customer.opens(at=AT)

    refused = customer.sends(page, at=AT + 10 * SECOND, rating=5, nonce=nonce)

    assert refused.status_code == 400
    assert counted(organization) == []


@pytest.mark.parametrize("rating", ["0", "6", "-1", "4.5", "4e0", "٤", "", "44", "true", "[4]"])
def test_a61_other_numbers_are_no_answer(customer, organization, rating):
    page = customer.opens(at=AT)

    assert customer.sends(page, at=AT + 10 * SECOND, rating=rating).status_code == 422
    assert counted(organization) == []


def test_a61_a_page_sent_fifty_times_is_one_answer(customer, organization):
    page = customer.opens(at=AT)

    statuses = {customer.sends(page, at=AT + 10 * SECOND, rating=rating % 5 + 1).status_code for rating in range(25)}

    assert statuses == {200}
    assert counted(organization) == [1]
    assert rows(organization)[1] == 1


def test_a61_more_than_thirty_tries_a_minute_wait(customer, organization):
    page = customer.opens(at=AT)

    statuses = [customer.sends(page, at=AT + 10 * SECOND, rating=9).status_code for _ in range(40)]

    assert statuses == [422] * 30 + [429] * 10


def test_a61_a_mebibyte_of_words_is_refused(customer, organization):
    page = customer.opens(at=AT)

    assert customer.sends(page, at=AT + 10 * SECOND, rating=1, comment="x" * 1_000_000).status_code == 413
    assert customer.sends(page, at=AT + 10 * SECOND, rating=1, comment="x" * 4001).status_code == 422
    assert counted(organization) == []


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</textarea><svg onload=alert(1)>",
        "{{ 7*7 }}{% now 'Y' %}",
    ],
)
def test_a61_a32_what_is_written_is_inert_wherever_it_is_shown_again(customer, organization, words):
    page = customer.opens(at=AT)
    wrong = customer.sends(page, at=AT + 10 * SECOND, comment=words)
    asked = customer.sends(customer.opens(at=AT + 20 * SECOND), at=AT + 21 * SECOND, rating=3, comment=words)
    saved = customer.answers(3, at=AT + 60 * SECOND, comment=words)

    for shown in (wrong, asked, saved, customer.opens(at=AT + 90 * SECOND)):
        body = shown.text.partition("</style>")[2]
        assert not re.search(r"<script|<img|<svg onload|>49", body)


def test_a61_after_closing_nothing_is_saved(customer, organization):
    page = customer.opens(at=AT)

    late = customer.sends(page, at=AT + timedelta(days=20), rating=5)

    assert late.status_code == 410
    assert counted(organization) == []


def test_a61_the_secret_reaches_no_log(customer, caplog, organization):
    caplog.set_level("DEBUG")

    customer.opens(at=AT + timedelta(days=20))
    customer.sends(customer.opens(at=AT), at=AT + 10 * SECOND, rating=9)
    Customer(organization.host, token="u" * 32).opens(at=AT)

    assert [
        record for record in caplog.records if "t" * 32 in record.getMessage() or "u" * 32 in record.getMessage()
    ] == []


def test_a61_a_page_of_another_organization_is_not_there(customer, other_organization):
    elsewhere = Customer(other_organization.host)

    assert elsewhere.opens(at=AT).status_code == 404
    assert elsewhere.client.post(f"{elsewhere.path}/stop").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a61_two_answers_at_once_are_one(transactional_db):
    organization = OrganizationFactory(host="northwind.testserver")
    invitation = InvitationFactory(organization=organization)
    barrier, failures = threading.Barrier(2), []

    def sends(rating):
        barrier.wait()
        try:
            with tenant(organization.pk):
                said = Said(rating=rating, was_solved_at_once=None, comment="")
                answer(invitation_id=invitation.pk, said=said, nonce=f"n{rating}", is_suspect=False, at=AT)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sends, args=(rating,)) for rating in (2, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert rows(organization) == (1, 2, 2)
