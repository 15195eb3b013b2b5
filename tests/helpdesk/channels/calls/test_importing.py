"""A queue log in the database: what it brings, what it brings again, and whose it is."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.models import Event, RawInbound, RawState
from core.tenancy import tenant
from helpdesk.call_enums import CallState, StretchKind
from helpdesk.channels.calls.importing import Imported, import_queue_log, keep_raw
from helpdesk.channels.calls.queue_log import QueueLogUnreadable, read_queue_log
from helpdesk.events import CallEnded
from helpdesk.models import Call, CallLeg, PhoneAgent, PhoneFact, PhoneStretch, QueueVisit
from helpdesk.queries.call_records import record_of
from helpdesk.services.telephony import QueueWithoutDepartment, UnknownPerson
from tests.deliveries import deliver_all
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.helpdesk import DepartmentFactory

DAY = Path(__file__).parents[3] / "data/calls/day"
TRUTH = json.loads((DAY / "truth.json").read_text())
LOG = (DAY / "queue_log").read_bytes()
NOW = datetime(2025, 10, 27, 8, 0, tzinfo=UTC)

SHORT = b"""1761457558|1761457541.117|support|NONE|ENTERQUEUE||+442079460101|1|Karel Novak
1761457568|1761457541.117|support|PJSIP/2002|CONNECT|10|1761457541.118|4
1761457688|1761457541.117|support|PJSIP/2002|COMPLETEAGENT|10|120|1
"""


@pytest.fixture
def departments(organization):
    return [DepartmentFactory(organization=organization, name=name) for name in ("Billing", "Support", "Retention")]


def brought(organization, content: bytes = SHORT, **given) -> Imported:
    with tenant(organization.pk):
        return import_queue_log(provider="asterisk", content=content, at=NOW, **given)


def test_a_whole_day_is_stored_as_the_log_tells_it(organization, departments):
    result = brought(organization, LOG)

    with tenant(organization.pk):
        stored = [record_of(call) for call in Call.objects.order_by("started_at", "external_id")]
        assert stored == read_queue_log(LOG).calls
        assert (result.calls, result.new_calls, result.changed_calls) == (592, 592, 0)
        assert Event.objects.filter(name=CallEnded.name).count() == 592
        assert not Call.objects.exclude(state=CallState.OVER).exists()
        pauses = PhoneStretch.objects.filter(kind=StretchKind.PAUSED).count()
        assert pauses == sum(len(agent["pauses"]) for agent in TRUTH["agents"])
        assert result.suspect.keys() == {"its agent had another call meanwhile", "its end was never logged"}


def test_the_same_day_again_changes_nothing(organization, departments):
    brought(organization, LOG)
    with tenant(organization.pk):
        before = list(Call.objects.order_by("pk").values())

    again = brought(organization, LOG)

    assert not again.changed_anything
    with tenant(organization.pk):
        assert list(Call.objects.order_by("pk").values()) == before
        assert Event.objects.filter(name=CallEnded.name).count() == 592


def test_a_log_in_two_files_is_the_same_as_in_one(organization, departments):
    lines = LOG.split(b"\n")
    half = b"\n".join(lines[:1500]) + b"\n"
    rest = b"\n".join(lines[1500:])

    brought(organization, rest)
    brought(organization, half)

    with tenant(organization.pk):
        stored = {call.external_id: record_of(call) for call in Call.objects.all()}
    whole = {call.external_id: call for call in read_queue_log(LOG).calls}
    assert {id_: (call.visits, call.legs, call.outcome) for id_, call in stored.items()} == {
        id_: (call.visits, call.legs, call.outcome) for id_, call in whole.items()
    }


def test_a_call_that_goes_on_later_is_one_call_with_a_new_event(organization, departments):
    first, second, third = SHORT.splitlines(keepends=True)

    brought(organization, first + second)
    with tenant(organization.pk):
        call = Call.objects.get()
        assert (call.state, call.version) == (CallState.TALKING, 1)
    brought(organization, third)

    with tenant(organization.pk):
        call.refresh_from_db()
        (ended,) = Event.objects.filter(name=CallEnded.name)
    assert (call.state, call.version, call.connected_seconds) == (CallState.OVER, 2, 120)
    assert (ended.version, ended.actor_kind, ended.actor_id) == (2, "system", None)


def test_the_event_says_everything_there_is_to_count(organization, departments):
    member = MembershipFactory(organization=organization)
    brought(organization, agents={"PJSIP/2002": member.user.email})

    with tenant(organization.pk):
        event = CallEnded.restored(Event.objects.get(name=CallEnded.name).payload)
    offered = datetime(2025, 10, 26, 5, 45, 58, tzinfo=UTC)
    assert (event.direction, event.outcome, event.queue, event.answered) == ("in", "answered", "support", True)
    assert (event.offered_at, event.answered_at, event.ended_at) == (
        offered,
        offered + timedelta(seconds=10),
        offered + timedelta(seconds=130),
    )
    assert (event.customer_wait_seconds, event.connected_seconds) == (10, 120)
    assert (event.talk_seconds, event.hold_seconds) == (None, None)  # the log does not tell hold apart
    assert (event.threshold_seconds, event.short_abandon_seconds) == (20, 5)
    assert event.department_id == departments[1].pk
    assert event.agent_id == member.pk
    (leg,) = event.legs
    assert (leg["agent_id"], leg["agent_name"], leg["result"], leg["connected_seconds"]) == (
        member.pk,
        "PJSIP/2002",
        "completed",
        120,
    )
    (visit,) = event.visits
    assert (visit["queue"], visit["department_id"], visit["wait_seconds"]) == ("support", departments[1].pk, 10)


def test_a_queue_nobody_takes_stops_the_import_and_leaves_nothing(organization):
    DepartmentFactory(organization=organization, name="Billing")

    with pytest.raises(QueueWithoutDepartment) as refused:
        brought(organization)

    assert refused.value.params == {"queues": ["support"]}
    with tenant(organization.pk):
        assert (Call.objects.count(), PhoneFact.objects.count()) == (0, 0)


def test_a_queue_can_be_given_to_a_department_of_another_name(organization):
    home = DepartmentFactory(organization=organization, name="Second line")

    brought(organization, queues={"support": "second LINE"})

    with tenant(organization.pk):
        assert Call.objects.get().department_id == home.pk
        assert QueueVisit.objects.get().department_id == home.pk


def test_agents_are_found_by_name_and_stay_known_by_name_if_nobody_is_called_so(organization, departments):
    user = UserFactory(organization=organization, email="jana.novak@example.test", name="Jana Nováková")
    jana = MembershipFactory(organization=organization, user=user)
    content = SHORT.replace(b"PJSIP/2002", b"PJSIP/jana.novak") + SHORT.replace(b"541.117", b"999.1")

    result = brought(organization, content)

    with tenant(organization.pk):
        legs = {leg.agent_name: leg.membership_id for leg in CallLeg.objects.all()}
    assert legs == {"PJSIP/jana.novak": jana.pk, "PJSIP/2002": None}
    assert result.unmapped_agents == ["PJSIP/2002"]


def test_two_people_of_one_name_are_nobody(organization, departments):
    for number in (1, 2):
        user = UserFactory(organization=organization, email=f"jana{number}@example.test", name="Jana")
        MembershipFactory(organization=organization, user=user)

    result = brought(organization, SHORT.replace(b"PJSIP/2002", b"Jana"))

    assert result.unmapped_agents == ["Jana"]


def test_saying_later_who_an_agent_is_corrects_their_calls(organization, departments):
    member = MembershipFactory(organization=organization)
    brought(organization)

    again = brought(organization, agents={"PJSIP/2002": member.user.email})

    assert again.changed_calls == 1
    with tenant(organization.pk):
        assert Call.objects.get().agent_id == member.pk


def test_an_address_nobody_has_is_an_error(organization, departments):
    with pytest.raises(UnknownPerson):
        brought(organization, agents={"PJSIP/2002": "nobody@example.test"})


def test_equal_ids_of_two_organizations_are_two_calls(organization, other_organization, departments):
    theirs = DepartmentFactory(organization=other_organization, name="Support")
    brought(organization, LOG)
    other_log = (DAY / "other-tenant/queue_log").read_bytes()

    result = brought(other_organization, other_log)

    shared = TRUTH["other_tenant"]["shared_call_ids"]
    assert result.new_calls == 29
    with tenant(other_organization.pk):
        assert [record_of(c) for c in Call.objects.order_by("started_at", "external_id")] == read_queue_log(
            other_log
        ).calls
        assert {call.department_id for call in Call.objects.filter(external_id__in=shared)} == {theirs.pk}
        assert PhoneAgent.objects.count() == len(TRUTH["other_tenant"]["agents"])
    with tenant(organization.pk):
        stored = [record_of(call) for call in Call.objects.order_by("started_at", "external_id")]
        assert stored == read_queue_log(LOG).calls


def test_bytes_are_kept_before_they_are_read_and_a_worker_can_read_them(organization, departments):
    with tenant(organization.pk):
        raw = keep_raw(provider="asterisk", name="queue_log", content=SHORT, at=NOW)
        assert (bytes(raw.content), Call.objects.count()) == (SHORT, 0)

        deliver_all()

        raw.refresh_from_db()
        assert (raw.state, Call.objects.count()) == (RawState.PARSED, 1)


def test_bytes_that_are_no_log_are_not_even_kept(organization, departments):
    with tenant(organization.pk):
        with pytest.raises(QueueLogUnreadable):
            keep_raw(provider="asterisk", name="picture.png", content=b"\x89PNG\0", at=NOW)

        assert RawInbound.objects.count() == 0


def test_the_contact_is_whoever_alone_has_the_number(organization, departments):
    from tests.factories.helpdesk import ContactFactory

    contact = ContactFactory(organization=organization, phone="+442079460101")
    brought(organization)
    with tenant(organization.pk):
        assert Call.objects.get().contact_id == contact.pk

    ContactFactory(organization=organization, phone="+442079460102")
    ContactFactory(organization=organization, phone="+442079460102")
    brought(organization, SHORT.replace(b"0101", b"0102").replace(b"541.117", b"999.1"))

    with tenant(organization.pk):
        assert Call.objects.get(external_id="1761457999.1").contact_id is None
