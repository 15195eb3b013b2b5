"""What every process of an installation finds in its environment."""

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from core.embedded.preconditions import HOST, CannotRun


def environment_of(var: Path, *, port: int, mail_port: int, servers: Mapping[str, str] | None) -> dict[str, str]:
    """Our own, with where the servers are; None: they are somebody else's and must be named already.

    Raises CannotRun when a server is named and not all that goes with it.
    """
    if servers is None and "DATABASE_OWNER_URL" not in os.environ:
        raise CannotRun("DATABASE_URL is set: set DATABASE_OWNER_URL too, for the role that owns the tables.")
    if servers is None and "REDIS_URL" not in os.environ:
        raise CannotRun("DATABASE_URL is set: set REDIS_URL too.")
    return {
        **os.environ,
        **(servers or {}),
        "DJANGO_SETTINGS_MODULE": "config.settings.base",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "SECRET_KEY": os.environ.get("SECRET_KEY") or _kept_secret(var),
        "KVALITA_VAR": str(var),
        "KVALITA_DEMO": os.environ.get("KVALITA_DEMO", "1"),
        "PUBLIC_PORT": os.environ.get("PUBLIC_PORT", str(port)),
        "MAIL_INTAKE_HOST": HOST,
        "MAIL_INTAKE_PORT": str(mail_port),
        "PYTHONUNBUFFERED": "1",
    }


def _kept_secret(var: Path) -> str:
    path = var / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
