"""Opening a ticket: ours over HTTP against the same rows by one statement over HTTP. Target: at most 5 ×."""

from typing import Any

import orjson

from tests.bench.data import BIG
from tests.bench.http import Asked, headers_of, interleaved, servers
from tests.bench.task import told

ROUNDS = 120
TARGET = 5


def measure() -> dict[str, Any]:
    headers = headers_of(BIG)
    with told() as task, servers() as (ours, floor):
        body = orjson.dumps(
            {
                "department_id": task["department_id"],
                "contact_id": task["contact_id"],
                "subject": "A question of a customer",
                "text": "Twenty words of an ordinary first message to somebody who asked something.",
            }
        )
        mine, bare = interleaved(
            ROUNDS,
            (ours, Asked("POST", "/api/v1/tickets/", headers, body)),
            (floor, Asked("POST", "/open", headers, body)),
        )
    return {
        "ours": round(mine * 1000, 2),
        "floor": round(bare * 1000, 2),
        "unit": "ms",
        "ratio": round(mine / bare, 2),
        "target": TARGET,
        "rows": 3 + len(task["open"]["receivers"]),
        "ok": mine / bare <= TARGET,
    }
