"""How Celery behaves here; `config/settings` imports these names. The numbers stand in `core.delivery.limits`.

The rows in the database are the truth and Celery is the doorbell, so losing every message costs seconds.
"""

import os
from typing import Any

from core.delivery.limits import HARD_LIMIT_SECONDS, SOFT_LIMIT_SECONDS

CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_STORE_ERRORS_EVEN_IF_IGNORED = False
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_CREATE_MISSING_QUEUES = True
CELERY_TASK_ROUTES = ("core.celery.route",)
CELERY_TASK_SOFT_TIME_LIMIT = SOFT_LIMIT_SECONDS  # bulk tasks carry their own, see core.celery
CELERY_TASK_TIME_LIMIT = HARD_LIMIT_SECONDS
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_PUBLISH_RETRY = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30.0
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_CHANNEL_ERROR_RETRY = True  # full or read-only, it ends no worker: they ask until they are served
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_POOL_LIMIT = 4
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
    "visibility_timeout": int(os.environ.get("CELERY_VISIBILITY_SECONDS", "900")),  # above the longest hard limit
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 15,  # above the blocking read of a worker
    "health_check_interval": 10,
}
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True
CELERY_BEAT_SCHEDULE = {
    "periodic jobs": {"task": "core.run_due_jobs", "schedule": 5.0, "options": {"queue": "live", "expires": 20}},
}
