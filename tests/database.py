"""The database of a test run: migrated once per state of the migrations, then copied."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg

from core.embedded import database

ROOT = Path(__file__).resolve().parents[1]
APPS = ("core", "accounts", "helpdesk", "qa", "surveys", "reports")


def fresh(*, host: str, name: str) -> None:
    """An empty, migrated database of this name, owned by the migrating role."""
    migrated = f"desk_migrated_{_digest_of_migrations()}"
    with psycopg.connect(host=host, user="desk_owner", dbname="postgres", autocommit=True) as server:
        # one run migrates, the others wait and copy
        server.execute("SELECT pg_advisory_lock(hashtext(%s))", [migrated])
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [migrated]).fetchone() is None:
            _migrate(host, f"{migrated}_now")
            server.execute(f"ALTER DATABASE {migrated}_now RENAME TO {migrated}")
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE {migrated}")


def _migrate(host: str, name: str) -> None:
    database.create(host, name, replace=True)
    environment = {**os.environ, "PG_ROLE": "desk_owner", "PG_NAME": name}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, cwd=ROOT, env=environment)


def _digest_of_migrations() -> str:
    whole = hashlib.sha256()
    ours = [path for app in APPS for path in (ROOT / app).rglob("migrations/*.py")]
    for path in sorted([*ours, ROOT / "requirements.lock"]):  # the packages bring migrations of their own
        whole.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return whole.hexdigest()[:16]
