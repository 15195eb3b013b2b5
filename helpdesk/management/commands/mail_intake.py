import asyncio
import logging
import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.audit import refuse_if_leaky
from helpdesk.channels.mail.listener import serve


class Command(BaseCommand):
    help = "Take mail in by SMTP at MAIL_INTAKE_HOST:MAIL_INTAKE_PORT and keep it; workers read it."
    global_reason = "the address of each mail says which organization it is for"

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_if_leaky()
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # it would log every address, reply names included
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        """Until somebody asks for the end; mails being taken in are finished first."""
        asked = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, asked.set)
        server = await serve(host=settings.MAIL_INTAKE_HOST, port=settings.MAIL_INTAKE_PORT)
        where = ", ".join(f"{name[0]}:{name[1]}" for one in server.sockets for name in [one.getsockname()])
        self.stdout.write(f"Mail is taken in at {where}.")
        async with server:
            await asked.wait()
