"""The page of mail that was set aside, as the staff application calls it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import Membership
from core.models import RawInbound, RawState
from core.tenancy import tenant
from helpdesk.channels.mail.enums import SetAsideReason
from helpdesk.channels.mail.models import SetAsideMail
from helpdesk.models import Ticket
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import DepartmentFactory
from tests.helpdesk.channels.mail.arriving import AT

URL = "/api/v1/set-aside-mail/"
MAIL = b"From: Support <support@northwind.testserver>\r\nSubject: Hello\r\n\r\nHello <b>there</b>\r\n"
# savepoint of tenant() and its end 2 · scope 1 · session 1 · member 1 · page 1
LIST_QUERIES = 6


@pytest.fixture
def admin(organization):
    return MembershipFactory(organization=organization, role=Role.ADMIN, user__name="Jana Malá")


@pytest.fixture
def client(client_of, admin):
    return client_of(admin)


def kept(organization, *, minutes=0, reason=SetAsideReason.OWN_MAILBOX, **fields):
    with tenant(organization.pk):
        arrived_at = AT + timedelta(minutes=minutes)
        raw = RawInbound.objects.create(
            source="mail",
            external_key=str(uuid4()),
            sha256="0" * 64,
            content=MAIL,
            size=len(MAIL),
            received_at=arrived_at,
            state=RawState.PARSED,
        )
        given = {"subject": "Hello", "text": "Hello <b>there</b>", "headers": [["Subject", "Hello"]], **fields}
        return SetAsideMail.objects.create(raw=raw, arrived_at=arrived_at, reason=reason, **given)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_row_and_for_three(
    client, organization, rows, django_assert_num_queries
):
    for minute in range(rows):
        kept(organization, minutes=minute)

    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(URL)

    assert len(response.json()["results"]) == rows


def test_what_waits_is_listed_newest_first_and_narrowed_by_reason(client, organization):
    older = kept(organization, reason=SetAsideReason.LOOP)
    newer = kept(organization, minutes=5)
    kept(organization, state="dismissed", settled_at=AT)

    def ids(**query):
        return [row["id"] for row in client.get(URL, query).json()["results"]]

    assert ids() == [str(newer.public_id), str(older.public_id)]
    assert ids(reason="loop") == [str(older.public_id)]
    assert len(ids(state="dismissed")) == 1
    assert client.get(URL, {"reason": "nothing"}).status_code == 400


def test_a_row_says_why_who_and_what_may_be_done(client, organization):
    row = kept(organization, sender="support@northwind.testserver", sender_name="Support")

    (shown,) = client.get(URL).json()["results"]

    assert shown == {
        "id": str(row.public_id),
        "version": 1,
        "reason": "own_mailbox",
        "sender": "support@northwind.testserver",
        "sender_name": "Support",
        "subject": "Hello",
        "arrived_at": "2026-11-18T09:00:00Z",
        "state": "waiting",
        "settled_at": None,
        "settled_by": None,
        "ticket": None,
        "is_being_read": False,
        "abilities": {"ticket": True, "read_again": True, "dismiss": True, "restore": False},
    }


def test_one_of_them_shows_its_headers_and_plain_text_and_where_a_ticket_would_go(client, organization):
    DepartmentFactory(organization=organization, name="Support", address_local_part="support")
    billing = DepartmentFactory(organization=organization, name="Billing", address_local_part="billing")
    row = kept(organization, recipients=["billing@northwind.testserver"])

    shown = client.get(f"{URL}{row.public_id}/").json()

    assert shown["headers"] == [{"name": "Subject", "value": "Hello"}]
    assert (shown["text"], shown["size"]) == ("Hello <b>there</b>", len(MAIL))
    assert shown["department"] == {"id": str(billing.public_id), "name": "Billing"}


def test_a_ticket_is_made_once_however_often_the_same_call_arrives(client, organization):
    support = DepartmentFactory(organization=organization, name="Support")
    row = kept(organization)

    def make(key):
        return client.post(
            f"{URL}{row.public_id}/ticket/",
            {"version": 1, "department_id": str(support.public_id)},
            content_type="application/json",
            headers={"idempotency-key": key},
        )

    first, again, other = make("one-key-of-a-press"), make("one-key-of-a-press"), make("another-key")

    assert (first.status_code, again.status_code, other.status_code) == (200, 200, 409)
    assert first.json() == again.json()
    assert (first.json()["ticket"]["number"], first.json()["settled_by"]) == (1, "Jana Malá")
    assert (other.json()["code"], other.json()["params"]) == ("already_handled", {"number": 1})
    with tenant(organization.pk):
        assert Ticket.objects.count() == 1


def test_a_department_that_takes_no_work_gets_no_ticket(client, organization):
    archived = DepartmentFactory(organization=organization, archived_at=AT)
    row = kept(organization)

    response = client.post(
        f"{URL}{row.public_id}/ticket/",
        {"version": 1, "department_id": str(archived.public_id)},
        content_type="application/json",
    )

    assert (response.status_code, response.json()["errors"][0]["field"]) == (400, "department_id")


def test_a_colleague_who_was_first_is_named_and_the_row_comes_along(client, organization):
    row = kept(organization)
    dismiss = f"{URL}{row.public_id}/dismiss/"
    assert client.post(dismiss, {"version": 1}, content_type="application/json").json()["state"] == "dismissed"

    late = client.post(dismiss, {"version": 1}, content_type="application/json").json()
    back = client.post(f"{URL}{row.public_id}/restore/", {"version": 2}, content_type="application/json").json()

    assert (late["code"], late["params"]["current"]["state"]) == ("stale_version", "dismissed")
    assert late["params"]["changes"][0]["by"] == "Jana Malá"
    assert (back["state"], back["version"]) == ("waiting", 3)


def test_the_original_is_downloaded_as_it_came_by_who_may_still_do_so(client, organization, admin):
    row = kept(organization)

    first = client.post(f"{URL}{row.public_id}/original/").json()["url"]
    second = client.post(f"{URL}{row.public_id}/original/").json()["url"]

    files = Client(headers={"host": "files.northwind.testserver"})
    answer = files.get(f"/f/{first.rpartition('/f/')[2]}")
    assert answer.getvalue() == MAIL
    assert "attachment" in answer["content-disposition"]
    assert answer["content-type"] == "application/octet-stream"
    with tenant(organization.pk):
        assert SetAsideMail.objects.filter(original__isnull=False).count() == 1
        Membership.objects.filter(pk=admin.pk).update(role=Role.AGENT)
    assert files.get(f"/f/{second.rpartition('/f/')[2]}").status_code == 404


def test_what_people_do_stands_in_the_audit_trail(client, organization):
    row = kept(organization, sender="support@northwind.testserver")
    client.post(f"{URL}{row.public_id}/dismiss/", {"version": 1}, content_type="application/json")

    (line,) = client.get("/api/v1/audit/", {"name": "helpdesk.set_aside_mail.dismissed"}).json()["results"]

    assert (line["what"], line["actor"]["name"], line["detail"]["email"]) == (
        "Dismissed mail that was set aside",
        "Jana Malá",
        "support@northwind.testserver",
    )
