"""Settings of the processes that the chaos tests start and kill: the real ones, with a work of its own."""

import os

from config.settings.base import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.chaos.work"]  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_SOFT_TIME_LIMIT = float(os.environ.get("CHAOS_SOFT_SECONDS", "60"))
CELERY_TASK_TIME_LIMIT = CELERY_TASK_SOFT_TIME_LIMIT + 2
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5.0
