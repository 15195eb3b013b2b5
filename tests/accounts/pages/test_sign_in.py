from tests.accounts.conftest import sign_in


def test_the_right_password_opens_a_session(browser, person):
    response = sign_in(browser, person)

    assert (response.status_code, response["location"]) == (302, "/")
    assert browser.get("/security/").status_code == 200


def test_a_wrong_password_says_so_and_opens_nothing(browser, person):
    response = sign_in(browser, person, password="not this one")

    assert response.status_code == 200
    assert "This e-mail address and password do not belong together." in response.content.decode()
    assert browser.get("/security/").status_code == 302
