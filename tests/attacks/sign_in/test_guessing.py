"""Guessing passwords, and who is locked out by it (A46, A47)."""

from tests.accounts.conftest import sign_in, with_password
from tests.attacks.sign_in.entering import TOO_MANY, WRONG, stranger
from tests.factories.accounts import MembershipFactory


def test_a46_guessing_one_account_is_stopped_for_the_right_password_too(organization, victim):
    browser = stranger(organization)
    for _ in range(5):
        assert WRONG in sign_in(browser, victim, password="guess").content.decode()

    response = sign_in(browser, victim)

    assert TOO_MANY in response.content.decode()


def test_a46_a_forged_forwarding_header_does_not_help(organization, victim):
    browser = stranger(organization)

    answers = [
        browser.post(
            "/login/",
            {"login": f"person{n}@nowhere.test", "password": "guess"},
            headers={
                "x-forwarded-for": f"203.0.113.{n}",
                "x-real-ip": f"203.0.113.{n}",
                "forwarded": f"for=10.0.0.{n}",
            },
        )
        for n in range(21)
    ]

    assert all(WRONG in answer.content.decode() for answer in answers[:20])
    assert TOO_MANY in answers[20].content.decode()


def test_a46_behind_a_trusted_proxy_each_client_counts_for_itself(organization, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    browser = stranger(organization)

    def guess(n, client):
        header = {"x-forwarded-for": f"198.51.100.{n}, {client}"}  # the first part is the client's own invention
        data = {"login": f"person{n}@nowhere.test", "password": "guess"}
        return browser.post("/login/", data, headers=header).content.decode()

    answers = [guess(n, "203.0.113.7") for n in range(21)]

    assert TOO_MANY in answers[20]
    assert WRONG in guess(22, "203.0.113.8")


def test_a46_limits_of_one_organization_are_nothing_to_another(organization, other_organization, victim):
    theirs = with_password(MembershipFactory(organization=other_organization, user__email=victim.user.email))
    for _ in range(6):
        sign_in(stranger(other_organization), theirs, password="guess")

    assert sign_in(stranger(organization), victim).status_code == 302


def test_a47_a_chosen_victim_still_comes_in_by_a_known_browser(organization, victim):
    known = stranger(organization)
    sign_in(known, victim)
    known.post("/logout/")
    attacker = stranger(organization, REMOTE_ADDR="203.0.113.9")
    for _ in range(10):
        sign_in(attacker, victim, password="guess")

    locked_out = sign_in(attacker, victim)
    response = sign_in(known, victim)

    assert TOO_MANY in locked_out.content.decode()
    assert response.status_code == 302


def test_a47_a_known_browser_of_one_person_is_a_strangers_to_another(organization, victim):
    other = with_password(MembershipFactory(organization=organization))
    browser = stranger(organization)
    sign_in(browser, other)
    browser.post("/logout/")
    for _ in range(5):
        sign_in(stranger(organization), victim, password="guess")

    assert TOO_MANY in sign_in(browser, victim).content.decode()
