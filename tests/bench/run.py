"""`python -m tests.bench.run [NAME …]`: one JSON line per bench, ours against its floor in one interleaved run.

Absolute times belong to the machine; only ratios are held against targets. Exits 1 if a target is missed.
"""

import atexit
import importlib
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

NAMES = ("ticket_list", "ticket_open", "live_fanout", "agent_report", "screen")
NEEDS_DATA = {"ticket_list", "ticket_open", "agent_report"}


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        print(f"There is no bench called {', '.join(unknown)}. There are: {', '.join(NAMES)}.")
        return 2
    wanted = [name for name in NAMES if name in (names or NAMES)]
    if wanted != ["screen"]:  # it starts the whole product itself
        _servers()
    lines = [line for name in wanted if name not in NEEDS_DATA for line in _measured(name)]
    if NEEDS_DATA & set(wanted):
        lines += _with_data([name for name in wanted if name in NEEDS_DATA])
    return 0 if all(line["ok"] for line in lines) else 1


def _with_data(names: list[str]) -> list[dict[str, object]]:
    from tests.bench.data import NAME, bench_database

    os.environ["PG_NAME"] = NAME
    import django

    django.setup()
    began = time.monotonic()
    with bench_database():
        print(f"data ready after {time.monotonic() - began:.0f} s", file=sys.stderr)
        return [line for name in names for line in _measured(name)]


def _measured(name: str) -> list[dict[str, object]]:
    """Most benches are one line; one that walks the product yields several, each with its own name."""
    found = importlib.import_module(f"tests.bench.{name}").measure()
    lines = []
    for line in [found] if isinstance(found, dict) else found:
        lines.append({"name": name, **line})
        print(json.dumps(lines[-1]), flush=True)
    return lines


def _servers() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    var = Path(tempfile.mkdtemp(prefix="kb"))
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    os.environ["KVALITA_VAR"] = str(var)
    if os.environ.get("PG_HOST"):
        return
    from core.embedded import database
    from core.embedded.servers import Embedded

    servers = Embedded(var)
    atexit.register(servers.stop)
    servers.start()
    database.prepare(str(servers.run))
    os.environ["PG_HOST"], os.environ["VALKEY_SOCKET"] = str(servers.run), str(servers.valkey_socket)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
