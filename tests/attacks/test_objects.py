"""A1 in bodies and queries, A3, A8, A9, A10, A11: other people's ids, and fields nobody offered."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.core.cache import cache

from accounts.enums import Role
from accounts.models import BrowserSession, Invitation, User
from core.tenancy import TenantModel, tenant
from helpdesk.models import DepartmentMember, Draft
from tests.accounts.conftest import sign_in, with_password
from tests.attacks.calling import body_of, browser_of, call, row_at
from tests.attacks.cast import fingerprint, make_cast
from tests.attacks.examples import EXAMPLES
from tests.attacks.examples.registry import OTHER_ORGANIZATION, OWN_DEPARTMENT, OWN_ROW
from tests.factories.accounts import MembershipFactory
from tests.factories.calls import CallFactory
from tests.factories.helpdesk import (
    ContactFactory,
    DepartmentFactory,
    DraftFactory,
    MessageFactory,
    TicketFactory,
    UploadFactory,
)

UNKNOWN = "00000000-0000-4000-8000-000000000000"
REFUSED = {400, 404, 409, 422}
NEVER_FIELDS = {
    "organization": 1,
    "organization_id": 1,
    "tenant_id": 1,
    "pk": 1,
    "public_id": UNKNOWN,
    "is_staff": True,
    "is_superuser": True,
    "created_at": "2020-01-01T00:00:00Z",
    "final_percent": 100,
    "ended_at": None,
}
FORGIVING = {"tickets_draft_update"}  # words are kept even where a file beside them is gone; its own test is below
WRITES = sorted(name for name, example in EXAMPLES.items() if example.body)


def own_place(operation_id, cast):
    return cast.place(OWN_ROW if EXAMPLES[operation_id].own_rows else OWN_DEPARTMENT, Role.OWNER)


def fields_of(operation, *, kind):
    """Names of the fields of the request that hold one id, or several."""
    from drf_spectacular.generators import SchemaGenerator

    components = SchemaGenerator().get_schema(request=None, public=True)["components"]["schemas"]
    content = operation.get("requestBody", {}).get("content", {})
    reference = content.get("application/json", {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
    properties = components.get(reference, {}).get("properties", {})
    if kind == "many":
        return [name for name, shape in properties.items() if shape.get("items", {}).get("format") == "uuid"]
    return [name for name, shape in properties.items() if shape.get("format") == "uuid"]


@pytest.fixture
def theirs():
    """Ids of B, one of each kind of row."""
    cast = make_cast()
    place = cast.place(OTHER_ORGANIZATION, Role.OWNER)
    ticket = TicketFactory(organization=cast.theirs, department=place.department)
    message = MessageFactory(organization=cast.theirs, ticket=ticket)
    contact = ContactFactory(organization=cast.theirs)
    rows = [ticket, message, contact, place.department, place.colleague]
    return cast, [str(row.public_id) for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize("operation_id", sorted(set(WRITES) - FORGIVING))
def test_a1_an_id_of_b_in_a_body_is_refused_as_an_unknown_one_and_nothing_changes(operations, operation_id, theirs):
    cast, foreign_ids = theirs
    operation = operations[operation_id]
    one, many = fields_of(operation, kind="one"), fields_of(operation, kind="many")
    if not one and not many:
        pytest.skip("takes no id in its body")
    place = own_place(operation_id, cast)
    row = row_at(operation_id, place)
    body = body_of(operation_id, row, place)
    client = browser_of(place.actor)
    before = fingerprint(cast.ours, cast.theirs)

    for field in [*one, *many]:
        answers = set()
        for tried in [*foreign_ids, UNKNOWN]:
            response = call(client, operation, row, place, body={**body, field: [tried] if field in many else tried})
            answers.add((response.status_code, response.content.replace(tried.encode(), b"")))
            assert response.status_code in REFUSED, (field, tried, response.content)

        assert len(answers) == 1, (field, answers)
    assert fingerprint(cast.ours, cast.theirs) == before


@pytest.mark.django_db
def test_a1_a_draft_keeps_its_words_and_leaves_out_a_file_of_b_as_it_leaves_out_an_unknown_one(theirs):
    cast, foreign_ids = theirs
    place = own_place("tickets_draft_update", cast)
    ticket = row_at("tickets_draft_update", place)
    colleague = cast.place(OTHER_ORGANIZATION, Role.OWNER).colleague
    foreign_file = str(UploadFactory(organization=cast.theirs, membership=colleague).public_id)
    before = fingerprint(cast.theirs)

    for tried in [foreign_file, *foreign_ids, UNKNOWN]:
        answer = browser_of(place.actor).put(
            f"/api/v1/tickets/{ticket.public_id}/draft/",
            {"kind": "reply", "text": "Half a", "html": "", "upload_ids": [tried]},
            content_type="application/json",
        )

        assert (answer.status_code, answer.json()["text"], answer.json()["uploads"]) == (200, "Half a", [])
    assert fingerprint(cast.theirs) == before


@pytest.mark.django_db
def test_a1_an_id_of_b_in_a_query_answers_as_an_unknown_one(operations, theirs):
    cast, foreign_ids = theirs
    tried = 0
    for operation_id, operation in operations.items():
        if operation["method"] != "get":
            continue
        place = own_place(operation_id, cast)
        row = row_at(operation_id, place)
        client = browser_of(place.actor)
        for parameter in operation.get("parameters", []):
            if parameter["in"] != "query" or parameter["schema"].get("format") != "uuid":
                continue
            name, tried = parameter["name"], tried + 1
            unknown = call(client, operation, row, place, query={name: UNKNOWN})
            for foreign_id in foreign_ids:
                foreign = call(client, operation, row, place, query={name: foreign_id})

                assert foreign.status_code == unknown.status_code, (operation_id, name)
                if "data_as_of" not in foreign.content.decode() and '"at"' not in foreign.content.decode():
                    assert foreign.content == unknown.content, (operation_id, name)
    assert tried > 5


@pytest.mark.django_db
@pytest.mark.parametrize("operation_id", WRITES)
def test_a3_a_field_nobody_offered_is_refused_and_nothing_changes(operations, operation_id):
    cast = make_cast()
    operation = operations[operation_id]
    place = own_place(operation_id, cast)
    row = row_at(operation_id, place)
    body = body_of(operation_id, row, place)
    client = browser_of(place.actor)
    before = fingerprint(cast.ours, cast.theirs)

    for field, value in NEVER_FIELDS.items():
        response = call(client, operation, row, place, body={**body, field: value})

        assert response.status_code == 400, (field, response.content)
        assert field in [error["field"] for error in response.json()["errors"]]
    assert fingerprint(cast.ours, cast.theirs) == before


def every_field():
    """Of every model of ours: `is_staff`, `role`, `status`, `version` and some hundreds more."""
    ours = [model for model in apps.get_models() if issubclass(model, TenantModel)]
    return {name for model in ours for field in model._meta.fields for name in (field.name, field.attname)}


def offered_by(operation, components):
    content = operation.get("requestBody", {}).get("content", {})
    reference = content.get("application/json", {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
    return set(components.get(reference, {}).get("properties", {}))


@pytest.mark.django_db
def test_a3_no_operation_takes_any_other_field_of_any_model(operations):
    from drf_spectacular.generators import SchemaGenerator

    components = SchemaGenerator().get_schema(request=None, public=True)["components"]["schemas"]
    cast, fields = make_cast(), every_field()
    assert {"password", "role", "status", "version", "final_percent", "started_at"} < fields
    for operation_id in WRITES:
        place = own_place(operation_id, cast)
        row = row_at(operation_id, place)
        body = body_of(operation_id, row, place)
        never = dict.fromkeys(fields - offered_by(operations[operation_id], components) - set(body), "1")
        client = browser_of(place.actor)
        before = fingerprint(cast.ours, cast.theirs)

        answer = call(client, operations[operation_id], row, place, body={**body, **never})

        assert answer.status_code == 400, (operation_id, answer.content)
        assert {error["field"] for error in answer.json()["errors"]} >= set(never), operation_id
        assert fingerprint(cast.ours, cast.theirs) == before, operation_id


@pytest.mark.django_db
def test_a3_a_query_cannot_widen_what_is_listed(operations):
    """Neither an organization nor a person or department in words nobody offered."""
    cast = make_cast()
    theirs, tried = str(cast.theirs.public_id), 0
    for operation_id, operation in operations.items():
        if operation["method"] != "get" or "{" in operation["path"]:
            continue
        place = own_place(operation_id, cast)
        row, client, tried = row_at(operation_id, place), browser_of(place.actor), tried + 1
        plain = call(client, operation, row, place)
        for name in ("organization", "organization_id", "tenant_id", "membership__role", "department__organization"):
            answer = call(client, operation, row, place, query={name: theirs})

            assert answer.status_code in {plain.status_code, 400}, (operation_id, name)
            if answer.status_code == plain.status_code and '_at"' not in plain.content.decode():
                assert answer.content == plain.content, (operation_id, name)
    assert tried > 10


@pytest.mark.django_db
def test_a3_the_organization_cannot_be_chosen_by_query_or_header(operations):
    cast = make_cast()
    place = cast.place(OWN_DEPARTMENT, Role.OWNER)
    client = browser_of(place.actor)
    theirs = str(cast.theirs.public_id)

    for query in ({}, {"organization": theirs}, {"organization_id": cast.theirs.pk}, {"tenant_id": cast.theirs.pk}):
        answer = client.get("/api/v1/me/", query, headers={"x-organization": theirs, "x-tenant-id": theirs})

        assert answer.json()["organization"]["id"] == str(cast.ours.public_id)


@pytest.mark.django_db
def test_a8_a_colleagues_draft_is_neither_read_nor_thrown_away():
    cast = make_cast()
    place = cast.place(OWN_DEPARTMENT, Role.OWNER)
    ticket = TicketFactory(organization=cast.ours, department=place.department)
    draft = DraftFactory(organization=cast.ours, ticket=ticket, membership=place.colleague, text="Between us")
    client = browser_of(place.actor)

    read = client.get(f"/api/v1/tickets/{ticket.public_id}/draft/")
    client.delete(f"/api/v1/tickets/{ticket.public_id}/draft/")

    assert read.json()["text"] == ""
    with tenant(cast.ours.pk):
        assert Draft.objects.get(pk=draft.pk).text == "Between us"


@pytest.mark.django_db
def test_a8_a_colleagues_sessions_second_factor_and_profile_are_out_of_reach(client):
    """Whatever id is put beside one's own: these pages know only the person who asks."""
    cast = make_cast()
    colleague = with_password(cast.place(OWN_DEPARTMENT, Role.ADMIN).colleague)
    client.defaults["HTTP_HOST"] = cast.ours.host
    sign_in(client, colleague)
    with tenant(cast.ours.pk):
        theirs = BrowserSession.objects.get(user=colleague.user)
        before = User.objects.values().get(pk=colleague.user_id)
    admin = browser_of(cast.members[Role.ADMIN])

    ended = admin.post(f"/security/sessions/{theirs.public_id}/end/")
    unknown = admin.post(f"/security/sessions/{uuid4()}/end/")
    answers = [
        admin.patch(
            "/api/v1/me/", {"version": 1, "name": "X", name: str(value)}, content_type="application/json"
        ).status_code
        for name, value in {"id": colleague.public_id, "user": colleague.user_id, "email": "x@evil.test"}.items()
    ]

    assert (ended.status_code, ended.content) == (unknown.status_code, unknown.content)
    assert (ended.status_code, answers) == (404, [400] * 3)
    assert client.get("/api/v1/me/").status_code == 200
    with tenant(cast.ours.pk):
        assert User.objects.values().get(pk=colleague.user_id) == before


