"""The page of one customer."""

import re
from datetime import timedelta

import pytest

from core.tenancy import tenant
from helpdesk.models import Contact
from surveys.models import AnswerVersion, SurveyAnswer
from surveys.pages.frame import CSS
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, MessageFactory
from tests.factories.surveys import InvitationFactory
from tests.surveys.pages import Customer

AT = OPENED_AT + timedelta(hours=3)
LIMIT = 20_000
AIM = 15_000


def answers(organization):
    with tenant(organization.pk):
        return list(SurveyAnswer.objects.values_list("rating", "was_solved_at_once", "comment", "is_suspect"))


def test_the_choice_of_the_mail_is_shown_and_not_saved(customer, organization):
    page = customer.opens(at=AT, query="?r=4")

    assert "Your choice from the e-mail: <b>4</b>. It is saved when you send." in page.text
    assert re.findall(r'value="(\d)"[^>]* checked', page.text) == ["4"]
    assert answers(organization) == []


@pytest.mark.parametrize("query", ["", "?r=0", "?r=6", "?r=x", "?r=4%20", "?r=%3Cscript%3E"])
def test_a_choice_that_is_none_chooses_nothing(customer, query):
    page = customer.opens(at=AT, query=query)

    assert (page.status_code, " checked" in page.text, "<script" in page.text) == (200, False, False)


def test_sending_saves_and_shows_what_was_saved(customer, organization):
    page = customer.answers(4, at=AT, at_once="yes", comment="Fast.\r\nThanks <b>")

    assert answers(organization) == [(4, True, "Fast.\nThanks <b>", False)]
    assert "<b>4 of 5</b>" in page.text
    assert "Thanks &lt;b&gt;" in page.text
    assert "Change my answer" in page.text


def test_the_second_question_and_the_words_may_be_left_out(customer, organization):
    customer.answers(3, at=AT)

    assert answers(organization) == [(3, None, "", False)]


def test_without_a_number_the_page_says_so_at_the_question_and_keeps_the_words(customer, organization):
    page = customer.sends(customer.opens(at=AT), at=AT + timedelta(seconds=5), comment="Kept & shown")

    assert page.status_code == 422
    assert page.text.count("Choose a number from 1 to 5.") == 2  # in the summary and at the question
    assert 'href="#rating"' in page.text
    assert 'id="rating"' in page.text
    assert "Kept &amp; shown" in page.text
    assert answers(organization) == []


def test_the_answer_can_be_changed_for_a_day_and_is_read_only_after_it(customer, organization):
    customer.answers(2, at=AT)
    again = customer.opens(at=AT + timedelta(hours=3))
    customer.answers(5, at=AT + timedelta(hours=24))
    page = customer.opens(at=AT + timedelta(hours=24, seconds=1))
    late = customer.sends(page, at=AT + timedelta(hours=25), rating=1)

    assert "This is the answer you gave." in again.text
    assert re.findall(r'value="(\d)"[^>]* checked', again.text) == ["2"]
    assert answers(organization) == [(5, None, "", False)]
    assert (page.status_code, "<form" in page.text, "Change my answer" in page.text) == (200, False, False)
    assert (late.status_code, "your answer stays as it is" in late.text) == (409, True)


def test_every_page_is_one_small_document_that_fetches_nothing(customer, organization):
    given = customer.opens(at=AT, query="?r=4")
    pages = [
        given,
        customer.sends(given, at=AT + timedelta(seconds=5)),
        customer.answers(4, at=AT),
        customer.opens(at=AT, path="/thanks"),
        customer.opens(at=AT, path="/stop"),
        customer.opens(at=AT + timedelta(days=15)),
    ]

    for page in pages:
        assert len(page.content) < AIM < LIMIT
        assert re.findall(r'(?:src|href)="(?!/s/|#|\?)', page.text) == []
        assert "<script" not in page.text
        assert "default-src 'none'" in page["Content-Security-Policy"]
        assert page["Cache-Control"] == "no-store"
        assert page["Referrer-Policy"] == "no-referrer"
        assert "noindex" in page["X-Robots-Tag"]
        assert page.cookies == {}
        assert CSS in page.text


