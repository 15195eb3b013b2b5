"""`dev.py check`: everything that can be told without running the product; goes on after a failure and sums up."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.embedded import database
from core.embedded.compose import faults
from core.embedded.servers import Embedded
from core.embedded.supervisor import ROOT, say

FRONTEND = ROOT / "frontend"
RENEW = (
    "frontend/openapi.json is stale: python3 dev.py manage spectacular --format openapi-json "
    "--file frontend/openapi.json, then npm run client in frontend/"
)


@dataclass(frozen=True)
class Check:
    """One program that ends with 0 when all is well."""

    name: str
    argv: tuple[str, ...]
    folder: Path = ROOT


CHECKS = (
    Check("lint", ("ruff", "check", ".")),
    Check("format", ("ruff", "format", "--check", ".")),
    Check("types", ("mypy", ".")),
    Check("imports point down", ("lint-imports", "--no-cache")),
    Check("migrations", ("python", "manage.py", "makemigrations", "--check", "--dry-run")),
    Check("catalogues", ("python", "manage.py", "catalogues", "--check")),
    Check("front end", ("npm", "run", "--silent", "check"), FRONTEND),
    Check("bundle budgets", ("npm", "run", "--silent", "budget"), FRONTEND),
)


def main() -> int:
    """0 if every check passed."""
    with _empty_database() as environment:
        os.environ.update(environment)
        failed = [check.name for check in CHECKS if not _passes(check)]
        failed += ["docker-compose.yml"] if _reported("docker-compose.yml", faults()) else []
        failed += ["API description"] if _reported("API description", _stale_description()) else []
    say(f"Failed: {', '.join(failed)}" if failed else f"{len(CHECKS) + 2} checks passed.")
    return 1 if failed else 0


@contextmanager
def _empty_database() -> Iterator[dict[str, str]]:
    """Django asks a server whether it can do what the models want; nothing is read from it."""
    with tempfile.TemporaryDirectory(prefix="kv") as folder:
        servers = Embedded(Path(folder), throw_away=True)
        servers.start()
        try:
            database.prepare(str(servers.run))
            database.create(str(servers.run), "desk")
            yield servers.environment
        finally:
            servers.stop()


def _passes(check: Check) -> bool:
    started = time.monotonic()
    done = _run(*check.argv, folder=check.folder)
    say(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {check.name} ({time.monotonic() - started:.0f} s)")
    if done.returncode:
        say(done.stdout + done.stderr)
    return done.returncode == 0


def _reported(name: str, found: list[str]) -> bool:
    say(f"{'FAILED' if found else 'ok    '} {name}")
    for line in found:
        say(f"  {line}")
    return bool(found)


def _stale_description() -> list[str]:
    """The API's description is generated from the code; the client is generated from it."""
    kept = FRONTEND / "openapi.json"
    done = _run("python", "manage.py", "spectacular", "--format", "openapi-json", "--validate", "--fail-on-warn")
    if done.returncode:
        return done.stderr.strip().splitlines()[-20:]
    if done.stdout.strip() != kept.read_text().strip():
        return [RENEW]
    return []


def _run(*argv: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    return subprocess.run(argv, check=False, cwd=folder, env=environment, capture_output=True, text=True)  # noqa: S603 — our own programs


if __name__ == "__main__":
    sys.exit(main())
