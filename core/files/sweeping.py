"""Bytes in the storage that no row knows: what `store_file` left behind when its transaction was rolled back."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.files.storage import storages

from core.files.store import folder
from core.models import StoredFile
from core.periodic import periodic

logger = logging.getLogger(__name__)

AGE = timedelta(hours=24)  # far above the longest transaction: a younger file may be waiting for its row


@periodic("core.sweep_files", every=timedelta(hours=6), reason="bytes that no row knows are deleted")
def sweep_files(*, at: datetime) -> None:
    """Delete the current organization's files that are a day old and have no row."""
    storage = storages["default"]
    for names in _listed():
        known = set(StoredFile.objects.filter(path__in=names).values_list("path", flat=True))
        for name in names:
            with suppress(FileNotFoundError):  # another sweep was faster
                if name not in known and storage.get_modified_time(name) < at - AGE:
                    storage.delete(name)
                    logger.info("file without a row deleted", extra={"path": name})


def _listed() -> Iterator[list[str]]:
    """The paths of all files of the organization, one folder at a time."""
    storage, top = storages["default"], folder()
    with suppress(FileNotFoundError):  # nothing was stored yet
        for part in storage.listdir(top)[0]:
            yield [f"{top}/{part}/{name}" for name in storage.listdir(f"{top}/{part}")[1]]
