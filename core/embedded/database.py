"""A server's roles and the empty template every database starts from."""

from pathlib import Path

import psycopg
from psycopg import sql

HERE = Path(__file__).parent
TEMPLATE = "desk_template"


def prepare(host: str, *, superuser: str = "postgres") -> None:
    """Roles and template, made once per server; a second call changes nothing."""
    with psycopg.connect(host=host, user=superuser, dbname="postgres", autocommit=True) as server:
        server.execute((HERE / "roles.sql").read_bytes())
        if _exists(server, TEMPLATE):
            return
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
        with psycopg.connect(host=host, user=superuser, dbname=TEMPLATE, autocommit=True) as template:
            template.execute((HERE / "grants.sql").read_bytes())
        server.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(sql.Identifier(TEMPLATE)))


def create(host: str, name: str, *, replace: bool = False) -> bool:
    """A database owned by the migrating role, from the template; True if it is new."""
    with psycopg.connect(host=host, user="desk_owner", dbname="postgres", autocommit=True) as server:
        if replace:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        if _exists(server, name):
            return False
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(copy.format(sql.Identifier(name), sql.Identifier(TEMPLATE)))
    return True


def _exists(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
