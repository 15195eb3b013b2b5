"""A real SMTP server at the far end of the network, that answers as it is told."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Sink:
    """Keeps what it takes. `answers` are used up one by one before it says yes to everything."""

    answers: list[str] = field(default_factory=list)  # to the whole mail, as "451 later"
    refuses_recipient: str = ""
    hangs_up: bool = False  # after the bytes, before the answer
    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802 — the name aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuses_recipient:
            return self.refuses_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content: Any = envelope.original_content
        self.raw.append(content)
        self.mails.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        self.envelopes.append(((envelope.mail_from or "").strip("<>"), list(envelope.rcpt_tos)))
        if self.hangs_up:
            server.transport.abort()  # type: ignore[union-attr]
            await asyncio.sleep(0)
        return self.answers.pop(0) if self.answers else "250 OK"


class AnyPort(Controller):
    """Listens where there is room, and says hello to itself there."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@contextmanager
def smtp_sink(settings: Any, sink: Sink | None = None) -> Iterator[Sink]:
    """Everything the product sends by SMTP inside goes to this server."""
    sink = sink or Sink()
    controller = AnyPort(sink, hostname="127.0.0.1", port=0, ready_timeout=10)
    controller.start()
    try:
        sink.port = controller.port
        settings.MAIL_TRANSPORT = "smtp"
        settings.MAIL_SMTP_HOST, settings.MAIL_SMTP_PORT = "127.0.0.1", sink.port
        settings.MAIL_SMTP_TIMEOUT = 5.0
        yield sink
    finally:
        controller.stop()
