"""Departments as other apps may know them."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from accounts.models import Membership
from accounts.permissions import Reach, reach
from helpdesk.models import Department
from helpdesk.policies import department_ids


class Place(NamedTuple):
    """One department by its three names: inside, outside, for people."""

    pk: int
    public_id: UUID
    name: str


def places_reached(membership: Membership, action: str) -> list[Place]:
    """The departments an action carries this member to, by name; those no longer in use too, for they have a past.

    A reach of *own* is where the member works now.
    """
    departments = Department.objects.order_by("name", "pk")
    match reach(membership, action):
        case Reach.NONE:
            return []
        case Reach.DEPARTMENTS | Reach.OWN:
            departments = departments.filter(pk__in=department_ids(membership))
    return [Place(*row) for row in departments.values_list("pk", "public_id", "name")]


def places_in_use(pks: Collection[int]) -> list[Place]:
    """Which of these departments still work, by name."""
    rows = Department.objects.in_use().filter(pk__in=pks).order_by("name", "pk")
    return [Place(*row) for row in rows.values_list("pk", "public_id", "name")]
