"""A safe call has no savepoint; whatever goes wrong in it, the connection it leaves is clean."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import path
from psycopg.pq import TransactionStatus
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import BrowserSession, Membership
from core.api.atomic import WholeOrNothing
from core.errors import DomainError
from core.models import RawInbound
from core.tenancy import current_organization_id, tenant
from tests.core.api.urls import effect
from tests.core.api.urls import urlpatterns as known

pytestmark = pytest.mark.urls(__name__)


class Breaking(WholeOrNothing, APIView):
    """Fails in the way its address says."""

    permission_classes = ()

    def get(self, request, kind):
        return self.fail(kind)

    def post(self, request, kind):
        effect()
        return self.fail(kind)

    def fail(self, kind):
        match kind:
            case "database":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1 / 0")
            case "refusal":
                raise DomainError("It cannot be.")
            case "bug":
                raise ZeroDivisionError
        return Response({"organization": current_organization_id()})


urlpatterns = [*known, path("api/v1/breaking/<str:kind>/", Breaking.as_view())]


@pytest.fixture
def client(transactional_db):
    from tests.factories.accounts import OrganizationFactory

    OrganizationFactory(host="northwind.testserver")
    OrganizationFactory(host="acme.testserver")
    return Client(headers={"host": "northwind.testserver"}, raise_request_exception=False)


@pytest.fixture
def one_pooled_connection(transactional_db):
    """The web process's pool, with room for one connection, which every request then shares."""
    connection.close()
    options = connection.settings_dict["OPTIONS"]
    options["pool"] = {"min_size": 1, "max_size": 1, "timeout": 5}
    yield
    connection.close()
    connection.close_pool()
    del options["pool"]


def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid(), current_setting('app.organization', true)")
        return cursor.fetchone()


@pytest.mark.parametrize(("kind", "status"), [("database", 500), ("refusal", 422), ("bug", 500)])
def test_the_next_request_on_the_same_connection_is_clean(one_pooled_connection, client, kind, status):
    pid, _ = backend()
    connection.close()  # back into the pool, as at the end of every request

    assert client.get(f"/api/v1/breaking/{kind}/").status_code == status

    assert connection.connection is None or (
        connection.connection.info.transaction_status == TransactionStatus.IDLE and connection.get_autocommit()
    )
    assert getattr(connection, "organization_id", None) is None
    assert backend() == (pid, "")
    connection.close()
    theirs = client.get("/api/v1/breaking/nothing/", headers={"host": "acme.testserver"})
    ours = client.get("/api/v1/breaking/nothing/")
    assert ours.status_code == theirs.status_code == 200
    assert ours.json() != theirs.json()
    assert backend() == (pid, "")


def test_tenant_rows_are_out_of_reach_after_a_failure(one_pooled_connection, client):
    client.get("/api/v1/breaking/database/")

    with pytest.raises(DatabaseError):
        Membership.objects.count()


@pytest.mark.parametrize("kind", ["database", "refusal", "bug"])
def test_what_an_unsafe_call_wrote_before_it_failed_is_undone(client, kind):
    assert client.post(f"/api/v1/breaking/{kind}/").status_code >= 400

    organization = client.get("/api/v1/breaking/nothing/").json()["organization"]
    with tenant(organization):
        assert not RawInbound.objects.exists()

    assert client.post("/api/v1/breaking/nothing/").status_code == 200
    with tenant(organization):
        assert RawInbound.objects.count() == 1


def test_a_refused_safe_call_keeps_what_sign_in_wrote(client_of, agent, settings, time_machine):
    """An older key of the cookie is replaced on the way in; a 404 behind it must not take the new one back."""
    browser = client_of(agent)
    settings.ROOT_URLCONF = "config.urls"
    old = browser.cookies["session"].value
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a newer one"

    missing = browser.get("/api/v1/tickets/00000000-0000-4000-8000-000000000000/")

    assert missing.status_code == 404
    assert browser.cookies["session"].value != old
    assert browser.get("/api/v1/tickets/").status_code == 200
    with tenant(agent.organization_id):
        assert BrowserSession.objects.count() == 1


def test_a_safe_call_takes_no_savepoint_of_its_own(client_of, agent, settings, django_assert_num_queries):
    settings.ROOT_URLCONF = "config.urls"
    browser = client_of(agent)

    # savepoint of the scope 2 (inside a test's transaction) · scope in and out 2 · session with account 1
    with django_assert_num_queries(5):
        assert browser.get("/api/v1/tickets/?view=unknown").status_code == 400
