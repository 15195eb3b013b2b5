from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone

from core.files.links import RIGHTS, file_right, read_link, signed_file_url
from core.files.store import FileTooLarge, open_file, store_file
from core.models import FileOpening, StoredFile
from core.tenancy import tenant
from tests.factories.accounts import MembershipFactory

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def member(organization):
    return MembershipFactory(organization=organization)


@pytest.fixture
def stored(member):
    with tenant(member.organization_id):
        return store_file(content=CONTENT, name="../../účet <1>.html", content_type="text/html")


@pytest.fixture
def sound(member):
    with tenant(member.organization_id):
        return store_file(content=BytesIO(CONTENT), name="call.wav", content_type="audio/wav")


def link(stored, member, **values):
    with tenant(member.organization_id):
        return urlsplit(signed_file_url(stored, member, **values))


def fetch(url, *, method="get", host=None, **headers):
    """The answer, read to its end as every browser does."""
    response = getattr(Client(headers={"host": host or url.netloc}), method)(url.path, headers=headers)
    response.whole = b"".join(response.streaming_content) if response.streaming else response.content
    return response


def body(response):
    return response.whole


def test_the_bytes_come_back_with_their_hash_and_size(member, stored):
    with tenant(member.organization_id), open_file(stored) as content:
        assert content.read() == CONTENT
    assert (stored.size, len(stored.sha256)) == (len(CONTENT), 64)


def test_the_given_name_is_a_label_and_never_a_path(member, stored):
    assert stored.name == "../../účet <1>.html"
    assert stored.path.startswith(f"o{member.organization_id}.files/")
    assert ".." not in stored.path


def test_counted_bytes_and_not_declared_ones_are_limited_and_nothing_is_left(member):
    with tenant(member.organization_id), pytest.raises(FileTooLarge):
        store_file(content=CONTENT, name="a", content_type="b", max_bytes=100)
    with tenant(member.organization_id):
        assert not StoredFile.objects.exists()
    folder = f"o{member.organization_id}.files"
    found = [storages["default"].listdir(f"{folder}/{name}")[1] for name in storages["default"].listdir(folder)[0]]
    assert [names for names in found if names] == []


def test_a_link_leads_to_the_files_host_which_serves_it_as_an_attachment(member, stored):
    response = fetch(link(stored, member))

    assert body(response) == CONTENT
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "Set-Cookie" not in response.headers


def test_inline_is_for_sounds_and_pictures_only(member, stored, sound):
    page, audio = fetch(link(stored, member, inline=True)), fetch(link(sound, member, inline=True))

    assert page.headers["Content-Disposition"].startswith("attachment")
    assert audio.headers["Content-Disposition"] == 'inline; filename="call.wav"'
    assert audio.headers["Content-Type"] == "audio/wav"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=10000-", 10000, 10240),
        ("bytes=-40", 10200, 10240),
        ("bytes=10200-99999", 10200, 10240),
    ],
)
def test_a_range_is_answered_with_that_part(member, sound, asked, start, end):
    response = fetch(link(sound, member), range=asked)

    assert response.status_code == 206
    assert body(response) == CONTENT[start:end]
    assert response.headers["Content-Range"] == f"bytes {start}-{end - 1}/10240"
    assert response.headers["Content-Length"] == str(end - start)


def test_a_range_behind_the_end_is_refused_with_the_size(member, sound):
    response = fetch(link(sound, member), range="bytes=20000-")

    assert (response.status_code, response.headers["Content-Range"]) == (416, "bytes */10240")


@pytest.mark.parametrize(
    "headers",
    [
        *({"range": "bytes=0-1,4-5"}, {"range": "lines=1-2"}, {"range": "bytes=0-9", "if-range": '"other"'}),
        {"range": f"bytes=0-{'9' * 5000}"},  # longer than Python reads as a number
    ],
    ids=["two", "lines", "another file", "endless"],
)
def test_what_is_not_one_range_of_this_very_file_is_the_whole(member, sound, headers):
    response = fetch(link(sound, member), **headers)

    assert (response.status_code, len(body(response))) == (200, len(CONTENT))


def test_a35_a_link_ends_after_its_minute(member, sound, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    url = link(sound, member)
    time_machine.shift(timedelta(seconds=61))

    assert fetch(url).status_code == 404


def test_a_player_goes_on_asking_for_ranges_long_after_the_minute(member, sound, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    url = link(sound, member, playing_seconds=600)
    assert fetch(url, range="bytes=0-9").status_code == 206
    time_machine.shift(timedelta(seconds=590))
    assert fetch(url, range="bytes=10-19").status_code == 206
    time_machine.shift(timedelta(seconds=20))

    assert fetch(url, range="bytes=20-29").status_code == 404
    with tenant(member.organization_id):
        assert FileOpening.objects.count() == 1


def test_a_playing_link_never_opened_in_time_opens_nothing(member, sound, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    url = link(sound, member, playing_seconds=600)
    time_machine.shift(timedelta(seconds=61))

    assert fetch(url).status_code == 404


def test_a11_the_link_of_a_member_who_left_is_dead(member, sound):
    url = link(sound, member)
    with tenant(member.organization_id):
        type(member).objects.update(ended_at=timezone.now())

    assert fetch(url).status_code == 404


def test_a7_the_thing_the_file_hangs_on_is_asked_each_time(member, sound, monkeypatch):
    answers = [True, False]
    monkeypatch.setitem(RIGHTS, "test", None)
    file_right("test")(lambda who, stored: answers.pop(0))
    url = link(sound, member, right="test")

    assert [fetch(url).status_code for _ in range(2)] == [200, 404]


def test_a35_a_link_at_another_organizations_host_opens_nothing(member, sound, other_organization):
    url = link(sound, member)

    assert fetch(url, host="files.acme.testserver").status_code == 404


@pytest.mark.parametrize(
    "change", [lambda path: path[:-5] + "AAAA/", lambda path: "/f/x/", lambda path: path.replace(":", ".")]
)
def test_a35_an_altered_link_opens_nothing(member, sound, change):
    url = link(sound, member)._replace(path=change(link(sound, member).path))

    assert fetch(url).status_code == 404


def test_the_files_host_serves_nothing_else_and_the_web_host_no_files(member, sound, client_of):
    url = link(sound, member)
    client = client_of(member)

    assert client.get("/api/v1/me/", headers={"host": url.netloc}).status_code == 404
    assert client.get(url.path).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_files_host_only_gives(member, sound, method):
    assert fetch(link(sound, member), method=method).status_code in {403, 405}


def test_head_tells_the_size_without_the_bytes(member, sound):
    response = fetch(link(sound, member), method="head")

    assert (response.status_code, response.headers["Content-Length"], response.content) == (200, "10240", b"")


def test_a_token_of_nonsense_is_no_link():
    assert read_link("nonsense") is None
