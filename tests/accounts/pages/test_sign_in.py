from datetime import UTC, datetime

from accounts.enums import Role
from accounts.services import create_member
from core.tenancy import tenant
from tests.accounts.conftest import PASSWORD, sign_in

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def test_the_right_password_opens_a_session(browser, person):
    response = sign_in(browser, person)

    assert (response.status_code, response["location"]) == (302, "/")
    assert browser.get("/security/").status_code == 200


def test_a_wrong_password_says_so_and_opens_nothing(browser, person):
    response = sign_in(browser, person, password="not this one")

    assert response.status_code == 200
    assert "This e-mail address and password do not belong together." in response.content.decode()
    assert browser.get("/security/").status_code == 302


def test_an_address_is_typed_as_its_owner_writes_it(browser, organization):
    """It is kept with its domain as the wire has it."""
    with tenant(organization.pk):
        member = create_member(name="Jana", email="Jana@příklad.cz", role=Role.AGENT, password=PASSWORD, at=AT)

    response = browser.post("/login/", {"login": "jana@Příklad.cz", "password": PASSWORD})

    assert member.user.email == "jana@xn--pklad-zsa96e.cz"
    assert (response.status_code, response["location"]) == (302, "/")
