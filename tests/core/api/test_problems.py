import pytest
from django.test import Client

from core.models import RawInbound
from core.tenancy import tenant

pytestmark = pytest.mark.urls("tests.core.api.urls")


@pytest.fixture
def client(organization):
    return Client(headers={"host": "northwind.testserver"}, raise_request_exception=False)


def refused(client, kind, body="{}"):
    return client.post(f"/api/v1/refuse/{kind}/", body, content_type="application/json")


@pytest.mark.parametrize(
    ("kind", "status", "code", "params"),
    [
        ("conflict", 409, "conflict", {"current": 7}),
        ("permission", 403, "not_permitted", {}),
        ("domain", 422, "refused", {}),
        ("missing", 404, "not_found", {}),
    ],
)
def test_what_the_domain_refuses_is_a_problem_and_changes_nothing(client, organization, kind, status, code, params):
    response = refused(client, kind)

    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    body = response.json()
    assert body == {
        "type": f"/problems/{code}",
        "status": status,
        "code": code,
        "detail": body["detail"],
        "params": params,
        "errors": [],
    }
    with tenant(organization.pk):
        assert not RawInbound.objects.exists()


def test_each_wrong_field_is_named(client):
    body = refused(client, "input", '{"name": "long name", "nickname": 1}').json()

    assert (body["status"], body["code"]) == (400, "unknown")
    assert [(error["field"], error["code"]) for error in body["errors"]] == [("nickname", "unknown")]


@pytest.mark.parametrize("path", ["/api/v1/refuse/bug/", "/api/v1/plain-bug/"])
def test_a_bug_is_a_500_with_a_reference_that_stands_once_in_the_log(client, organization, caplog, path):
    response = client.post(path, "{}", content_type="application/json")

    body = response.json()
    assert (response.status_code, body["code"]) == (500, "error")
    assert response.headers["Content-Type"] == "application/problem+json"
    reference = body["params"]["reference"]
    assert reference in body["detail"]
    assert "secret" not in response.content.decode()
    errors = [record for record in caplog.records if record.levelname == "ERROR" and record.name.startswith("core")]
    assert [reference in record.getMessage() for record in errors] == [True]
    with tenant(organization.pk):
        assert not RawInbound.objects.exists()  # the view was rolled back


@pytest.mark.parametrize("path", ["/api/v1/refuse/away/", "/api/v1/plain-away/", "/plain-away/"])
def test_a_database_that_went_away_is_a_503_with_a_time(client, path):
    response = client.post(path, "{}", content_type="application/json")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "secret" not in response.content.decode()


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/nothing-here/", 404, "not_found"),
        ("get", "/api/nothing", 404, "not_found"),
        ("get", "/api/v1/make/", 405, "method_not_allowed"),
    ],
)
def test_what_never_reaches_a_view_has_the_same_body(client, method, path, status, code):
    response = getattr(client, method)(path)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("body", ["{", "", "[" * 20_000, '{"name": NaN}', b'{"name": "\xff"}', '{"name": "\\ud800"}'])
def test_a_body_that_is_no_json_is_a_problem(client, body):
    response = refused(client, "input", body)

    assert (response.status_code, response.json()["code"]) == (400, "parse_error" if body else "required")


def test_a_form_is_not_read(client):
    response = client.post("/api/v1/refuse/input/", "a=1", content_type="application/x-www-form-urlencoded")

    assert (response.status_code, response.json()["code"]) == (415, "unsupported_media_type")


def test_a_body_without_an_end_is_refused_unread(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = refused(client, "input", '{"name": "%s"}' % ("a" * 1000))

    assert (response.status_code, response.json()["code"]) == (413, "too_large")
    assert "shorten" in response.json()["detail"]


def test_other_pages_keep_their_own_errors(client):
    assert client.get("/nothing-here/").headers["Content-Type"].startswith("text/html")