@pytest.mark.parametrize(
    ("language", "words"), [("cs", "Odeslat"), ("pl", "Wyślij"), ("lv", "Nosūtīt"), ("en", "Send the rating")]
)
def test_the_language_is_that_of_the_ticket_and_can_be_switched(organization, language, words):
    InvitationFactory(organization=organization, language=language)
    customer = Customer(organization.host)

    own = customer.opens(at=AT, query="?r=4")
    switched = customer.opens(at=AT, query="?r=4&l=en")

    assert f'<html lang="{language}">' in own.text
    assert words in own.text
    assert f'href="?r=4&amp;l={language}"' in own.text
    assert '<html lang="en">' in switched.text


def test_the_language_chosen_on_the_page_stays_after_sending(customer):
    page = customer.opens(at=AT, query="?l=pl")
    after = customer.sends(page, at=AT + timedelta(seconds=5), rating=5)

    assert '<html lang="pl">' in after.text


def test_the_page_names_a_person_only_if_the_ticket_did(customer, organization, invitation):
    member = MembershipFactory(organization=organization, user__name="Eva Nowak")

    before = customer.opens(at=AT)
    MessageFactory(
        organization=organization,
        ticket=invitation.ticket,
        direction="out",
        author_kind="human",
        membership=member,
        contact=None,
    )

    assert "Eva Nowak" not in before.text
    assert "Eva Nowak" in customer.opens(at=AT).text


def test_stopping_takes_one_press_and_a_mail_program_can_do_it_alone(customer, organization, invitation):
    looked = customer.opens(at=AT, path="/stop")
    with tenant(organization.pk):
        before = Contact.objects.get(pk=invitation.contact_id).surveys_stopped_at
    form = "application/x-www-form-urlencoded"
    pressed = customer.client.post(f"{customer.path}/stop", "List-Unsubscribe=One-Click", form)

    assert (looked.status_code, "<button>" in looked.text, before) == (200, True, None)
    assert (pressed.status_code, "no more surveys" in pressed.text) == (200, True)
    with tenant(organization.pk):
        assert Contact.objects.get(pk=invitation.contact_id).surveys_stopped_at is not None


def test_an_expired_link_says_so_without_details(customer):
    page = customer.opens(at=AT + timedelta(days=14))

    assert page.status_code == 410
    assert "48213" not in page.text


def test_an_unknown_a_malformed_and_a_foreign_address_are_one_answer(customer, organization, other_organization):
    foreign = InvitationFactory(organization=other_organization, token="f" * 32)
    pages = [
        Customer(organization.host, token=token).opens(at=AT)
        for token in ("f" * 32, "u" * 32, "short", "..%2f..", "%00", "x" * 500)
    ]

    assert {page.status_code for page in pages} == {404}
    assert {page.content for page in pages} == {pages[0].content}
    assert foreign.token_sha256


def test_a_page_that_was_open_for_hours_keeps_the_words_and_asks_again(customer, organization):
    page = customer.opens(at=AT)
    late = customer.sends(page, at=AT + timedelta(hours=2, seconds=1), rating=4, comment="Still here")
    saved = customer.sends(late, at=AT + timedelta(hours=2, seconds=9), rating=4, comment="Still here")

    assert (late.status_code, "Still here" in late.text) == (400, True)
    assert saved.status_code == 200
    assert answers(organization) == [(4, None, "Still here", False)]


def test_a_closed_ticket_page_works_without_cookies_and_csrf_token(customer, organization):
    assert customer.answers(5, at=AT).status_code == 200
    assert customer.client.cookies == {}


def test_each_word_is_kept_in_the_history(customer, organization):
    for minute, rating in ((0, 2), (10, 4), (20, 3)):
        customer.answers(rating, at=AT + timedelta(minutes=minute))

    with tenant(organization.pk):
        assert list(AnswerVersion.objects.order_by("pk").values_list("rating", flat=True)) == [2, 4, 3]
