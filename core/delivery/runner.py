"""Hand one event to one receiver, in a worker."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from core.delivery.limits import ABANDONED_SECONDS, hard_limit_seconds
from core.events import BACK_OFF_SECONDS, EVENTS, RECEIVERS, DomainEvent, Receiver
from core.models import Delivery, Event
from core.tenancy import tenant

logger = logging.getLogger(__name__)


class UnknownReceiver(LookupError):
    """The row names a receiver this release does not have: an older or a newer one wrote it."""


def take(*, delivery_id: int, claim: int | None, lease_seconds: int = ABANDONED_SECONDS) -> bool:
    """Begin a try; False if this claim or a later one was taken before, or the delivery is over.

    Committed before the effect: an event that kills its worker has used up one try, and a second
    ring of the same bell finds nothing to do. A bell that was rung again while it waited is as good
    as the newer one, or a queue longer than the pause between two rings would never get anywhere.
    Nobody claims the row again before the lease is over, and not while somebody holds it locked.
    """
    rows = Delivery.objects.open().filter(pk=delivery_id)
    if claim is not None:
        rows = rows.filter(claims__gte=claim, taken__lt=claim)
    return bool(
        rows.update(
            taken=F("claims"),
            attempts=F("attempts") + 1,
            due_at=Now() + timedelta(seconds=lease_seconds),
        )
    )


@transaction.atomic
def run_delivery(*, delivery_id: int, at: datetime) -> None:
    """Hand one event to one receiver; done or taken by another worker: do nothing.

    A receiver may fail in any way, so this is the one broad `except` of the project: the effect
    is rolled back, the row keeps the reason and is due again after the back-off.
    """
    delivery = (
        Delivery.objects.open()
        .select_related("event")
        .select_for_update(skip_locked=True, of=("self",))
        .filter(pk=delivery_id)
        .first()
    )
    if delivery is None:
        return
    try:
        with transaction.atomic():
            _wanted(delivery).function(event_of(delivery.event))
    except Exception as error:  # noqa: BLE001 — see the docstring
        fail(delivery, error=error, at=at)
    else:
        Delivery.objects.filter(pk=delivery_id).update(done_at=at, reason="")


class DeliveryHandle:
    """One delivery to the outside. Keep the order: read, `start()`, call, `done()`.

    `key` names the effect before its first try and never changes: use it as Message-ID or webhook-id.
    """

    def __init__(self, *, organization_id: int, delivery_id: int, public_id: str, started_before: bool) -> None:
        self.organization_id = organization_id
        self.delivery_id = delivery_id
        self.key = public_id
        self.started_before = started_before  # an earlier try may have reached the outside
        self.is_done = False

    def start(self) -> None:
        """From here on a crash leaves *possibly done*; commits at once."""
        with tenant(self.organization_id):
            Delivery.objects.filter(pk=self.delivery_id, started_at__isnull=True).update(started_at=Now())

    def done(self) -> None:
        """The outside took it. Call it in the `tenant()` that keeps the outcome, or alone."""
        with tenant(self.organization_id):
            Delivery.objects.filter(pk=self.delivery_id).update(done_at=Now(), reason="")
        self.is_done = True

    def not_started(self) -> None:
        """The outside refused before anything could have happened: the next try is a first one."""
        with tenant(self.organization_id):
            Delivery.objects.filter(pk=self.delivery_id).update(started_at=None)


def run_outbound(*, organization_id: int, delivery_id: int, claim: int | None) -> None:
    """Hand one event to a receiver that talks to the outside. Opens only short scopes."""
    with tenant(organization_id):
        found = Delivery.objects.select_related("event").filter(pk=delivery_id).first()
        if found is None:
            return
        known = RECEIVERS.get(found.receiver)
        lease = hard_limit_seconds(known.queue if known else "default") + 30
        if not take(delivery_id=delivery_id, claim=claim, lease_seconds=lease):
            return
    handle = DeliveryHandle(
        organization_id=organization_id,
        delivery_id=delivery_id,
        public_id=str(found.public_id),
        started_before=found.started_at is not None,
    )
    try:
        _wanted(found).function(event_of(found.event), organization_id=organization_id, delivery=handle)
    except Exception as error:  # noqa: BLE001 — as in run_delivery
        with tenant(organization_id):
            fail(Delivery.objects.get(pk=delivery_id), error=error, at=timezone.now())
        return
    if not handle.is_done:
        handle.done()


def fail(delivery: Delivery, *, error: BaseException, at: datetime) -> None:
    """Keep the reason and try again after the back-off, or park after the last try."""
    logger.error("delivery failed", exc_info=error, extra={"delivery": delivery.pk, "receiver": delivery.receiver})
    known = RECEIVERS.get(delivery.receiver)
    pauses = known.back_off if known else BACK_OFF_SECONDS
    is_last = delivery.attempts > len(pauses)
    pause = 0 if is_last else pauses[max(delivery.attempts - 1, 0)]
    Delivery.objects.filter(pk=delivery.pk, done_at__isnull=True).update(
        reason=repr(error)[:2000],
        parked_at=at if is_last else None,
        due_at=at + timedelta(seconds=pause),
    )
    if is_last:
        logger.error("delivery parked", extra={"delivery": delivery.pk, "receiver": delivery.receiver})


def event_of(row: Event) -> DomainEvent:
    """The event as its receivers know it."""
    return EVENTS[row.name].restored(row.payload)


def _wanted(delivery: Delivery) -> Receiver:
    try:
        return RECEIVERS[delivery.receiver]
    except KeyError:
        raise UnknownReceiver(delivery.receiver) from None
