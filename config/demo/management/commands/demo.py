from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.demo.making import count_figures, make, missing
from config.demo.organizations import ORGANIZATIONS
from config.demo.people import PASSWORD
from core.files.links import web_origin


class Command(BaseCommand):
    help = "Make two invented organizations with sixty days of work behind them. Again: changes nothing."
    global_reason = "makes organizations; each of them is filled inside its own tenant()"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--addresses", action="store_true", help="only say where they are and how to sign in")
        parser.add_argument("--large", action="store_true", help="one more, with a million tickets, for measuring")

    def handle(self, *args: Any, addresses: bool = False, large: bool = False, **options: Any) -> None:
        if not addresses:
            self._make_missing()
            if large:
                self._make_large()
        if addresses:
            self._tell_addresses()

    def _make_missing(self) -> None:
        plans = missing()
        for plan in plans:
            self.stdout.write(f"Making {plan.name}: sixty days of invented work, about twenty seconds")
            self.stdout.flush()
            made = make(plan, now=timezone.now())
            count_figures(made.organization_id, clock=timezone.now)
            self.stdout.write(f"  {made.tickets} tickets, {made.calls} calls, {made.reviews} reviews")
        if not plans:
            self.stdout.write("The demo organizations are there; nothing changed.")

    def _tell_addresses(self) -> None:
        for plan in ORGANIZATIONS:
            self.stdout.write(f"{plan.name}: {web_origin(plan.host)}/")
            for person in plan.people[:6]:
                self.stdout.write(f"  {person.login}@{plan.domain}  {person.role.label}, {person.name}")
        self.stdout.write(f"The password of everybody is {PASSWORD}.")
