import pytest

from core.tenancy import tenant
from helpdesk.models import Contact
from helpdesk.queries import ticket_lists
from helpdesk.search import backward_digits, plain, prefix_query, ticket_number
from helpdesk.services.contacts import contact_for_address
from helpdesk.services.incoming import NewMessage, open_ticket
from tests.factories.calls import CallFactory
from tests.factories.helpdesk import OPENED_AT, DepartmentFactory


def opened(department, subject, *, name="Žofie Łukasik", email="zofie@example.test"):
    with tenant(department.organization_id):
        contact = contact_for_address(email=email, name=name)
        return open_ticket(
            department=department, contact=contact, subject=subject, message=NewMessage(text="T"), at=OPENED_AT
        )


@pytest.mark.parametrize(
    "query", ["1", "#1", "učtu", "UCTU číslo", "cisl", "zofie lukasik", "zofie@example.test", "Łuk"]
)
def test_a_ticket_is_found_by_number_words_and_beginnings_without_diacritics(client_of, agent, billing, query):
    ticket = opened(billing, "Číslo účtu")
    opened(billing, "Something else", name="Adam", email="adam@other.test")

    found = client_of(agent).get("/api/v1/tickets/", {"q": query}).json()["results"]

    assert [row["id"] for row in found] == [str(ticket.public_id)]


@pytest.mark.parametrize("query", ["' | *", "&", "účtu nic", "!účtu & \\"])
def test_signs_of_a_query_language_mean_nothing(client_of, agent, billing, query):
    opened(billing, "Číslo účtu")

    response = client_of(agent).get("/api/v1/tickets/", {"q": query})

    assert response.status_code == 200
    assert len(response.json()["results"]) == ("!" in query)


def test_what_only_others_know_is_not_found(client_of, agent, billing, organization, other_organization):
    opened(DepartmentFactory(organization=organization), "Tajemství")
    opened(DepartmentFactory(organization=other_organization), "Tajemství")

    assert client_of(agent).get("/api/v1/tickets/", {"q": "tajemstvi"}).json()["results"] == []


def test_a_name_learnt_later_finds_the_older_tickets_too(client_of, agent, billing):
    opened(billing, "S", name="")
    opened(billing, "S", name="Barbora")

    found = client_of(agent).get("/api/v1/tickets/", {"q": "barbora"}).json()["results"]

    assert len(found) == 2


def test_words_are_compared_without_case_marks_and_signs():
    assert plain("Číslo účtu: ŁÓDŹ-straße, a@b.cz") == "cislo uctu lodz strasse a b cz"
    assert prefix_query(" Łódź, účet ") == "lodz:* & ucet:*"
    assert [ticket_number(text) for text in ("#1042", " 7 ", "1e3", "٣", "99999999999")] == [1042, 7, None, None, None]


def with_phone(department, phone, *, email="phone@example.test"):
    ticket = opened(department, "S", email=email)
    with tenant(department.organization_id):
        Contact.objects.filter(pk=ticket.contact_id).update(phone=phone)
    return ticket


@pytest.mark.parametrize(
    "query", ["+420601555018", "00420 601 555 018", "601 555 018", "(601) 555-018", "555018", "+420 601/555.018"]
)
@pytest.mark.parametrize("stored", ["+420601555018", "601 555 018"])
def test_a_ticket_is_found_by_the_end_of_its_contacts_telephone_number(client_of, agent, billing, stored, query):
    ticket = with_phone(billing, stored)
    with_phone(billing, "+420601555019", email="other@example.test")

    found = client_of(agent).get("/api/v1/tickets/", {"q": query}).json()["results"]

    assert [row["id"] for row in found] == [str(ticket.public_id)]


def test_a_ticket_is_found_by_the_number_of_a_call_beside_it(client_of, agent, billing, organization):
    ticket = opened(billing, "S")
    CallFactory(organization=organization, department=billing, ticket=ticket, caller_number="+37126555018")

    found = client_of(agent).get("/api/v1/tickets/", {"q": "26 555 018"}).json()["results"]

    assert [row["id"] for row in found] == [str(ticket.public_id)]


def test_a_telephone_number_finds_nothing_of_other_departments_and_organizations(
    client_of, agent, billing, organization, other_organization
):
    elsewhere = DepartmentFactory(organization=organization)
    hidden = with_phone(elsewhere, "+420601555018")
    with_phone(DepartmentFactory(organization=other_organization), "+420601555018")
    CallFactory(organization=organization, department=elsewhere, ticket=hidden, caller_number="+420601555018")
    client = client_of(agent)

    assert client.get("/api/v1/tickets/", {"q": "+420601555018"}).json()["results"] == []
    assert client.get("/api/v1/calls/", {"number": "+420601555018"}).json()["results"] == []


def test_calls_are_found_by_the_end_of_their_number(client_of, agent, billing, organization):
    call = CallFactory(organization=organization, department=billing, caller_number="+420601555018")
    CallFactory(organization=organization, department=billing, caller_number="+420601555019")
    CallFactory(organization=organization, department=billing, caller_number="")
    client = client_of(agent)

    found = client.get("/api/v1/calls/", {"number": "601 555 018"}).json()["results"]

    assert [row["id"] for row in found] == [str(call.public_id)]
    assert client.get("/api/v1/calls/", {"number": "18"}).status_code == 400


@pytest.mark.parametrize("text", ["48213", "#482137", "invoice 2026815898", "12:34:56", "+", "٦٠١٥٥٥٠١٨", ""])
def test_what_is_no_telephone_number_is_not_looked_for_as_one(text):
    assert backward_digits(text) == ""


def test_hits_elsewhere_push_nothing_of_ours_over_the_edge(client_of, agent, billing, organization, monkeypatch):
    """The newest hits are another department's: the function must know what the caller may see, before its limit."""
    mine = opened(billing, "Refund")
    elsewhere = DepartmentFactory(organization=organization)
    for _ in range(3):
        opened(elsewhere, "Refund")
    monkeypatch.setattr(ticket_lists, "HITS", 2)

    found = client_of(agent).get("/api/v1/tickets/", {"q": "refund"}).json()["results"]

    assert [row["id"] for row in found] == [str(mine.public_id)]


def test_a_search_stays_within_the_view_and_the_filters_beside_it(client_of, agent, billing):
    opened(billing, "Refund")

    for beside in ({"view": "mine"}, {"status": "solved"}, {"priority": "urgent"}):
        assert client_of(agent).get("/api/v1/tickets/", {"q": "refund", **beside}).json()["results"] == [], beside
