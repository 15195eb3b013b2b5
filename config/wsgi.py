"""Ordinary HTTP: pages, API and, in front of Django, the static files of the pages and of the front end."""

import gc
import importlib
import os
import re

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

from core.audit import refuse_if_leaky

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
_django = get_wsgi_application()
if settings.AUDIT_AT_START:
    refuse_if_leaky()

_HASHED = re.compile(r"^/static/app/assets/.+-[\w-]{8,}\.\w+$")  # as the build names them: their content never changes


def _is_immutable(_path: str, url: str) -> bool:
    return bool(_HASHED.match(url))


# On a machine where somebody tries or develops it, a new build is seen without a restart.
application = WhiteNoise(_django, immutable_file_test=_is_immutable, autorefresh=settings.DEMO)
importlib.import_module(settings.ROOT_URLCONF)  # who may open which file is registered there; see core.files.links
for finder in get_finders():
    for storage in getattr(finder, "storages", {}).values():
        prefix = getattr(storage, "prefix", None)
        application.add_files(storage.location, prefix=f"static/{prefix}/" if prefix else "static/")

gc.freeze()  # what is loaded now lives as long as the process: no collection has to look through it again
