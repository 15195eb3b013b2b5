"""Whose work a reader may watch live."""

from uuid import UUID

from accounts.models import Membership
from helpdesk.queries.places import Place, places_in_use, places_reached
from reports.queries.scope import UnknownDepartment

VIEW = "live.view"


def places_watched(membership: Membership, *, department: UUID | None) -> list[Place]:
    """The working departments this member may watch, or the one asked for. Raises `UnknownDepartment`."""
    reached = places_in_use([place.pk for place in places_reached(membership, VIEW)])
    if department is None:
        return reached
    chosen = [place for place in reached if place.public_id == department]
    if not chosen:
        raise UnknownDepartment
    return chosen
