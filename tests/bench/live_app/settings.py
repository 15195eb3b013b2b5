"""The real settings and one more board."""

from config.settings.test import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.live_app"]  # noqa: F405
