import pytest

from core.tenancy import tenant
from helpdesk.search import plain, prefix_query, ticket_number
from helpdesk.services.contacts import contact_for_address
from helpdesk.services.incoming import NewMessage, open_ticket
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
