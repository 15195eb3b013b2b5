from collections.abc import Collection
from typing import TypedDict
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Membership
from reports.enums import NOBODY


class Person(TypedDict):
    id: UUID | None  # None: nobody in particular
    name: str


def people(pks: Collection[int]) -> dict[int, Person]:
    """These members by name, also those who have left: their figures stay."""
    rows = Membership.objects.filter(pk__in=pks).values_list("pk", "public_id", "user__name")
    return {pk: Person(id=public_id, name=name) for pk, public_id, name in rows}


def named(agent_id: int, known: dict[int, Person]) -> Person:
    """By name; what nobody is credited with has a row of its own, so that rows add up."""
    if agent_id == NOBODY or agent_id not in known:
        return Person(id=None, name=_("Nobody in particular"))
    return known[agent_id]
