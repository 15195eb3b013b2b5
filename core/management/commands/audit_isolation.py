from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.audit import find_faults


class Command(BaseCommand):
    """Lists what would let one organization see another; fails if there is anything."""

    help = "Ask the database whether the wall between organizations stands."
    global_reason = "reads the catalogue of the database, no rows of anybody"

    def handle(self, *args: Any, **options: Any) -> None:
        faults = find_faults()
        for fault in faults:
            self.stdout.write(f"{fault.fault}: {fault.what}")
        if faults:
            raise CommandError(f"{len(faults)} faults")
        self.stdout.write("The wall stands.")