@pytest.mark.django_db
def test_a9_a_name_an_address_and_the_number_of_a_call_known_to_b_are_free_in_a():
    cast = make_cast()
    abroad = DepartmentFactory(organization=cast.theirs, name="Refunds", address_local_part="refunds")
    CallFactory(organization=cast.theirs, department=abroad, provider="asterisk", external_id="1763.1")
    client = browser_of(cast.members[Role.OWNER])
    before = fingerprint(cast.theirs)

    made = [
        client.post("/api/v1/departments/", {"name": name, "address_local_part": part}, content_type="application/json")
        for name, part in (("Refunds", "refunds"), ("Brand new", "brand-new"))
    ]
    CallFactory(organization=cast.ours, provider="asterisk", external_id="1763.1")

    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].json().keys() == made[1].json().keys()
    assert fingerprint(cast.theirs) == before


@pytest.mark.django_db
def test_a9_an_address_known_to_b_is_invited_and_joins_as_any_other():
    cast = make_cast()
    member = with_password(MembershipFactory(organization=cast.theirs, user__email="eva@example.test"))
    client = browser_of(cast.members[Role.OWNER])
    before = fingerprint(cast.theirs)

    answers = [
        client.post(
            "/api/v1/people/invitations/",
            {"email": email, "name": "Eva", "role": "agent"},
            content_type="application/json",
        )
        for email in ("eva@example.test", "new@example.test")
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert [set(answer.json()) for answer in answers] == [set(answers[0].json())] * 2
    assert fingerprint(cast.theirs) == before
    with tenant(cast.ours.pk):
        assert Invitation.objects.count() == 2
        assert not User.objects.filter(email=member.user.email).exists()


@pytest.mark.django_db
def test_a10_one_cache_keeps_two_organizations_apart():
    cast, name = make_cast(), f"report-{uuid4()}"
    with tenant(cast.ours.pk):
        cache.set(name, "ours")
    with tenant(cast.theirs.pk):
        assert cache.get(name) is None
        cache.set(name, "theirs")
    with tenant(cast.ours.pk):
        assert cache.get(name) == "ours"


@pytest.mark.django_db
def test_a11_who_is_taken_out_of_a_department_sees_its_tickets_no_more_in_the_open_tab():
    cast = make_cast()
    place = cast.place(OWN_DEPARTMENT, Role.AGENT)
    ticket = TicketFactory(organization=cast.ours, department=place.department)
    client = browser_of(place.actor)
    assert client.get(f"/api/v1/tickets/{ticket.public_id}/").status_code == 200

    with tenant(cast.ours.pk):
        DepartmentMember.objects.filter(membership=place.actor).delete()

    assert client.get(f"/api/v1/tickets/{ticket.public_id}/").status_code == 404
    assert client.get("/api/v1/tickets/").json()["results"] == []


@pytest.mark.django_db
def test_a11_who_is_taken_out_of_the_organization_is_nobody_in_the_open_tab(client):
    cast = make_cast()
    leaver = with_password(MembershipFactory(organization=cast.ours, role=Role.AGENT))
    client.defaults["HTTP_HOST"] = cast.ours.host
    sign_in(client, leaver)
    assert client.get("/api/v1/me/").status_code == 200

    browser_of(cast.members[Role.OWNER]).post(
        f"/api/v1/people/{leaver.public_id}/end/", {"version": 1}, content_type="application/json"
    )

    assert client.get("/api/v1/me/").status_code == 401
    assert client.get("/inbox/all")["location"].startswith("/login/")
