"""Files on their way onto a message: taken in, kept for their member, put on a message once, or swept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import Conflict, DomainError, Missing
from core.files.kinds import HEAD_BYTES, kind_of
from core.files.store import FileTooLarge, store_file
from core.models import StoredFile
from core.periodic import periodic
from helpdesk.models import Draft, Upload
from helpdesk.services.incoming import NewAttachment
from helpdesk.services.writing import service

LIFE = timedelta(hours=24)  # of an upload that no draft names
MOST_WAITING = 60  # of one member, unless they sit in drafts
MOST_FILES = 20  # of one message
MIB = 1024 * 1024


class EmptyFile(DomainError):
    """No byte came."""

    code = "empty_file"


class FileIncomplete(DomainError):
    """Fewer bytes came than were announced: the line broke."""

    code = "file_incomplete"


class TooManyUploads(Conflict):
    """So many files of this member wait for a message that one more would be a leak."""

    code = "too_many_uploads"


class UploadMissing(Missing):
    """The upload is not there any more, is on a message already, or is somebody else's."""

    code = "upload_missing"


class MessageTooLarge(DomainError):
    """The files of one message are more than a mail may carry."""

    code = "message_too_large"


@service
def keep_upload(
    *, actor: Membership, content: IO[bytes], size: int, declared: int, is_whole: bool, name: str, at: datetime
) -> Upload:
    """Store the received bytes for this member. What the file is, its content says; `name` is a label.

    `size` was counted and `declared` was announced, and neither may be too much.
    Raises FileTooLarge, FileIncomplete, EmptyFile, TooManyUploads.
    """
    _refuse_broken(size=max(size, declared), is_whole=is_whole)
    if Upload.objects.filter(membership=actor, draft=None).count() >= MOST_WAITING:
        raise TooManyUploads(_("Too many files are waiting to be sent. Send or remove some of them first."))
    label = _label(name)
    kind = kind_of(content.read(HEAD_BYTES), name=label)
    content.seek(0)
    stored = store_file(content=content, name=label, content_type=kind, max_bytes=settings.UPLOAD_MAX_BYTES)  # type: ignore[arg-type]
    return Upload.objects.create(
        membership=actor, file=stored, name=label, content_type=kind, size=stored.size, uploaded_at=at
    )


@service
def drop_upload(*, upload_id: UUID, actor: Membership) -> None:
    """Throw one of one's own uploads away. Raises UploadMissing."""
    upload = Upload.objects.waiting_of(actor).filter(public_id=upload_id).first()
    if upload is None:
        raise _missing()
    _forget([upload])


def claimed(upload_ids: Sequence[UUID], *, actor: Membership) -> list[Upload]:
    """The member's own uploads, locked, in the order asked for. Call inside the transaction that uses them up.

    Raises UploadMissing if one is not there, used or somebody else's, and MessageTooLarge.
    """
    if not upload_ids:
        return []
    rows = Upload.objects.waiting_of(actor).filter(public_id__in=upload_ids).select_for_update(of=("self",))
    found = {row.public_id: row for row in rows}
    if len(set(upload_ids)) != len(upload_ids) or len(found) != len(upload_ids):
        raise _missing()
    _refuse_too_large(list(found.values()))
    return [found[upload_id] for upload_id in upload_ids]


def used_up(uploads: Sequence[Upload]) -> list[NewAttachment]:
    """Turn claimed uploads into attachments to be: the rows go, the files stay."""
    Upload.objects.filter(pk__in=[upload.pk for upload in uploads]).delete()
    return [
        NewAttachment(file_id=one.file_id, name=one.name, content_type=one.content_type, size=one.size)
        for one in uploads
    ]


def hang_on_draft(draft: Draft, upload_ids: Sequence[UUID]) -> None:
    """These of the member's uploads, and no others, belong to the draft. What is gone is left out without a word:
    the answer shows what the draft has.
    """
    mine = Upload.objects.waiting_of(draft.membership)
    mine.filter(draft=draft).exclude(public_id__in=upload_ids).update(draft=None)
    mine.filter(public_id__in=upload_ids).update(draft=draft)


def _refuse_too_large(uploads: Sequence[Upload]) -> None:
    if sum(one.size for one in uploads) > settings.MESSAGE_MAX_BYTES or len(uploads) > MOST_FILES:
        raise MessageTooLarge(
            _("A message carries at most %(limit)d MiB in %(files)d files. Remove some, or send two messages.")
            % {"limit": settings.MESSAGE_MAX_BYTES // MIB, "files": MOST_FILES}
        )


@periodic("helpdesk.sweep_uploads", every=timedelta(hours=1), reason="uploads nobody sent are thrown away")
def sweep_uploads(*, at: datetime) -> None:
    """Forget the current organization's uploads that are a day old and that no draft names."""
    _forget(list(Upload.objects.swept(before=at - LIFE).select_for_update(skip_locked=True)))


def _forget(uploads: Sequence[Upload]) -> None:
    """The rows of upload and file; the bytes are swept as all bytes without a row are."""
    files = [upload.file_id for upload in uploads]
    Upload.objects.filter(pk__in=[upload.pk for upload in uploads]).delete()
    StoredFile.objects.filter(pk__in=files).delete()


def _refuse_broken(*, size: int, is_whole: bool) -> None:
    if size > settings.UPLOAD_MAX_BYTES:
        limit = settings.UPLOAD_MAX_BYTES // MIB
        raise FileTooLarge(
            _("This file is larger than %(limit)d MiB. Make it smaller, or send a link to it.") % {"limit": limit}
        )
    if not is_whole:
        raise FileIncomplete(_("The file did not arrive whole. Try again."))
    if not size:
        raise EmptyFile(_("This file is empty. Choose another one."))


def _missing() -> UploadMissing:
    return UploadMissing(_("A file is not there any more. Remove it, attach it again and send."))


def _label(name: str) -> str:
    """The last part of what was given as a name, without anything a header or a path would understand."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(letter if letter.isprintable() else " " for letter in last).strip()[-200:] or "file"
