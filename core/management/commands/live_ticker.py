import signal
from typing import Any

from django.core.management.base import BaseCommand

from core.audit import refuse_if_leaky
from core.live.ticker import Ticker


class Command(BaseCommand):
    """Sends what changed to everybody who watches. Two of them only send things twice."""

    help = "Send live topics that changed to the sockets that watch them."
    global_reason = "live topics of all organizations, each read inside its own tenant()"

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_if_leaky()
        ticker = Ticker()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: ticker.stop())
        ticker.run()
