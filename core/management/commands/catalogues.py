from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.catalogues import APPS, PLURALS, catalogue_path, compile_catalogue, contradictions, faults_of, write


class Command(BaseCommand):
    help = "Translations: --write brings the catalogues up to the source, --check refuses gaps, --compile makes .mo."
    global_reason = "reads and writes files of the source, no rows of anybody"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--write", action="store_true")
        what.add_argument("--check", action="store_true")
        what.add_argument("--compile", action="store_true")
        parser.add_argument("apps", nargs="*", metavar="app", help="only these apps; all without it")

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = set(options["apps"]) - set(APPS)
        if unknown:
            raise CommandError(f"No such app: {', '.join(sorted(unknown))}. There are {', '.join(APPS)}.")
        apps = options["apps"] or APPS
        pairs = [(app, language) for app in apps for language in PLURALS]
        if options["check"]:
            self._check(pairs)
            return
        act = write if options["write"] else compile_catalogue
        for app, language in pairs:
            if act(app, language):
                self.stdout.write(f"{'wrote' if options['write'] else 'compiled'} {catalogue_path(app, language)}")

    def _check(self, pairs: list[tuple[str, str]]) -> None:
        faults = [fault for app, language in pairs for fault in faults_of(app, language)]
        faults += [fault for language in PLURALS for fault in contradictions(language)]
        if faults:
            raise CommandError("\n".join(["The catalogues are not complete:", *faults]))
        self.stdout.write("Every text is translated.")
