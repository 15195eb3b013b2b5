"""Mail from outside: real SMTP into the real intake, then what relay and workers would do."""

import asyncio
import smtplib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from core.models import Delivery, RawInbound
from core.tenancy import tenant
from helpdesk.channels.mail.listener import serve
from tests.deliveries import deliver_all

SUPPORT = "support@northwind.testserver"


@dataclass
class Door:
    """Where mail goes in. Needs a committed database: `django_db(transaction=True)`."""

    port: int

    def sends(self, content: bytes | EmailMessage, *, to=SUPPORT, sender="eva@example.com", declares=True):
        """By SMTP; what the server said to the whole mail. `declares` its size first. Raises what smtplib raises."""
        raw = content if isinstance(content, bytes) else content.as_bytes(policy=SMTP)
        with smtplib.SMTP("127.0.0.1", self.port, timeout=20) as client:
            client.ehlo("mx.example.com")
            code, words = client.mail(sender, [f"SIZE={len(raw)}"] if declares else [])
            if code != 250:
                raise smtplib.SMTPSenderRefused(code, words, sender)
            for one in [to] if isinstance(to, str) else to:
                code, words = client.rcpt(one)
                if code != 250:
                    raise smtplib.SMTPRecipientsRefused({one: (code, words)})
            return client.data(raw)


@contextmanager
def open_door() -> Iterator[Door]:
    """The intake, listening in a thread with an event loop of its own."""
    loop = asyncio.new_event_loop()
    started: list[asyncio.Server] = []
    ready = threading.Event()

    async def begin() -> None:
        started.append(await serve(host="127.0.0.1", port=0))
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(begin())  # noqa: RUF006 — awaited by the event
        loop.run_forever()
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield Door(started[0].sockets[0].getsockname()[1])
    finally:

        async def end() -> None:
            started[0].close()
            await started[0].wait_closed()

        asyncio.run_coroutine_threadsafe(end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


def letter(text: str = "Hello, it is broken.", **headers: str) -> EmailMessage:
    """A plain mail of Eva's, unless the headers say otherwise (`In_Reply_To` is In-Reply-To)."""
    message = EmailMessage(policy=SMTP)
    given = {
        "From": "Eva <eva@example.com>",
        "To": SUPPORT,
        "Subject": "Broken",
        "Message-ID": f"<{abs(hash((text, tuple(headers.items()))))}@example.com>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in given.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message


def work_off(organization) -> None:
    """What the relay and the workers do until nothing is due."""
    with tenant(organization.pk):
        deliver_all()


def raws(organization):
    with tenant(organization.pk):
        return list(RawInbound.objects.order_by("pk"))


def open_deliveries(organization) -> int:
    with tenant(organization.pk):
        return Delivery.objects.open().count()
