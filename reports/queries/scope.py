"""Whose figures a reader may see."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from accounts.models import Membership
from accounts.permissions import Reach, reach
from helpdesk.queries.places import Place, places_reached

VIEW = "report.view"


class UnknownDepartment(ObjectDoesNotExist):
    """No such department, or none the reader may see figures of: the same answer."""


class Scope(NamedTuple):
    """`department_ids` None: every department there ever was. `agent_id` None: everybody."""

    places: Sequence[Place]  # to choose from
    department_ids: tuple[int, ...] | None
    agent_id: int | None


def scope_of(membership: Membership, *, department: UUID | None) -> Scope:
    """What this member may see figures of, narrowed to one department if asked.

    An agent sees the own figures wherever they were earned. Raises `UnknownDepartment`.
    """
    reached = places_reached(membership, VIEW)
    own = membership.pk if reach(membership, VIEW) is Reach.OWN else None
    if department is not None:
        chosen = [place.pk for place in reached if place.public_id == department]
        if not chosen:
            raise UnknownDepartment
        return Scope(reached, tuple(chosen), own)
    everywhere = reach(membership, VIEW) in {Reach.ALL, Reach.OWN}
    return Scope(reached, None if everywhere else tuple(place.pk for place in reached), own)
