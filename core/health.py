"""Whether this process can serve, and whether the house behind it works. Read by `/readyz` and by operators."""

from collections.abc import Callable
from typing import Any

import redis
from django.db import DatabaseError, InterfaceError, connection

from core.broker import broker_client
from core.delivery.relay import queue_depths
from core.heartbeats import seconds_since_beat
from core.periodic import late_jobs

RELAY_SILENT_SECONDS = 10
WORKER_SILENT_SECONDS = 60


def database() -> dict[str, Any]:
    """Answers, as the role that may not bypass anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, pg_is_in_recovery()")
        role, read_only = cursor.fetchone()
    return {"ok": not read_only, "role": role}


def broker() -> dict[str, Any]:
    """Takes messages; how many wait in it."""
    broker_client().ping()
    return {"ok": True, "waiting": sum(queue_depths().values())}


def relay() -> dict[str, Any]:
    """Its heartbeat is fresh; `broken` names the server it misses."""
    return _fresh("relay", RELAY_SILENT_SECONDS)


def worker() -> dict[str, Any]:
    """Clock, broker and a worker together did something lately."""
    return _fresh("worker", WORKER_SILENT_SECONDS)


def periodic() -> dict[str, Any]:
    """No job is two minutes late."""
    late = late_jobs()
    return {"ok": not late, "late": late}


CHECKS: dict[str, Callable[[], dict[str, Any]]] = {
    "database": database,
    "broker": broker,
    "relay": relay,
    "worker": worker,
    "periodic": periodic,
}
NEEDED = {"database"}  # without these this process can serve nothing; the others are alarms


def readiness() -> tuple[bool, dict[str, Any]]:
    """Whether requests may come, and every finding. A part that does not answer is named, without details."""
    findings: dict[str, Any] = {}
    for name, check in CHECKS.items():
        try:
            findings[name] = check()
        except (DatabaseError, InterfaceError, redis.RedisError, OSError):
            findings[name] = {"ok": False, "reason": "does not answer"}
    return all(findings[name]["ok"] for name in NEEDED), findings


def _fresh(name: str, limit: float) -> dict[str, Any]:
    seconds = seconds_since_beat(name)
    return {"ok": seconds is not None and seconds <= limit, "seconds": None if seconds is None else round(seconds, 1)}
