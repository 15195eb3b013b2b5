import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.events import receiver
from core.models import RawInbound, RawState
from core.raw.child import Unreadable
from core.raw.events import RawStored
from core.raw.store import READERS, park_raw

logger = logging.getLogger(__name__)


@receiver(RawStored, queue="mail_in")
def read_stored_raw(event: RawStored) -> None:
    """Reads what came in, once. Unreadable bytes are parked with their original, and hold up nobody."""
    raw = RawInbound.objects.get(pk=event.subject_id)
    if raw.state != RawState.STORED or raw.version != event.version:
        return
    RawInbound.objects.filter(pk=raw.pk).update(attempts=F("attempts") + 1)
    read = READERS[raw.source]
    try:
        with transaction.atomic():
            read(raw, at=timezone.now())
    except Unreadable as error:
        logger.warning("inbound parked", extra={"raw": raw.pk, "reason": str(error)})
        park_raw(raw, reason=str(error))
    else:
        RawInbound.objects.filter(pk=raw.pk, state=RawState.STORED).update(state=RawState.PARSED, reason="")
