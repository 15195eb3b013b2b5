"""The store of everything that comes in, before anything looks inside."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Conflict, DomainError
from core.models import RawInbound, RawState
from core.raw.events import RawStored
from core.services import record

MAX_BYTES = 40 * 1024 * 1024


class TooLarge(DomainError):
    """More bytes than one inbound thing may have."""

    code = "too_large"


class NobodyReads(Conflict):
    """No reader is registered for this source, so reading again would do nothing."""

    code = "nobody_reads"


class Reader(Protocol):
    def __call__(self, raw: RawInbound, /, *, at: datetime) -> None: ...


READERS: dict[str, Reader] = {}


def reads(source: str) -> Callable[[Reader], Reader]:
    """Register the function that turns stored bytes of this source into something.

    It runs in a worker, inside `tenant()`, in the transaction that marks the row as read, and may
    run again. Raise `core.raw.child.Unreadable` for bytes that will never be readable: the row is
    parked at once; anything else is tried again by the rules of deliveries.
    """

    def register(function: Reader) -> Reader:
        READERS[source] = function
        return function

    return register


@transaction.atomic
def store_raw(*, source: str, external_key: str, content: bytes, at: datetime) -> RawInbound:
    """Keep the bytes; the same bytes under the same key are the same row, read once.

    Commit before the source is answered. Raises TooLarge above 40 MiB.
    """
    if len(content) > MAX_BYTES:
        raise TooLarge(_("This is larger than {limit} MiB.").format(limit=MAX_BYTES // 1024 // 1024))
    raw, is_new = RawInbound.objects.get_or_create(
        source=source,
        external_key=external_key,
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"content": content, "size": len(content), "received_at": at},
    )
    if is_new:
        record(RawStored(subject_id=raw.pk, version=raw.version, actor_id=None, at=at, source=source))
    return raw


@transaction.atomic
def read_again(*, raw_id: UUID, actor_id: int | None, at: datetime) -> RawInbound:
    """Have a worker read it once more. Raises RawInbound.DoesNotExist, NobodyReads."""
    raw = RawInbound.objects.select_for_update().defer("content").get(public_id=raw_id)
    if raw.source not in READERS:
        raise NobodyReads(_("Nothing reads this kind of input any more."))
    raw.version += 1
    raw.state = RawState.STORED
    raw.save(update_fields=["version", "state"])
    record(RawStored(subject_id=raw.pk, version=raw.version, actor_id=actor_id, at=at, source=raw.source))
    return raw


def park_raw(raw: RawInbound, *, reason: str) -> None:
    """It cannot be read; a person may look at the original and ask again."""
    RawInbound.objects.filter(pk=raw.pk).update(state=RawState.PARKED, reason=reason[:2000])
