import threading
from datetime import timedelta

import pytest
from django.db import connection

from core.models import Event
from core.tenancy import tenant
from helpdesk.models import Presence
from helpdesk.services.presence import set_presence
from tests.factories.helpdesk import OPENED_AT

MINUTE = timedelta(minutes=1)


def stretches():
    return list(Presence.objects.order_by("version").values_list("state", "started_at", "ended_at"))


def test_each_state_ends_where_the_next_begins(inside, agent):
    set_presence(membership=agent, state="available", at=OPENED_AT)
    set_presence(membership=agent, state="break", reason="Lunch", at=OPENED_AT + MINUTE)

    assert stretches() == [
        ("available", OPENED_AT, OPENED_AT + MINUTE),
        ("break", OPENED_AT + MINUTE, None),
    ]
    told = Event.objects.order_by("pk").last().payload
    assert (told["previous_state"], told["state"], told["reason"]) == ("available", "break", "Lunch")


def test_the_state_it_is_already_changes_nothing(inside, agent):
    for at in (OPENED_AT, OPENED_AT + MINUTE):
        set_presence(membership=agent, state="available", at=at)

    assert stretches() == [("available", OPENED_AT, None)]
    assert Event.objects.count() == 1


def test_news_from_before_the_present_state_counts_as_its_beginning(inside, agent):
    set_presence(membership=agent, state="available", at=OPENED_AT)

    set_presence(membership=agent, state="on_call", source="phone", at=OPENED_AT - MINUTE)

    assert stretches() == [("available", OPENED_AT, OPENED_AT), ("on_call", OPENED_AT, None)]


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_leave_one_present_state(organization, agent):
    start, outcomes = threading.Barrier(2), []

    def press(state):
        try:
            start.wait(timeout=5)
            with tenant(organization.pk):
                set_presence(membership=agent, state=state, at=OPENED_AT)
            outcomes.append("done")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[state]) for state in ("available", "break")]
    [thread.start() for thread in threads]
    [thread.join(timeout=10) for thread in threads]

    assert outcomes == ["done", "done"]
    with tenant(organization.pk):
        assert Presence.objects.now().count() == 1
        assert Presence.objects.count() == 2
