"""The OpenAPI document: built only when every endpoint says which permission it needs."""

import pytest
from drf_spectacular.generators import SchemaGenerator
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.people import PeopleViewSet
from accounts.api.schema import UndeclaredAction, declared_action
from accounts.permissions import PERMISSIONS


@pytest.fixture
def document(db):
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(document):
    return [operation for methods in document["paths"].values() for operation in methods.values()]


def test_every_operation_names_its_action_its_failures_and_the_way_in(document):
    for operation in operations(document):
        assert operation["x-action"] in PERMISSIONS
        assert {"401", "403"} <= set(operation["responses"])
        assert operation["security"] == [{"cookie": []}]
    assert document["components"]["securitySchemes"]["cookie"]["in"] == "cookie"
    assert "Problem" in document["components"]["schemas"]


def test_operation_ids_are_all_different(document):
    names = [operation["operationId"] for operation in operations(document)]

    assert len(names) == len(set(names)) > 50


@pytest.mark.parametrize("actions", [{}, {"list": "person.look_at"}])
def test_an_endpoint_without_a_known_action_stops_the_document(actions):
    class Forgetful(PeopleViewSet):
        pass

    Forgetful.actions = actions
    view = Forgetful()
    view.action = "list"

    with pytest.raises(UndeclaredAction, match=r"Forgetful\.list"):
        declared_action(view)


def test_a_view_that_knows_no_member_stops_the_document():
    class Bare(APIView):
        def get(self, request):
            return Response()

    with pytest.raises(UndeclaredAction, match="Bare"):
        declared_action(Bare())


def test_an_undeclared_action_is_refused_also_while_serving(client_of, owner, monkeypatch):
    monkeypatch.setattr(PeopleViewSet, "actions", {})

    assert client_of(owner).get("/api/v1/people/").status_code == 403


def test_a_method_an_address_does_not_have_is_405(client_of, owner):
    assert client_of(owner).delete("/api/v1/people/").status_code == 405
