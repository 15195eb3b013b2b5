from datetime import datetime
from typing import Any, Self
from uuid import NAMESPACE_URL, UUID, uuid5

from accounts.models import Membership
from accounts.permissions import Reach, reach
from accounts.queries import own_organization
from core.live.boards import Board, SnapshotBoard
from helpdesk.queries.places import Place, places_in_use
from reports.queries.scope import VIEW, UnknownDepartment
from reports.queries.wallboard import Wallboard, wallboard
from reports.queries.watching import places_watched
from reports.queries.zone import organization_zone

ALL = "all"
NAMESPACE = uuid5(NAMESPACE_URL, "kvalita:wallboard")


class WallboardBoard(SnapshotBoard):
    """What goes on now, in one department or in all that a member may watch.

    `all` stands for a set of departments: members with equal rights share one subject and so one computation.
    """

    kind = "wallboard"
    refresh_seconds = 5  # tickets become due and late, and days end, without anything happening

    @classmethod
    def resolve(cls, asked: str, membership: Membership) -> Self | None:
        try:
            places = places_watched(membership, department=None if asked == ALL else UUID(asked))
        except (ValueError, UnknownDepartment):
            return None
        ids = sorted(place.pk for place in places)
        return cls(_subject(asked, places), {"departments": ids})

    def may_watch(self, membership: Any) -> bool:
        reached = {place.pk for place in places_watched(membership, department=None)}
        return reached.issuperset(self.params["departments"])

    def snapshot(self, *, at: datetime) -> Wallboard:
        places = places_in_use(self.params["departments"])
        is_one = [place.public_id for place in places] == [self.subject]
        return wallboard(places, is_one=is_one, at=at, zone=organization_zone())


class ReportBoard(Board):
    """The figures of the organization: rollups were brought up to date, ask again."""

    kind = "report"

    @classmethod
    def own(cls) -> Self:
        """The one of the organization whose scope is open."""
        return cls(own_organization().public_id)

    def may_watch(self, membership: Any) -> bool:
        may = reach(membership, VIEW) is not Reach.NONE
        return may and self.subject == own_organization().public_id


def _subject(asked: str, places: list[Place]) -> UUID:
    if asked != ALL:
        return places[0].public_id
    return uuid5(NAMESPACE, ",".join(sorted(str(place.public_id) for place in places)))
