"""`manage.py import_calls --organization northwind --format queue_log FILE`: calls out of a telephone system's file."""

import csv
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from core.errors import DomainError
from core.models import RawInbound, RawState
from core.raw.store import MAX_BYTES
from core.tenancy import tenant
from helpdesk.channels.calls.importing import Imported, import_queue_log, keep_raw
from helpdesk.models import Call
from helpdesk.services.recordings import SOUND_SUFFIXES, attach_recording

EVERY_CALLS = 100


class Command(BaseCommand):
    help = (
        "Read calls from a telephone system's file. The bytes are kept first; the same file again changes nothing. "
        "With --follow it goes on reading while the file grows, until Ctrl-C."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organization", required=True, help="its host name; NAME alone is NAME.localhost")
        parser.add_argument("--format", required=True, choices=["queue_log"])
        parser.add_argument("--provider", default="asterisk", help="name of the telephone system, if there are several")
        parser.add_argument("--queues", type=Path, help="CSV without header: queue, department")
        parser.add_argument("--agents", type=Path, help="CSV without header: name at the telephones, e-mail")
        parser.add_argument("--recordings", type=Path, help="folder of sound files named by call id")
        parser.add_argument("--follow", action="store_true", help="go on as the file grows")
        parser.add_argument(
            "--idle-seconds", type=float, default=0, help="with --follow: stop when nothing comes for so long"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.options = options
        self.organization_id = self._organization(options["organization"])
        self.queues, self.agents = _pairs(options["queues"]), _pairs(options["agents"])
        try:
            if options["follow"]:
                self._follow(options["file"])
            else:
                self._import(_content(options["file"]), name=options["file"].name)
            if options["recordings"]:
                self._attach(options["recordings"])
        except DomainError as error:
            raise CommandError(error.message) from error

    def _import(self, content: bytes, *, name: str) -> None:
        provider = self.options["provider"]
        with tenant(self.organization_id):
            raw_id = keep_raw(provider=provider, name=name, content=content, at=timezone.now()).pk
        with tenant(self.organization_id):
            raw = RawInbound.objects.select_for_update().defer("content").get(pk=raw_id)
            result = import_queue_log(
                provider=provider,
                content=content,
                at=timezone.now(),
                queues=self.queues,
                agents=self.agents,
                progress=self._progress,
            )
            raw.state = RawState.PARSED
            raw.save(update_fields=["state"])
        self._say(result)

    def _follow(self, file: Path) -> None:
        """Whole lines as they come; a file that shrank was rotated, and is read from its beginning."""
        read, news_at = 0, time.monotonic()
        while not self.options["idle_seconds"] or time.monotonic() - news_at < self.options["idle_seconds"]:
            size = file.stat().st_size
            if size < read:
                read = 0
            if size > read:
                with file.open("rb") as opened:
                    opened.seek(read)
                    piece = opened.read(MAX_BYTES)
                whole = piece[: piece.rfind(b"\n") + 1]
                if whole:
                    self._import(whole, name=f"{file.name}@{read}")
                    read, news_at = read + len(whole), time.monotonic()
                    continue
            time.sleep(0.5)

    def _attach(self, folder: Path) -> None:
        attached, unknown = 0, []
        for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in SOUND_SUFFIXES):
            with tenant(self.organization_id):
                call = Call.objects.filter(provider=self.options["provider"], external_id=path.stem).first()
                if call is None:
                    unknown.append(path.name)
                    continue
                with path.open("rb") as content:
                    attach_recording(call=call, content=content, name=path.name, at=timezone.now())
                attached += 1
        self.stdout.write(f"{attached} recordings attached; they are prepared in the background.")
        if unknown:
            self.stdout.write(f"{len(unknown)} recordings belong to no call we know: {', '.join(unknown[:10])}")

    def _organization(self, name: str) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT core_organization_for_host(%s)", [name if "." in name else f"{name}.localhost"])
            (found,) = cursor.fetchone()
        if found is None:
            raise CommandError(f"There is no organization {name}.")
        return int(found)

    def _progress(self, done: int, total: int) -> None:
        if done % EVERY_CALLS == 0 or done == total:
            self.stderr.write(f"{done} of {total} calls")

    def _say(self, result: Imported) -> None:
        say = self.stdout.write
        say(f"{result.lines} lines read, {result.repeated} of them repeated, {len(result.malformed)} cut or malformed.")
        if not result.changed_anything:
            say("Nothing new: all of this was known already.")
        else:
            say(
                f"{result.calls} calls: {result.new_calls} new, {result.changed_calls} changed. "
                f"{result.stretches} stretches of agents signed in or paused are new or changed."
            )
        for reason, calls in result.suspect.items():
            say(f"Suspect, {reason}: {', '.join(calls[:10])}")
        if result.unknown_events:
            say(f"Kept without a figure: {', '.join(result.unknown_events)}")
        if result.unmapped_agents:
            say(f"Known by name alone (say who they are with --agents): {', '.join(result.unmapped_agents)}")


def _content(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise CommandError(f"{file} is larger than {MAX_BYTES // 1024 // 1024} MiB: give it in parts.")
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _pairs(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        with file.open(encoding="utf-8", newline="") as opened:
            rows = [[cell.strip() for cell in row] for row in csv.reader(opened) if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read: {error}.") from error
    odd = next((row for row in rows if len(row) != 2 or not all(row)), None)  # noqa: PLR2004 — pairs
    if odd is not None:
        raise CommandError(f"{file}: each line has two values, not “{','.join(odd)}”.")
    return {row[0]: row[1] for row in rows}
