"""Calls an operation as its example says, the way the staff application does."""

from typing import Any

from django.test import Client

from accounts.models import Membership
from core.tenancy import tenant
from tests.attacks.examples import EXAMPLES, Place


def browser_of(member: Membership) -> Client:
    client = Client(headers={"host": member.organization.host})
    with tenant(member.organization_id):
        client.force_login(member.user)
    return client


def row_at(operation_id: str, place: Place) -> Any:
    make = EXAMPLES[operation_id].make
    return make(place) if make else None


def body_of(operation_id: str, row: Any, place: Place) -> dict[str, Any]:
    """What the example sends; it may make further rows for that."""
    body = EXAMPLES[operation_id].body
    return body(row, place) if body else {}


def call(client: Client, operation: dict[str, Any], row: Any, place: Place, **more: Any) -> Any:
    """`more`: `path` and `query` put fields over those of the example; `body` takes the place of its body."""
    example = EXAMPLES[operation["operationId"]]
    names = example.path(row, place) if "{" in operation["path"] else {}
    path = operation["path"].format(**{**names, **more.get("path", {})})
    query = {**(example.query(row, place) if example.query else {}), **more.get("query", {})}
    if operation["method"] == "get":
        return client.get(path, query)
    body = more["body"] if "body" in more else body_of(operation["operationId"], row, place)
    send = getattr(client, operation["method"])
    return send(path, body, content_type="application/json", query_params=query)
