"""Who is there."""

from datetime import datetime

from accounts.models import Membership
from core.services import record
from helpdesk.enums import PresenceSource, PresenceState
from helpdesk.events import PresenceChanged
from helpdesk.models import Presence
from helpdesk.services.writing import service


@service
def set_presence(
    *, membership: Membership, state: str, at: datetime, reason: str = "", source: str = PresenceSource.SELF
) -> Presence:
    """End the member's present stretch at `at` and begin one of `state`.

    The state and reason it already is change nothing. An `at` before the present stretch began,
    as late telephone events have it, counts as that moment.
    """
    Membership.objects.select_for_update(no_key=True).get(pk=membership.pk)  # one change at a time
    newest = Presence.objects.filter(membership=membership).order_by("-version").first()
    if newest and newest.ended_at is None and (newest.state, newest.reason) == (state, reason):
        return newest
    if newest and newest.ended_at is None:
        at = max(at, newest.started_at)
        newest.ended_at = at
        newest.save(update_fields=["ended_at"])
    stretch = Presence.objects.create(
        membership=membership,
        version=newest.version + 1 if newest else 1,
        state=PresenceState(state),
        reason=reason[:100],
        source=source,
        started_at=at,
    )
    record(
        PresenceChanged(
            subject_id=stretch.pk,
            version=stretch.version,
            actor_id=membership.pk if source == PresenceSource.SELF else None,
            at=at,
            membership_id=membership.pk,
            state=stretch.state,
            reason=stretch.reason,
            source=stretch.source,
            previous_state=newest.state if newest else None,
            previous_started_at=newest.started_at if newest else None,
        )
    )
    return stretch
