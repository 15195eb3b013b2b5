import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from core.files.store import store_file
from core.housekeeping import forget_calls, forget_openings
from core.models import FileOpening, IdempotentCall
from core.tenancy import tenant

HOUR = timedelta(hours=1)
JOBS = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
import django
django.setup()
from core.periodic import JOBS
print(*sorted(JOBS))
"""


@pytest.fixture
def inside(organization):
    with tenant(organization.pk):
        yield organization


def test_answers_to_repeated_calls_are_forgotten_after_a_day(inside):
    now = timezone.now()
    for hours in (23, 25):
        IdempotentCall.objects.create(
            principal="user:1", path="POST /api/v1/tickets/", key=str(hours), body_sha256="", at=now - hours * HOUR
        )

    forget_calls(at=now)

    assert [call.key for call in IdempotentCall.objects.all()] == ["23"]


def test_a_followed_link_is_remembered_as_long_as_it_plays(inside):
    now = timezone.now()
    file = store_file(content=b"sound", name="call.wav", content_type="audio/wav")
    for name, ends_at in (("playing", now + HOUR), ("over", now - HOUR)):
        FileOpening.objects.create(link_sha256=name, file=file, opened_at=now - 2 * HOUR, ends_at=ends_at)

    forget_openings(at=now)

    assert [opening.link_sha256 for opening in FileOpening.objects.all()] == ["playing"]


def test_every_process_knows_the_jobs_of_the_core():
    """A worker that has not imported a job's module takes its slot for another release's, and does nothing."""
    found = subprocess.run([sys.executable, "-c", JOBS], check=True, capture_output=True, text=True)

    assert {"core.forget_calls", "core.forget_openings", "core.forget_topics", "core.sweep_files"} <= {
        *found.stdout.split()
    }
