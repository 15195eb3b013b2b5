import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from core.files.store import store_file
from core.files.sweeping import sweep_files
from core.models import StoredFile
from core.tenancy import tenant

DAY = timedelta(days=1)


@pytest.fixture
def inside(organization):
    with tenant(organization.pk):
        yield organization


class _ChangedMyMind(Exception):
    pass


def store(*, keep=True, days_ago=0.0):
    """The path of a file stored that long ago, with or without its row."""
    with suppress(_ChangedMyMind), transaction.atomic():
        stored = store_file(content=b"sound", name="call.wav", content_type="audio/wav")
        row = StoredFile.objects.filter(pk=stored.pk).values().get()
        raise _ChangedMyMind
    if keep:
        StoredFile.objects.create(**row)
    then = (timezone.now() - days_ago * DAY).timestamp()
    os.utime(storages["default"].path(stored.path), (then, then))
    return stored.path


def exists(path):
    return storages["default"].exists(path)


def test_bytes_whose_transaction_was_rolled_back_are_deleted_a_day_later(inside):
    kept, young, left_behind = store(days_ago=2), store(keep=False, days_ago=0.9), store(keep=False, days_ago=1.1)

    sweep_files(at=timezone.now())

    assert [exists(path) for path in (kept, young, left_behind)] == [True, True, False]


def test_only_the_files_of_the_organization_itself_are_looked_at(organization, other_organization):
    with tenant(other_organization.pk):
        theirs, theirs_left_behind = store(days_ago=2), store(keep=False, days_ago=2)

    with tenant(organization.pk):
        sweep_files(at=timezone.now())

    assert exists(theirs)
    assert exists(theirs_left_behind)


def test_an_organization_without_files_has_nothing_to_sweep(other_organization):
    with tenant(other_organization.pk):
        sweep_files(at=timezone.now())
