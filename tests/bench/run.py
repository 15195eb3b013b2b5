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

NAMES = ("ticket_list", "ticket_open", "live_fanout", "agent_report")
NEEDS_DATA = {"ticket_list", "ticket_open", "agent_report"}


def main(names: list[str]) -> int:
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        print(f"There is no bench called {', '.join(unknown)}. There are: {', '.join(NAMES)}.")
        return 2
    _servers()
    wanted = [name for name in NAMES if name in (names or NAMES)]
    lines = [_measured(name) for name in wanted if name not in NEEDS_DATA]
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
        return [_measured(name) for name in names]


def _measured(name: str) -> dict[str, object]:
    line = {"name": name, **importlib.import_module(f"tests.bench.{name}").measure()}
    print(json.dumps(line), flush=True)
    return line


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
