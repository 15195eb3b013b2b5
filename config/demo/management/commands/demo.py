from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import django
from django.core.management.base import BaseCommand
from django.utils import timezone

from config.demo.large import HOST, make_large
from config.demo.making import count_figures, make_and_count, missing
from config.demo.organizations import ORGANIZATIONS
from config.demo.people import PASSWORD
from core.files.links import web_origin

MILLION = 1_000_000


class Command(BaseCommand):
    help = "Make two invented organizations with sixty days of work behind them. Again: changes nothing."
    global_reason = "makes organizations; each of them is filled inside its own tenant()"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--addresses", action="store_true", help="only say where they are and how to sign in")
        parser.add_argument("--large", action="store_true", help="one more, with a million tickets, for measuring")
        parser.add_argument("--tickets", type=int, default=MILLION, help="how many the large one gets")

    def handle(
        self, *args: Any, addresses: bool = False, large: bool = False, tickets: int = MILLION, **options: Any
    ) -> None:
        if not addresses:
            self._make_missing()
            if large:
                self._make_large(tickets)
        else:
            self._tell_addresses()

    def _make_missing(self) -> None:
        plans = missing()
        if not plans:
            self.stdout.write("The demo organizations are there; nothing changed.")
            return
        names = " and ".join(plan.name for plan in plans)
        self.stdout.write(f"Making {names}: sixty days of invented work, half a minute")
        self.stdout.flush()
        context = get_context("spawn")  # each with its own connection
        with ProcessPoolExecutor(len(plans), mp_context=context, initializer=django.setup) as pool:
            for plan, made in zip(plans, pool.map(make_and_count, plans), strict=True):
                self.stdout.write(f"  {plan.name}: {made.tickets} tickets, {made.calls} calls, {made.reviews} reviews")

    def _make_large(self, tickets: int) -> None:
        def told(done: int) -> None:
            self.stdout.write(f"  {done} of {tickets} tickets", ending="\r")
            self.stdout.flush()

        self.stdout.write(f"Making the large organization at {HOST}: {tickets} tickets, some minutes")
        organization_id = make_large(tickets=tickets, now=timezone.now(), told=told)
        if organization_id is None:
            self.stdout.write("It is there already; nothing changed.")
            return
        self.stdout.write("\nCounting its figures")
        count_figures(organization_id, clock=timezone.now)

    def _tell_addresses(self) -> None:
        for plan in ORGANIZATIONS:
            self.stdout.write(f"{plan.name}: {web_origin(plan.host)}/")
            for person in plan.people[:6]:
                self.stdout.write(f"  {person.login}@{plan.domain}  {person.role.label}, {person.name}")
        self.stdout.write(f"The password of everybody is {PASSWORD}.")
