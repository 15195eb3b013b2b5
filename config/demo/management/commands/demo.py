import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from typing import Any

import django
from django.core.management.base import BaseCommand
from django.db import connections
from django.utils import timezone

from config.demo.addresses import addresses as demo_addresses
from config.demo.large import HOST, OWNER, make_large
from config.demo.making import DAYS, Made, count_figures, make_and_count, missing
from config.demo.organizations import DemoOrganization
from core.embedded.parent_death import die_with_parent
from core.files.origins import web_origin
from reports.services.rebuilding import Progress

MILLION = 1_000_000
FORK = "fork"  # where it is safe: a new interpreter takes seconds to load the application
PROGRESS_SECONDS = 0.5
CONNECTIONS = 3  # that count the large one; Python is as busy as two of them
WIDTH = 40  # of a line that is written over
_days: "Sequence[Synchronized[int]]" = ()  # of each organization, how many are played; in the process that plays


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
        if addresses:
            self.stdout.write("\n".join(demo_addresses()))
            return
        self._make_missing()
        if large:
            self._make_large(tickets)

    def _make_missing(self) -> None:
        plans = missing()
        if not plans:
            self.stdout.write("The demo organizations are there; nothing changed.")
            return
        names = " and ".join(plan.name for plan in plans)
        self.stdout.write(f"Making {names}: {DAYS} days of invented work, half a minute")
        self.stdout.flush()
        connections.close_all()  # each process has its own
        context = get_context(FORK if _forks_safely() else "spawn")
        days = [context.Value("i", 0) for _ in plans]
        with ProcessPoolExecutor(len(plans), mp_context=context, initializer=_begin, initargs=(days,)) as pool:
            making = [pool.submit(_make, number, plan) for number, plan in enumerate(plans)]
            self._tell_days(plans, days, making)
        for plan, made in zip(plans, (future.result() for future in making), strict=True):
            self.stdout.write(f"  {plan.name}: {made.tickets} tickets, {made.calls} calls, {made.reviews} reviews")

    def _tell_days(
        self, plans: list[DemoOrganization], days: "Sequence[Synchronized[int]]", making: "list[Future[Made]]"
    ) -> None:
        told, left = "", set(making)
        while left:
            left = wait(left, PROGRESS_SECONDS).not_done
            now = ", ".join(f"{plan.name} day {day.value}" for plan, day in zip(plans, days, strict=True))
            if now != told:
                self.stdout.write(f"  {now} of {DAYS}", ending="\r")
                self.stdout.flush()
                told = now
        self.stdout.write("")

    def _make_large(self, tickets: int) -> None:
        def told(done: int) -> None:
            self._say_over(f"  {done:,} of {tickets:,} tickets")

        def counted(now: Progress) -> None:
            if now.days_total:
                self._say_over(f"  {now.days_done} of {now.days_total} days summed".ljust(WIDTH))
            else:
                self._say_over(f"  {now.events_done:,} of {now.events_total:,} events")

        began = time.monotonic()
        self.stdout.write(f"Making the large organization at {web_origin(HOST)}: {tickets:,} tickets, some minutes")
        organization_id = make_large(tickets=tickets, now=timezone.now(), told=told)
        if organization_id is None:
            self.stdout.write("It is there already; nothing changed.")
            return
        self.stdout.write(f"\nCounting its figures, after {time.monotonic() - began:.0f} s")
        count_figures(organization_id, clock=timezone.now, told=counted, at_once=CONNECTIONS)
        self.stdout.write(f"\nDone after {time.monotonic() - began:.0f} s. Its owner signs in as {OWNER}.")

    def _say_over(self, text: str) -> None:
        """In the place of what was said before."""
        self.stdout.write(text, ending="\r")
        self.stdout.flush()


def _forks_safely() -> bool:
    """Darwin's own libraries do not outlive a fork."""
    return sys.platform == "linux"


def _begin(days: "Sequence[Synchronized[int]]") -> None:
    global _days  # noqa: PLW0603 — what is shared reaches a process only as it begins
    _days = days
    die_with_parent(signal.SIGKILL)()
    django.setup()


def _make(number: int, plan: DemoOrganization) -> Made:
    def told(day: int) -> None:
        _days[number].value = day

    return make_and_count(plan, told)
