"""Deliveries that wait for a person, and how a person sends them on."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from core.delivery.claiming import Claim
from core.errors import Conflict
from core.models import Delivery
from core.tenancy import tenant

logger = logging.getLogger(__name__)

WORKER_DIED = "Each try ended with the death of its worker."


class NotParked(Conflict):
    """Only a parked delivery can be sent on by hand; an open one goes by itself."""

    code = "delivery_not_parked"


def park_worn_out(claims: Iterable[Claim]) -> None:
    """Claimed once more after its last try: whoever tried did not live to say why."""
    for organization_id, ids in _by_organization(claims).items():
        with tenant(organization_id):
            Delivery.objects.open().filter(pk__in=ids).update(
                parked_at=Now(),
                reason=Case(When(reason="", then=Value(WORKER_DIED, output_field=TextField())), default=F("reason")),
            )
        logger.error("deliveries parked", extra={"organization": organization_id, "deliveries": ids})


def give_back(claims: Iterable[Claim]) -> None:
    """Claimed, but no bell could be rung: due again at once."""
    for organization_id, ids in _by_organization(claims).items():
        with tenant(organization_id):
            Delivery.objects.open().filter(pk__in=ids, claims__gt=F("taken")).update(due_at=Now())


@transaction.atomic
def replay_delivery(*, delivery_id: UUID, at: datetime) -> Delivery:
    """Try a parked delivery again from the first try, as of `at`. Raises Delivery.DoesNotExist, NotParked."""
    delivery = Delivery.objects.select_for_update().get(public_id=delivery_id)
    if delivery.parked_at is None:
        raise NotParked(_("This delivery is not parked: it is done, or will be tried again by itself."))
    delivery.parked_at = None
    delivery.attempts = 0
    delivery.due_at = at
    delivery.save(update_fields=["parked_at", "attempts", "due_at"])
    return delivery


def _by_organization(claims: Iterable[Claim]) -> dict[int, list[int]]:
    ids: dict[int, list[int]] = defaultdict(list)
    for claim in claims:
        ids[claim.organization_id].append(claim.delivery_id)
    return ids
