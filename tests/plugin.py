"""Starts throw-away servers before Django reads its settings; a plain conftest would be too late.

Where PG_HOST is set already, a developer's own servers are used. The workers of xdist share PostgreSQL, each in a
database of its own, and have a Valkey each.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from core.embedded import database
from core.embedded.servers import Embedded, postgres_binary


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Both servers and an empty data folder, for the whole run."""
    var = Path(tempfile.mkdtemp(prefix="kv"))
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    os.environ["KVALITA_VAR"] = str(var)
    worker = "PYTEST_XDIST_WORKER" in os.environ
    if os.environ.get("PG_HOST") and not worker:
        return
    servers = Embedded(var, throw_away=True)
    atexit.register(servers.stop)  # runs before the folder goes; also when collecting the tests fails
    if worker:
        # a database of its own is not enough: messages of one worker's sockets would reach the other's
        servers.await_valkey(servers.start_valkey())
        os.environ.pop("VALKEY_DB", None)
    else:
        servers.start()
        database.prepare(str(servers.run))
        os.environ["PG_HOST"] = str(servers.run)
        os.environ["PATH"] = f"{postgres_binary('psql').parent}{os.pathsep}{os.environ['PATH']}"
    os.environ["VALKEY_SOCKET"] = str(servers.valkey_socket)
