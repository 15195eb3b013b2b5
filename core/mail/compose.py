"""The bytes of one outgoing mail, the same in every try."""

import hashlib
import re
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import NamedTuple

from core.files.store import open_file
from core.mail.addresses import one_line
from core.mail.models import OutgoingMail
from core.models import StoredFile

LONGEST_HEADER = 8000  # thirty people in copy, twenty References
POLICY = SMTP.clone(max_line_length=78)


class Letter(NamedTuple):
    """All the database knows of one mail, so that its bytes are made without it."""

    mail: OutgoingMail
    files: Mapping[int, StoredFile]


def letter_of(mail: OutgoingMail) -> Letter:
    return Letter(mail, StoredFile.objects.in_bulk([file_id for file_id, _, _ in mail.attachments]))


def compose(mail: OutgoingMail) -> bytes:
    """The bytes of a mail, for who is inside `tenant()` anyway."""
    return written(letter_of(mail))


def written(letter: Letter) -> bytes:
    """Text, and HTML beside it if there is any. No date but the day it was queued, no chance in the boundary.

    Reads the files from their storage and nothing from the database: call it outside of every transaction.
    """
    mail = letter.mail
    message = EmailMessage(policy=POLICY)
    message["Message-ID"] = mail.message_id
    message["Date"] = format_datetime(mail.queued_at)
    message["Subject"] = one_line(mail.subject)
    message["To"] = one_line(mail.headers.get("To", mail.to))
    for name, value in mail.headers.items():
        if name != "To":
            message[name] = one_line(value, limit=LONGEST_HEADER)
    message.set_content(_lines(mail.text), cte="quoted-printable")
    if mail.html:
        message.add_alternative(_lines(mail.html), subtype="html", cte="quoted-printable")
    for file_id, name, content_type in mail.attachments:
        _attach(message, letter.files[file_id], name, content_type)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{number}{hashlib.sha256(mail.message_id.encode()).hexdigest()[:24]}")
    return message.as_bytes()


def _attach(message: EmailMessage, stored: StoredFile, name: str, content_type: str) -> None:
    """As a file to keep. What claims to be a mail or a multipart goes as plain bytes: it would be taken apart."""
    main, _, sub = content_type.partition("/")
    if main in {"message", "multipart"} or not re.fullmatch(r"[\w.+-]+/[\w.+-]+", content_type):
        main, sub = "application", "octet-stream"
    with open_file(stored) as file:
        message.add_attachment(file.read(), maintype=main, subtype=sub, filename=one_line(name, limit=200))


def _lines(text: str) -> str:
    """One kind of line end, and no character a mail may not carry."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
