"""Every operation with every field of its example spoilt in turn: a clear refusal or a use of it, never a failure."""

import pytest
from django.db import transaction

from accounts.enums import Role
from tests.attacks.calling import body_of, browser_of, call, row_at
from tests.attacks.cast import make_cast
from tests.attacks.examples import EXAMPLES
from tests.attacks.examples.registry import OWN_DEPARTMENT, OWN_ROW

WRONG = {
    "nothing": None,
    "a truth": True,
    "below zero": -1,
    "beyond 64 bits": 2**63,
    "no words": "",
    "a zero byte": "\0",
    "very long": "ž" * 70_000,
    "the last moment": "9999-12-31T23:59:59Z",
    "a day that never was": "2026-02-30",
    "a list": [],
    "lists in lists": [[None]],
    "an object": {"a": {"b": [1]}},
}
UNKNOWN_IDS = ("\0", "x", "0" * 5000, "-9223372036854775808", "00000000-0000-4000-8000-000000000000")


@pytest.mark.django_db
@pytest.mark.parametrize("operation_id", sorted(EXAMPLES))
def test_no_wrong_value_is_a_failure_of_ours(operations, operation_id):
    operation, example, cast = operations[operation_id], EXAMPLES[operation_id], make_cast()
    place = cast.place(OWN_ROW if example.own_rows else OWN_DEPARTMENT, Role.OWNER)
    row = row_at(operation_id, place)
    client = browser_of(place.actor)
    client.raise_request_exception = False
    client.defaults["HTTP_IDEMPOTENCY_KEY"] = "one"
    body = body_of(operation_id, row, place)
    wrong = []

    for what, more in _spoilt(operation, body):
        with transaction.atomic():
            response = call(client, operation, row, place, **{"body": body, **more})
            transaction.set_rollback(True)
        is_problem = response.headers.get("Content-Type") == "application/problem+json"
        if response.status_code >= 500 or (response.status_code >= 400 and not is_problem):
            wrong.append(f"{what}: {response.status_code} {response.content[:100]!r}")

    assert wrong == []


def _spoilt(operation, body):
    """What is wrong, and the call that has it."""
    for field in body:
        for name, value in WRONG.items():
            yield f"{field}: {name}", {"body": {**body, field: value}}
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "query":
            for name, value in WRONG.items():
                yield f"?{parameter['name']}: {name}", {"query": {parameter["name"]: str(value)[:5000]}}
        elif parameter["in"] == "path":
            for value in UNKNOWN_IDS:
                yield f"{parameter['name']}: {value[:40]!r}", {"path": {parameter["name"]: value}}
