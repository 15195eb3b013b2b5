"""Files nobody has any more.

Bytes that no row knows are what `store_file` left behind when its transaction was rolled back; rows that nothing
refers to are what is left of a file when the thing it hung on is gone. The bytes of such a row go with the next
round, which finds them without a row.
"""

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import storages
from django.db.models import Exists, ForeignKey, OuterRef, QuerySet

from core.files.store import folder
from core.models import FileOpening, StoredFile
from core.periodic import periodic

logger = logging.getLogger(__name__)

MOST_ROWS = 5000  # in one round
AGE = timedelta(hours=24)  # far above the longest transaction: a younger file may be waiting for its row

HOLDERS: list[Callable[[Collection[int]], set[int]]] = []


def holds_files[F: Callable[[Collection[int]], set[int]]](function: F) -> F:
    """Register a function that says which of these file ids are named somewhere else than by a foreign key."""
    HOLDERS.append(function)
    return function


@periodic("core.sweep_file_rows", every=timedelta(hours=6), reason="stored files nothing refers to are forgotten")
def sweep_file_rows(*, at: datetime) -> None:
    """Delete the current organization's file rows that are a day old and that nothing refers to."""
    lost = set(_unreferenced().filter(stored_at__lt=at - AGE).values_list("pk", flat=True)[:MOST_ROWS])
    for named_among in HOLDERS:
        if lost:
            lost -= named_among(lost)
    if lost:
        StoredFile.objects.filter(pk__in=lost).delete()
        logger.info("file rows nothing refers to deleted", extra={"rows": len(lost)})


def _unreferenced() -> QuerySet[StoredFile]:
    """Files no foreign key of any app points to. A link that was opened holds none."""
    rows = StoredFile.objects.all()
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model is StoredFile and model is not FileOpening:
                rows = rows.exclude(Exists(model._default_manager.filter(**{field.name: OuterRef("pk")})))
    return rows


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
