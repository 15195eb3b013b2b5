"""Ordinary HTTP: pages, API and, in front of Django, the static files of the front end."""

import os
import re

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.base")
_django = get_wsgi_application()

_HASHED = re.compile(r"^/static/app/assets/.+-[\w-]{8,}\.\w+$")  # as the build names them: their content never changes

application = WhiteNoise(_django, immutable_file_test=lambda _path, url: bool(_HASHED.match(url)))
if settings.FRONTEND_DIST.exists():
    application.add_files(str(settings.FRONTEND_DIST), prefix="static/app/")
