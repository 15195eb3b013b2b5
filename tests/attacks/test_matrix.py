"""A2, and A1 on the way: every operation × every role × every place, computed from the permission table.

What is expected is never written by hand: `accounts/permissions.py` says how far a role carries, the
example says what kind of row it is, and `expected_status` puts the two together. Whoever adds an
operation adds an example and has its rights tested in all places at once.
"""

import pytest
from django.db import transaction

from accounts.enums import Role
from accounts.permissions import PERMISSIONS, Reach
from core.tenancy import tenant
from tests.attacks.calling import body_of, browser_of, call, row_at
from tests.attacks.cast import fingerprint, make_cast
from tests.attacks.examples import EXAMPLES, Example
from tests.attacks.examples.registry import (
    OTHER_DEPARTMENT,
    OTHER_ORGANIZATION,
    OWN_DEPARTMENT,
    OWN_ROW,
)


def covers(reach: Reach, place: str, example: Example) -> bool:
    """Whether this far is far enough for the row at this place."""
    if place == OTHER_ORGANIZATION:
        return False
    match reach:
        case Reach.ALL:
            return True
        case Reach.DEPARTMENTS:
            return place in (OWN_ROW, OWN_DEPARTMENT) or not example.departments
        case Reach.OWN:
            return place == OWN_ROW
        case Reach.NONE:
            return False


def is_seen(operation, role: str, place: str) -> bool:
    example = EXAMPLES[operation["operationId"]]
    reach = PERMISSIONS[example.seen_by or operation["x-action"]][role]
    return covers(reach, place, example) and (not example.hidden or place == OWN_ROW)


def expected_status(operation, role: str, place: str) -> int:
    example = EXAMPLES[operation["operationId"]]
    reach = PERMISSIONS[operation["x-action"]][role]
    if reach is Reach.NONE:
        return 403
    names_a_row = example.in_body or example.in_query or (example.make and "{" in operation["path"])
    if not names_a_row:
        return example.ok
    if not is_seen(operation, role, place):
        return 400 if example.in_body else 404
    if example.only_own and place != OWN_ROW:
        return 403
    return example.ok if example.makes_own or covers(reach, place, example) else 403


def places_of(example: Example) -> list[str]:
    places = [OWN_DEPARTMENT, OTHER_DEPARTMENT, OTHER_ORGANIZATION] if example.make else [OWN_DEPARTMENT]
    return [OWN_ROW, *places] if example.own_rows else places


def test_a2_every_operation_has_an_example(operations):
    without = sorted(set(operations) - set(EXAMPLES))
    stale = sorted(set(EXAMPLES) - set(operations))

    assert (without, stale) == ([], []), "see tests/attacks/examples/"


@pytest.mark.django_db
@pytest.mark.parametrize("operation_id", sorted(EXAMPLES))
def test_a2_each_role_reaches_as_far_as_the_table_says_and_a_refusal_changes_nothing(operations, operation_id):
    operation, example, cast = operations[operation_id], EXAMPLES[operation_id], make_cast()
    wrong = []

    for place_name in places_of(example):
        for role in Role:
            place = cast.place(place_name, role)
            with transaction.atomic():
                wrong += _try(operation, example, role, place, cast)
                transaction.set_rollback(True)  # the next one finds everything as it was

    assert wrong == []


def _try(operation, example, role, place, cast):
    row = row_at(operation["operationId"], place)
    body = body_of(operation["operationId"], row, place)  # before the fingerprint
    client = browser_of(place.actor)
    expected = expected_status(operation, role, place.name)
    before = fingerprint(cast.ours, cast.theirs) if expected >= 400 else {}

    response = call(client, operation, row, place, body=body)

    found = []
    if response.status_code != expected:
        detail = response.content[:160].decode(errors="replace")
        found.append(f"{place.name}, {role}: {response.status_code} instead of {expected}: {detail}")
    if expected >= 400 and (changed := _changed(before, fingerprint(cast.ours, cast.theirs))):
        found.append(f"{place.name}, {role}: refused, and yet changed {changed}")
    if example.listed and response.status_code == 200:
        shown = any(example.listed(row, line) for line in response.json()["results"])
        if shown != is_seen(operation, role, place.name):
            found.append(f"{place.name}, {role}: {'shown' if shown else 'not shown'} in the list")
    return found


def _changed(before, after):
    return sorted(key for key in before | after if before.get(key) != after.get(key))


@pytest.mark.django_db
@pytest.mark.parametrize("operation_id", sorted(name for name, example in EXAMPLES.items() if example.make))
def test_a1_a_row_out_of_sight_answers_byte_for_byte_as_one_that_never_was(operations, operation_id):
    """A1: what belongs to B, and what belongs to another department of A."""
    operation, cast = operations[operation_id], make_cast()
    if "{" not in operation["path"]:
        pytest.skip("names no row in its path")

    for place_name in (OTHER_DEPARTMENT, OTHER_ORGANIZATION):
        for role in Role:
            if expected_status(operation, role, place_name) != 404:
                continue
            place = cast.place(place_name, role)
            row = row_at(operation_id, place)
            client = browser_of(place.actor)
            with tenant(cast.ours.pk):
                nowhere = {"public_id": "00000000-0000-4000-8000-000000000000"}

            hidden = call(client, operation, row, place)
            unknown = call(client, operation, row, place, path=nowhere)

            assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content), (role, place_name)


@pytest.mark.django_db
@pytest.mark.parametrize("operation_id", sorted(name for name, example in EXAMPLES.items()))
def test_a2_nobody_gets_anything(operations, operation_id, client):
    operation, cast = operations[operation_id], make_cast()
    place = cast.place(OWN_DEPARTMENT, Role.OWNER)
    row = row_at(operation_id, place)
    client.defaults["HTTP_HOST"] = cast.ours.host

    response = call(client, operation, row, place)

    assert response.status_code == 401
    assert response["content-type"] == "application/problem+json"
