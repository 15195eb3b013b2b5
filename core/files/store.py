import hashlib
import secrets
from io import BytesIO
from typing import BinaryIO

from django.core.files.base import File
from django.core.files.storage import storages
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.keys import key
from core.models import StoredFile
from core.tenancy import current_organization_id


class FileTooLarge(DomainError):
    """The counted bytes, not the declared ones, passed the limit."""

    code = "file_too_large"


def store_file(*, content: BinaryIO | bytes, name: str, content_type: str, max_bytes: int | None = None) -> StoredFile:
    """Put the bytes into the storage under a random name, and a row beside them.

    `name` and `content_type` are what others called it: labels, never a path. If the transaction is
    rolled back the bytes stay behind unreferenced until `sweep_files` finds them, a day later. Raises FileTooLarge.
    """
    counted = _Counted(BytesIO(content) if isinstance(content, bytes) else content, max_bytes)
    random = secrets.token_hex(20)
    path = f"{folder()}/{random[:2]}/{random}"
    storage = storages["default"]
    try:
        saved = storage.save(path, File(counted, name=path))  # type: ignore[arg-type]
    except FileTooLarge:
        storage.delete(path)
        raise
    return StoredFile.objects.create(
        path=saved,
        name=name.replace("\x00", "")[-255:],
        content_type=content_type[:120],
        size=counted.size,
        sha256=counted.hash.hexdigest(),
        stored_at=timezone.now(),
    )


def open_file(stored: StoredFile) -> BinaryIO:
    """The bytes, to be closed by the caller."""
    return storages["default"].open(stored.path, "rb")  # type: ignore[return-value]


def folder() -> str:
    """Where the files of the current organization lie in the storage."""
    return key(current_organization_id(), "files")


class _Counted:
    """A stream that is hashed and counted while it is read."""

    def __init__(self, inner: BinaryIO, max_bytes: int | None) -> None:
        self.inner, self.max_bytes = inner, max_bytes
        self.hash, self.size = hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        piece = self.inner.read(size)
        self.size += len(piece)
        if self.max_bytes is not None and self.size > self.max_bytes:
            raise FileTooLarge(_("This file is larger than {limit} MiB.").format(limit=self.max_bytes // 1024 // 1024))
        self.hash.update(piece)
        return piece
