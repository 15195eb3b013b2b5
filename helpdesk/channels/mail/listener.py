"""The inbound face: SMTP on loopback, behind the mail server of the house.

Three promises and nothing else: an address nobody has is refused at once (550), a mail that is too large is
refused (552), and "250" is said after the bytes are committed for every organization it is for. Nothing is
parsed here; a receiver does that in a process with limits.
"""

import asyncio
import hashlib
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from aiosmtpd.smtp import SMTP, Envelope, Session
from channels.db import database_sync_to_async  # type: ignore[import-untyped]
from django.db import DatabaseError, connection
from django.utils import timezone

from core.mail.addresses import is_address, one_line
from core.raw.store import MAX_BYTES, store_raw
from core.tenancy import tenant
from helpdesk.channels.mail.intake import SOURCE

logger = logging.getLogger(__name__)

ROOM_FOR_TRACE = 64 * 1024  # the lines put on top must fit below the limit of the store
MOST_RECIPIENTS = 100
LONGEST_LINE = 1024 * 1024
NO_SUCH_ADDRESS = "550 5.1.1 Nobody has this address here"
TOO_MANY = "452 4.5.3 Too many recipients for one message, send the rest in another"
NOT_NOW = "451 4.3.0 The message could not be kept, try again later"


def organization_for_address(address: str) -> int | None:
    """Whose address this is; None if nobody's. Asked before any organization is open."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_organization_for_address(%s)", [address])
        row = cursor.fetchone()
    return row[0] if row else None


def keep(content: bytes, *, sender: str, recipients: Mapping[int, Sequence[str]], at: datetime) -> None:
    """Commit the mail for every organization it is for. The same bytes to the same addresses are kept once.

    The envelope is written on top, as every last mail server of a delivery does (RFC 5321 §4.4).
    """
    for organization_id, addresses in recipients.items():
        told = ", ".join(sorted({one_line(address) for address in addresses}))
        top = f"Return-Path: <{one_line(sender)}>\r\nX-Kvalita-Recipients: {told}\r\n".encode("utf-8", "replace")
        name = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
        with tenant(organization_id):
            store_raw(source=SOURCE, external_key=f"smtp:{name}", content=top + content, at=at)


class Intake:
    """What aiosmtpd calls. One instance serves all connections and keeps nothing between them."""

    async def handle_RCPT(  # noqa: N802 — the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return TOO_MANY
        if not is_address(address):
            return NO_SUCH_ADDRESS
        try:
            found = await database_sync_to_async(organization_for_address)(address)
        except DatabaseError:
            logger.exception("database away")
            return NOT_NOW
        if found is None:
            return NO_SUCH_ADDRESS
        owners(envelope).setdefault(found, []).append(address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.original_content or b""
        sender = (envelope.mail_from or "").strip("<>")
        try:
            await database_sync_to_async(keep)(content, sender=sender, recipients=owners(envelope), at=timezone.now())
        except DatabaseError:
            logger.exception("mail not kept")
            return NOT_NOW
        return "250 2.0.0 Kept"


def owners(envelope: Envelope) -> dict[int, list[str]]:
    """Organization → its addresses in this envelope."""
    found: dict[int, list[str]] = envelope.__dict__.setdefault("kvalita_owners", {})
    return found


class LenientSMTP(SMTP):
    """Takes the long lines some programs write: the mail server in front has said yes to them already."""

    line_length_limit = LONGEST_LINE


def protocol(loop: asyncio.AbstractEventLoop) -> SMTP:
    return LenientSMTP(
        Intake(),
        data_size_limit=MAX_BYTES - ROOM_FOR_TRACE,
        enable_SMTPUTF8=True,
        ident="Kvalita",
        timeout=120,
        loop=loop,
    )


async def serve(*, host: str, port: int) -> asyncio.Server:
    """Listen; the caller decides for how long. Port 0 takes any free one."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: protocol(loop), host=host, port=port)
