"""What was done to a database, remembered in it: a later start need not ask Django, which takes seconds.

The note is the comment of the database, so it comes and goes with what it describes.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

READ = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
NOT_ROOMS = frozenset({"frontend", "tests", "docs", "var"})


def schema(root: Path) -> str:
    """A digest of everything that decides which migrations there are: ours, the settings, the locked packages."""
    whole = hashlib.sha256()
    for path in sorted(_sources(root)):
        whole.update(str(path.relative_to(root)).encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def remembered(url: str) -> dict[str, Any]:
    """What `remember` noted last; nothing if it is another's comment. Raises psycopg.OperationalError."""
    with psycopg.connect(url, autocommit=True) as server:
        row = server.execute(READ).fetchone()
    try:
        note = json.loads(row[0]) if row and row[0] else {}
    except ValueError:
        return {}
    return note if isinstance(note, dict) else {}


def remember(url: str, **facts: Any) -> None:
    """Add to the note, as the owner of the database; who may not comment on it does the work again next time."""
    _write(url, json.dumps({**remembered(url), **facts}))


def forget(url: str) -> None:
    """Somebody else worked as the owner: look again at the next start."""
    _write(url, None)


def _write(url: str, note: str | None) -> None:
    with psycopg.connect(url, autocommit=True) as server:
        words = sql.SQL("COMMENT ON DATABASE {} IS {}")
        try:
            server.execute(words.format(sql.Identifier(server.info.dbname), sql.Literal(note)))
        except psycopg.errors.InsufficientPrivilege:
            return


def _sources(root: Path) -> Iterator[Path]:
    yield root / "requirements.lock"
    yield from (root / "config" / "settings").glob("*.py")
    for room in root.iterdir():
        if room.name not in NOT_ROOMS and (room / "__init__.py").exists():
            yield from room.rglob("migrations/[0-9]*.py")
