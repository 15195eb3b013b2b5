from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from core.api.pagination import KeysetPagination
from core.models import LiveTopic, RawInbound
from core.raw.store import store_raw
from core.tenancy import tenant

AT = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


class NewestFirst(KeysetPagination):
    page_size = 3
    ordering = ("-received_at", "-pk")


def page_of(rows, url, kind=NewestFirst):
    paginator = kind()
    request = Request(APIRequestFactory().get(url))
    found = paginator.paginate_queryset(rows, request)
    body = paginator.get_paginated_response([row.pk if hasattr(row, "pk") else row["id"] for row in found]).data
    return body["results"], body["next"], body["previous"]


def walk(rows, kind=NewestFirst, *, direction=1):
    """All pages in one direction, from the first page."""
    url, pages = "/api/v1/things/", []
    while url:
        results, *links = page_of(rows, url, kind)
        pages.append(results)
        url = links[0 if direction == 1 else 1]
    return pages


@pytest.fixture
def inbound(organization):
    """Seven rows; the second to fourth came in at one instant."""
    with tenant(organization.pk):
        for number, minute in enumerate([0, 1, 1, 1, 2, 3, 4]):
            at = AT + timedelta(minutes=minute)
            store_raw(source="test", external_key=str(number), content=b"x", at=at)
        yield list(RawInbound.objects.order_by("-received_at", "-pk").values_list("pk", flat=True))


@pytest.mark.parametrize("shape", ["instances", "values"])
def test_pages_follow_each_other_without_gap_or_repeat(inbound, shape):
    rows = RawInbound.objects.all() if shape == "instances" else RawInbound.objects.values("id", "received_at")

    assert walk(rows) == [inbound[:3], inbound[3:6], inbound[6:]]


def test_the_previous_link_leads_back_page_by_page(inbound):
    _, second, _ = page_of(RawInbound.objects.all(), "/")
    _, third, back_to_first = page_of(RawInbound.objects.all(), second)
    _, _, back_to_second = page_of(RawInbound.objects.all(), third)

    assert page_of(RawInbound.objects.all(), back_to_second)[0] == inbound[3:6]
    assert page_of(RawInbound.objects.all(), back_to_first)[0] == inbound[:3]


def test_the_first_and_the_last_page_say_so(inbound):
    _, second, before_first = page_of(RawInbound.objects.all(), "/")
    _, third, _ = page_of(RawInbound.objects.all(), second)

    assert before_first is None
    assert page_of(RawInbound.objects.all(), third)[1] is None


def test_rows_that_come_in_meanwhile_move_nothing(inbound):
    _, second, _ = page_of(RawInbound.objects.all(), "/")
    store_raw(source="test", external_key="new", content=b"x", at=AT + timedelta(hours=1))

    assert page_of(RawInbound.objects.all(), second)[0] == inbound[3:6]


def test_a_page_is_one_query(inbound, django_assert_num_queries):
    with django_assert_num_queries(1):
        page_of(RawInbound.objects.all(), "/")


@pytest.mark.parametrize("cursor", ["nonsense", "PltdXQ==", "PnsidCI6MX0=", "PltudWxsXQ=="])
def test_a_cursor_that_is_none_of_ours_is_a_page_that_does_not_exist(db, cursor):
    with pytest.raises(NotFound):
        page_of(RawInbound.objects.all(), f"/?cursor={cursor}")


class BySource(KeysetPagination):
    ordering = ("source", "pk")


@pytest.mark.parametrize("place", [["not a time", 1], [{"t": "2026-11-18T09:00:00"}, 1], ["a\x00b", 1], {"a": 1}])
def test_a_cursor_somebody_made_up_is_a_page_that_does_not_exist(db, place):
    cursor = urlsafe_b64encode(b"x" * 12 + b">" + orjson.dumps(place)).decode()

    with pytest.raises(NotFound):
        page_of(RawInbound.objects.all(), f"/?cursor={cursor}")


def test_a_cursor_of_a_list_in_another_order_is_a_page_that_does_not_exist(inbound):
    _, second, _ = page_of(RawInbound.objects.all(), "/")

    with pytest.raises(NotFound):
        page_of(RawInbound.objects.all(), second, BySource)


def test_a_later_page_is_one_range_of_its_first_column(inbound):
    """So an index begins where the last page ended; without it every page reads all pages before it."""
    _, second, _ = page_of(RawInbound.objects.all(), "/")
    with CaptureQueriesContext(connection) as asked:
        page_of(RawInbound.objects.all(), second)

    (query,) = (each["sql"] for each in asked)
    assert ' AND "core_rawinbound"."received_at" <= ' in query or ' WHERE ("core_rawinbound"."received_at" <= ' in query


class Rising(KeysetPagination):
    page_size = 2
    ordering = ("watched_at", "pk")


class Falling(KeysetPagination):
    page_size = 2
    ordering = ("-watched_at", "pk")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=9), st.sampled_from([Rising, Falling]))
def test_a_column_with_nulls_is_walked_whole_in_both_directions(organization, minutes, kind):
    with tenant(organization.pk):
        LiveTopic.objects.all().delete()
        for number, minute in enumerate(minutes):
            at = None if minute is None else AT + timedelta(minutes=minute)
            LiveTopic.objects.create(name=f"topic.{number}", watched_at=at)
        sign = 1 if kind is Rising else -1
        known = LiveTopic.objects.values_list("watched_at", "pk")
        expected = [pk for _, pk in sorted(known, key=lambda r: (r[0] is None, sign * (r[0] or AT).timestamp(), r[1]))]

        forward, last = [], None
        url = "/"
        while url:
            results, url, previous = page_of(LiveTopic.objects.all(), url, kind)
            forward += results
            last = previous or last
        backward = []
        while last:
            results, _, last = page_of(LiveTopic.objects.all(), last, kind)
            backward = results + backward

    assert forward == expected
    assert backward == expected[: len(backward)]
    assert len(backward) == max(0, (len(expected) - 1) // 2 * 2)


MOVES = st.lists(
    st.tuples(st.sampled_from(["page", "add", "remove"]), st.integers(0, 3), st.integers(0, 20)), max_size=14
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), MOVES)
def test_who_walks_a_list_that_changes_sees_nothing_twice_and_all_that_stayed(organization, minutes, moves):
    with tenant(organization.pk):
        RawInbound.objects.all().delete()
        made = iter(range(1000))

        def add(minute):
            at = AT + timedelta(minutes=minute)
            return store_raw(source="test", external_key=str(next(made)), content=b"x", at=at).pk

        stayed = {add(minute) for minute in minutes}
        seen, url, moves = [], "/", iter(moves)
        while url:
            results, url, _ = page_of(RawInbound.objects.all(), url)
            seen += results
            for move, minute, number in moves:
                if move == "page":
                    break
                if move == "add":
                    add(minute)
                elif gone := sorted(stayed)[number : number + 1]:
                    RawInbound.objects.filter(pk=gone[0]).delete()
                    stayed -= set(gone)

    assert len(seen) == len(set(seen))
    assert stayed <= set(seen)
