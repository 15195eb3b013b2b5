import time

import pytest
from django.utils import timezone

from core.models import Delivery, RawInbound, RawState
from core.raw import store
from core.raw.child import ChildFailed, ChildKilled, limited_child
from core.raw.store import NobodyReads, TooLarge, read_again, reads, store_raw
from core.tenancy import tenant
from tests.deliveries import deliver_all

HERE = "tests.core.raw.parsers"


@pytest.fixture
def scope(organization, monkeypatch):
    monkeypatch.setattr(store, "READERS", store.READERS)
    with tenant(organization.pk):
        yield organization
    store.READERS.pop("test", None)


def keep(content=b"hello", external_key="1"):
    return store_raw(source="test", external_key=external_key, content=content, at=timezone.now())


def test_what_comes_in_twice_is_kept_and_read_once(scope):
    seen = []
    reads("test")(lambda raw, *, at: seen.append(bytes(raw.content)))

    first, second = keep(), keep()
    deliver_all()
    Delivery.objects.update(done_at=None)
    deliver_all()

    assert first.pk == second.pk
    assert seen == [b"hello"]
    assert RawInbound.objects.get().state == RawState.PARSED


def test_other_bytes_under_the_same_key_are_another_input(scope):
    keep(b"hello")
    keep(b"good bye")

    assert RawInbound.objects.count() == 2


def test_more_than_the_limit_is_refused(scope, monkeypatch):
    monkeypatch.setattr(store, "MAX_BYTES", 4)

    with pytest.raises(TooLarge):
        keep(b"hello")


def test_unreadable_bytes_are_parked_with_the_original_and_what_the_reader_did_is_undone(scope):
    @reads("test")
    def read(raw, *, at):
        keep(b"half done", "2")
        limited_child(f"{HERE}:fail", bytes(raw.content))

    keep()
    deliver_all()

    raw = RawInbound.objects.get()
    assert (raw.state, raw.attempts, bytes(raw.content)) == (RawState.PARKED, 1, b"hello")
    assert raw.reason == "ValueError: not a mail"


def test_a_parked_input_is_read_again_by_hand(scope):
    reads("test")(lambda raw, *, at: limited_child(f"{HERE}:fail", b""))
    raw = keep()
    deliver_all()
    seen = []
    reads("test")(lambda raw, *, at: seen.append(raw.pk))

    read_again(raw_id=raw.public_id, actor_id=None, at=timezone.now())
    deliver_all()

    raw.refresh_from_db()
    assert (seen, raw.state, raw.reason) == ([raw.pk], RawState.PARSED, "")


def test_what_nobody_reads_is_not_asked_for_again(scope):
    raw = keep()

    with pytest.raises(NobodyReads):
        read_again(raw_id=raw.public_id, actor_id=None, at=timezone.now())


def test_a_child_answers_with_values_and_bytes():
    found = limited_child(f"{HERE}:parts", b"ab", times=2)

    assert found == {"parts": [b"abab", "text", None, 3]}


def test_a_parser_that_raises_is_told_by_its_last_line():
    with pytest.raises(ChildFailed, match="ValueError: not a mail"):
        limited_child(f"{HERE}:fail", b"")


@pytest.mark.parametrize(
    ("target", "limits", "reason"),
    [
        ("burn", {"cpu_seconds": 1}, "processor time"),
        ("grow", {}, "more memory"),
        ("linger", {"wall_seconds": 0.6}, "longer than 0.6 s"),
        ("die", {}, "died with"),
        ("shout", {}, r"died with|answered with more|more memory"),
    ],
)
def test_a_child_that_passes_a_limit_is_killed(target, limits, reason):
    with pytest.raises(ChildKilled, match=reason):
        limited_child(f"{HERE}:{target}", b"", **limits)


@pytest.mark.parametrize("target", ["write", "answer_with_an_object"])
def test_a_child_may_neither_write_files_nor_answer_with_objects(target, tmp_path):
    with pytest.raises((ChildFailed, ChildKilled)):
        limited_child(f"{HERE}:{target}", str(tmp_path / "leak").encode())

    assert not (tmp_path / "leak").exists() or (tmp_path / "leak").stat().st_size == 0


def test_a_child_that_lingers_is_ended_at_its_time():
    began = time.monotonic()
    with pytest.raises(ChildKilled):
        limited_child(f"{HERE}:linger", b"", wall_seconds=0.6)

    assert time.monotonic() - began < 20  # it would sleep for a minute


def test_a_child_is_told_no_secret_of_the_house(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "of the house")
    monkeypatch.setenv("DATABASE_URL", "postgres://desk_owner@/desk")

    found = limited_child(f"{HERE}:surroundings", b"")

    assert set(found) <= {"PATH", "PYTHONPATH", "LC_ALL", "LC_CTYPE"}
