import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.audit import refuse_if_leaky
from core.delivery.limits import RING_SECONDS
from core.delivery.relay import Relay


class Command(BaseCommand):
    """Rings a worker for each due delivery. Any number may run; stops at SIGTERM or Ctrl-C."""

    help = "Ring a worker for each delivery that is due."
    global_reason = "the relay claims what is due in all organizations, as ids, by core_claim_due"

    def add_arguments(self, parser: CommandParser) -> None:
        after = "after how many seconds an unanswered bell is rung again"
        parser.add_argument("--ring-seconds", type=float, default=RING_SECONDS, help=after)

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_if_leaky()
        relay = Relay(ring_seconds=options["ring_seconds"])
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: relay.stop())
        relay.run()
