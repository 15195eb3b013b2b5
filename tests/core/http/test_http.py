"""Server-side request forgery and servers that mean harm (security.md §7.10)."""

import socket
import ssl
import threading
import time

import pytest

from core import http
from core.http import NotFetched, fetch
from core.http_addresses import is_public, target_of
from tests.core.http.servers import PNG, content, dripping, moved

OURS = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("192.0.0.1", "198.18.0.1", "203.0.113.7", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::808:808"),
    *("2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "fc00::1", "fd12::1", "fe80::1", "fec0::1", "ff02::1"),
]


@pytest.mark.parametrize("ip", OURS)
def test_no_address_of_ours_is_public_on_any_port(ip):
    assert not is_public(ip, 80)
    assert not is_public(ip, 443)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.215.14", "2a00:1450:4014:80c::200e"])
def test_the_internet_is_public_on_the_ports_of_the_web_alone(ip):
    assert [port for port in (22, 25, 80, 443, 6379, 8080) if is_public(ip, port)] == [80, 443]


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0177.0.0.1", "0x7f.0.0.1", "127.1"),
        *("0", "0.0.0.0", "127.0.0.1.", "①②⑦.0.0.1", "169.254.169.254", "10.0.0.1"),
    ],
)
def test_no_spelling_of_an_inner_address_is_asked(canary, host):
    with pytest.raises(NotFetched):
        fetch(f"http://{host}:{canary.place[1]}/")
    with pytest.raises(NotFetched):
        fetch(f"http://{host}/", seconds=1)

    assert canary.asked == []


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://8.8.8.8/a.png", "gopher://8.8.8.8/", "data:image/png;base64,AAAA", "//8.8.8.8/"),
        *("javascript:alert(1)", "http://user:pw@8.8.8.8/", "http://user@8.8.8.8/", "http:///a", "http://[::1", ""),
        *("http://8.8.8.8\\@a.test/", "http://8.8.8.8/\r\nX: 1", "http://8.8.8.8:99999/", "http://a%0d.test/"),
    ],
)
def test_only_plain_web_addresses_are_understood(address):
    with pytest.raises(ValueError):  # noqa: PT011 — whatever its words
        target_of(address)
    with pytest.raises(NotFetched):
        fetch(address)


@pytest.mark.parametrize("port", [22, 25, 8080])
def test_other_ports_are_not_asked_even_outside(monkeypatch, port):
    monkeypatch.setattr(http, "create_connection", lambda *_, **__: pytest.fail("connected"))
    with pytest.raises(NotFetched):
        fetch(f"http://8.8.8.8:{port}/")


@pytest.mark.parametrize("inner", ["127.0.0.1", "10.0.0.5", "::1", "fe80::1"])
def test_a_name_with_one_inner_address_is_not_asked_at_all(monkeypatch, inner):
    found = [(socket.AF_INET, 1, 6, "", ("8.8.8.8", 80)), (socket.AF_INET, 1, 6, "", (inner, 80))]
    monkeypatch.setattr(http, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(http, "create_connection", lambda *_, **__: pytest.fail("connected"))

    with pytest.raises(NotFetched):
        fetch("http://rebind.test/")


def test_a_name_is_looked_up_once_and_that_very_address_is_asked(monkeypatch):
    """A name that is ours the second time gains nothing (DNS rebinding)."""
    answers, connected = [["8.8.8.8"], ["127.0.0.1"]], []

    def look_up(host, port, **_):
        return [(socket.AF_INET, 1, 6, "", (ip, port)) for ip in answers.pop(0)]

    def connect(place, **_):
        connected.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(http, "getaddrinfo", look_up)
    monkeypatch.setattr(http, "create_connection", connect)

    with pytest.raises(NotFetched):
        fetch("http://rebind.test/")
    assert (connected, len(answers)) == ([("8.8.8.8", 80)], 1)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost"])
def test_a_redirect_is_looked_at_as_the_first_address_was(outside, canary, host):
    outside.answers["/a.png"] = moved(f"http://{host}:{canary.place[1]}/secret")

    with pytest.raises(NotFetched):
        fetch(outside.url())
    assert (len(outside.asked), canary.asked) == (1, [])


def test_three_redirects_are_followed_and_not_one_more(outside):
    for n in range(4):
        outside.answers[f"/{n}"] = moved(f"/{n + 1}")

    assert fetch(outside.url("/1")) == PNG
    with pytest.raises(NotFetched):
        fetch(outside.url("/0"))


def test_nothing_is_said_but_what_is_wanted(outside, monkeypatch):
    """No cookie although one was set, no Referer after a redirect, no proxy of the environment."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    outside.answers["/first"] = moved("/second?a=x y&c=%20#there")

    assert fetch(outside.url("/first")) == PNG

    assert [path for path, _ in outside.asked] == ["/first", "/second?a=x%20y&c=%20"]
    for _, headers in outside.asked:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize("declared", [True, False])
def test_bytes_are_counted_and_not_believed(outside, declared):
    outside.answers["/a.png"] = content(bytes(1001), declared=declared)

    with pytest.raises(NotFetched):
        fetch(outside.url(), max_bytes=1000)
    assert len(fetch(outside.url(), max_bytes=1001)) == 1001


def test_who_drips_for_ever_is_left_in_time(outside):
    stop = threading.Event()
    outside.answers["/a.png"] = dripping(stop)
    began = time.monotonic()

    with pytest.raises(NotFetched):
        fetch(outside.url(), seconds=0.6)
    stop.set()
    assert time.monotonic() - began < 2


def test_who_says_nothing_is_left_in_time(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.HTTP_ALSO_REACHES = frozenset({silent.getsockname()})
        began = time.monotonic()
        with pytest.raises(NotFetched):
            fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.5)
    assert time.monotonic() - began < 2


def test_a_certificate_must_be_good_and_of_the_name():
    context = http._tls()

    assert (context.check_hostname, context.verify_mode) == (True, ssl.CERT_REQUIRED)


def test_nothing_of_ours_is_reached_unless_a_test_says_so(settings):
    assert not settings.HTTP_ALSO_REACHES
