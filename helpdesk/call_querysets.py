from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from accounts.models import Membership
from accounts.permissions import Reach, reach
from helpdesk.call_enums import CallState, RecordingState

if TYPE_CHECKING:
    from helpdesk.models import Call, Recording  # noqa: F401 — named for mypy below

LONGEST_CREDIBLE_WAIT = timedelta(hours=4)  # after that its end was never told to us
PLAYABLE = frozenset({RecordingState.READY, RecordingState.INCOMPLETE})


def _reachable(membership: Membership, action: str, prefix: str = "") -> Q | None:
    """Which calls the action reaches, as a condition; None: none."""
    match reach(membership, action):
        case Reach.ALL:
            return Q()
        case Reach.DEPARTMENTS:
            return Q(**{f"{prefix}department__member_links__membership": membership})
        case Reach.OWN:
            own = {f"{prefix}pk__in": _own_calls(membership)}
            return Q(**own)
        case Reach.NONE:
            return None


def _own_calls(membership: Membership) -> Any:
    from helpdesk.models import CallLeg  # noqa: PLC0415 — the model imports this module

    return CallLeg.objects.filter(membership=membership, answered_at__isnull=False).values("call_id")


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, membership: Membership) -> Self:
        """What this member may know exists: the start of every read and every lock."""
        condition = _reachable(membership, "call.view")
        return self.none() if condition is None else self.filter(condition)

    def playable_by(self, membership: Membership) -> Self:
        """Whose recording this member may hear; an agent: those where they talked themselves."""
        condition = _reachable(membership, "recording.play")
        return self.none() if condition is None else self.filter(condition)

    def recorded(self) -> Self:
        """With a recording that can be played."""
        return self.filter(recordings__state__in=PLAYABLE)

    def from_number(self, backward: str) -> Self:
        """From or to a number that ends like this; `backward` by `search.backward_digits`."""
        from helpdesk.models.telephone import ends_like  # noqa: PLC0415 — the models import this module

        return self.filter(ends_like(backward, "caller_backward"))

    def waiting(self, *, at: datetime) -> Self:
        """Callers in a queue now. Whom the telephone system forgot to end stops waiting after four hours."""
        return self.filter(state=CallState.WAITING, waiting_since__lte=at, waiting_since__gt=at - LONGEST_CREDIBLE_WAIT)

    def for_list(self) -> Self:
        """With everything `call_row` touches."""
        from helpdesk.models import Recording  # noqa: PLC0415 — the model imports this module

        recordings = Recording.objects.filter(call=OuterRef("pk"), state__in=PLAYABLE)
        return self.select_related("department", "contact", "ticket", "agent__user").annotate(
            has_recording=Exists(recordings),
            recording_seconds=Subquery(recordings.values("duration_seconds")[:1]),
        )

    def for_reading(self) -> Self:
        """With everything one call shows, peaks left out."""
        from helpdesk.models import CallLeg, QueueVisit  # noqa: PLC0415 — the model imports this module

        return self.for_list().prefetch_related(
            Prefetch("legs", CallLeg.objects.select_related("membership__user").order_by("place")),
            Prefetch("visits", QueueVisit.objects.select_related("department").order_by("place")),
            "transfers",
        )


class RecordingQuerySet(models.QuerySet["Recording"]):
    def playable_by(self, membership: Membership) -> Self:
        condition = _reachable(membership, "recording.play", prefix="call__")
        return self.none() if condition is None else self.filter(condition)

    def without_peaks(self) -> Self:
        return self.defer("peaks")
