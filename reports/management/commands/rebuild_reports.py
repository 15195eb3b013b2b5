from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Organization
from core.periodic import each_tenant
from core.tenancy import tenant
from reports.services.rebuilding import Progress, cancel_rebuild, run_rebuild, start_rebuild


class Command(BaseCommand):
    help = "Throw the facts and rollups away and count the event log anew, while work goes on. Ctrl-C stops cleanly."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--organization", metavar="HOST", help="only this one; all if left out")
        parser.add_argument("--at-once", type=int, default=3, help="how many connections count side by side")

    def handle(self, *args: Any, organization: str | None = None, at_once: int = 3, **options: Any) -> None:
        done = 0
        for organization_id in each_tenant(reason="rebuild_reports counts every organization anew"):
            with tenant(organization_id):
                host = Organization.objects.get(pk=organization_id).host
            if organization in (None, host):
                self._rebuild(organization_id, host, at_once)
                done += 1
        if organization and not done:
            raise CommandError(f"No organization has the host name {organization}.")

    def _rebuild(self, organization_id: int, host: str, at_once: int) -> None:
        with tenant(organization_id):
            rebuild = start_rebuild(at=timezone.now())

        def told(progress: Progress) -> None:
            days = f", {progress.days_done} of {progress.days_total} days" if progress.days_total else ""
            self.stdout.write(f"{host}: {progress.events_done} of {progress.events_total} events{days}", ending="\r")
            self.stdout.flush()

        try:
            end = run_rebuild(
                organization_id=organization_id, rebuild_id=rebuild.pk, clock=timezone.now, told=told, at_once=at_once
            )
        except KeyboardInterrupt:
            with tenant(organization_id):
                cancel_rebuild(rebuild_id=rebuild.pk, at=timezone.now())
            raise
        self.stdout.write(f"{host}: {end.events_done} events, {end.facts} facts{' (cancelled)' * end.cancelled}")
