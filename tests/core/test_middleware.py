import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from core import middleware
from core.models import RawInbound

pytestmark = pytest.mark.urls("tests.core.api.urls")


def at(host):
    return Client(headers={"host": host})


@pytest.mark.parametrize(
    "host", ["northwind.testserver", "NORTHWIND.testserver", "northwind.testserver:8000", "northwind.testserver."]
)
def test_the_host_decides_the_organization(organization, other_organization, host):
    assert at(host).get("/page/").content == str(organization.pk).encode()


@pytest.mark.parametrize(
    "headers", [{"x-forwarded-host": "acme.testserver"}, {"x-organization": "2"}, {"forwarded": "host=acme.testserver"}]
)
def test_nothing_but_the_host_decides_the_organization(organization, other_organization, headers):
    assert (
        at("northwind.testserver").get("/page/", {"organization": 2}, headers=headers).content
        == str(organization.pk).encode()
    )


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "127.0.0.1:8000", "localhost", "files.evil.example", "testserver", "[::1]:8000"),
        *("", " ", "a b", "-", "..", "é", "\x00", "a" * 5000),
        *("northwind.testserver@evil.example", "northwind.testserver:x"),
    ],
)
def test_an_unknown_host_is_no_address_at_all(organization, host):
    response = at(host).get("/page/")

    assert response.status_code == 404
    assert b"northwind" not in response.content


def test_the_scope_is_closed_after_the_request(organization):
    at("northwind.testserver").get("/page/")

    assert getattr(connection, "organization_id", None) is None


def test_what_is_streamed_after_the_answer_fails_loudly_if_it_reads(organization):
    response = at("northwind.testserver").get("/stream/")

    with pytest.raises(DatabaseError):
        b"".join(response.streaming_content)


@pytest.mark.parametrize("status", [400, 500])
def test_a_refused_or_broken_view_is_rolled_back(organization, status):
    client = Client(headers={"host": "northwind.testserver"}, raise_request_exception=False)
    kind = {400: "input", 500: "bug"}[status]

    assert client.post(f"/api/v1/refuse/{kind}/", "{}", content_type="application/json").status_code == status

    from core.tenancy import tenant

    with tenant(organization.pk):
        assert not RawInbound.objects.exists()


def test_a_cookie_of_one_organization_is_nobody_at_another(agent, client_of, other_organization, settings):
    settings.ROOT_URLCONF = "config.urls"
    client = client_of(agent)

    assert client.get("/api/v1/me/").status_code == 200
    assert client.get("/api/v1/me/", headers={"host": "acme.testserver"}).status_code == 401


def test_a_database_away_before_the_view_is_a_503(organization, monkeypatch):
    monkeypatch.setattr(middleware, "tenant_of_host", _away)
    monkeypatch.setattr(connection, "close", lambda: None)

    for path, kind in (("/page/", "text/plain"), ("/api/v1/make/", "application/problem+json")):
        response = at("northwind.testserver").get(path)
        assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
        assert response.headers["Content-Type"].startswith(kind)


def test_f6_a_page_that_finds_no_database_says_so_in_the_readers_language_and_loads_again_by_itself(
    organization, monkeypatch
):
    monkeypatch.setattr(middleware, "tenant_of_host", _away)
    monkeypatch.setattr(connection, "close", lambda: None)
    browser = {"accept": "text/html,*/*", "accept-language": "cs"}

    read = at("northwind.testserver").get("/page/", headers=browser)
    sent = at("northwind.testserver").post("/page/", headers=browser)

    assert (read.status_code, sent.status_code, read.headers["Retry-After"]) == (503, 503, "5")
    assert read.headers["Content-Type"].startswith("text/html")
    assert '<html lang="cs">' in read.content.decode()
    assert "Za okamžik jsme zpět" in read.content.decode()
    assert '<meta http-equiv="refresh" content="5">' in read.content.decode()
    assert "refresh" not in sent.content.decode()  # a form is not sent twice


def _away(*_args):
    raise OperationalError("the database system is starting up")


def test_f6_the_probe_of_the_process_touches_no_database():
    """No fixture of the database here: the slightest question, and be it BEGIN, is an error."""
    assert at("evil.example").get("/healthz").json() == {"ok": True}


@pytest.mark.parametrize("error", [OperationalError("away"), InterfaceError("the connection is closed")])
def test_f6_the_probe_of_the_house_answers_in_json_while_the_database_is_away(monkeypatch, error):
    def away():
        raise error

    monkeypatch.setattr(connection, "ensure_connection", away)

    answer = at("evil.example").get("/readyz")

    assert answer.status_code == 503
    assert (answer.json()["ok"], answer.json()["parts"]["database"]) == (
        False,
        {"ok": False, "reason": "does not answer"},
    )


@pytest.mark.parametrize("host", ["northwind.testserver", "127.0.0.1:8000", "evil.example"])
def test_probes_answer_on_every_host_and_say_what_is_missing(db, host):
    health, ready = at(host).get("/healthz"), at(host).get("/readyz")

    assert (health.status_code, health.json()) == (200, {"ok": True})
    assert ready.status_code == 200
    body = ready.json()
    assert body["ok"]
    assert not body["complete"]
    assert body["parts"]["database"] == {"ok": True, "role": "desk_app"}
    assert body["parts"]["relay"] == {"ok": False, "seconds": None}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_that_sends_something_is_told_that_it_may_only_ask(path):
    browser = Client(headers={"host": "whatever.example"}, enforce_csrf_checks=True)

    assert browser.post(path, {"a": "b"}).status_code == 405
    assert browser.put(path).status_code == 405


def test_a_process_says_that_it_lives_without_asking_a_database():
    assert at("northwind.testserver").get("/healthz").status_code == 200  # no `db` here: a query would fail the test


def test_the_files_host_knows_no_cookies(organization):
    seen = {}

    def answer(request):
        seen[request.get_host()] = dict(request.COOKIES)
        return HttpResponse()

    for host in ("northwind.testserver", "files.northwind.testserver"):
        middleware.TenantMiddleware(answer)(RequestFactory(headers={"host": host, "cookie": "session=abc"}).get("/"))

    assert seen == {"northwind.testserver": {"session": "abc"}, "files.northwind.testserver": {}}
