"""Who else is here: told to those who may see the ticket, to nobody else, and forgotten with the tab."""

import asyncio
import time

import pytest
from asgiref.sync import sync_to_async

from accounts.enums import Role
from accounts.live import consumer
from core.live import company, gatherings
from core.tenancy import tenant
from helpdesk.models import DepartmentMember
from helpdesk.services.tickets import transfer_ticket
from tests.core.live.boards import socket
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import OPENED_AT, DepartmentFactory, TicketFactory

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 4
NOTHING_FOR = 0.8


@pytest.fixture
def billing(agent):
    with tenant(agent.organization_id):
        return agent.department_links.get().department


@pytest.fixture
def ticket(agent, billing):
    return TicketFactory(organization=agent.organization, department=billing)


@pytest.fixture
def colleague(agent, billing):
    member = MembershipFactory(organization=agent.organization, role=Role.AGENT)
    with tenant(agent.organization_id):
        DepartmentMember.objects.create(department=billing, membership=member)
    return member


@pytest.fixture
async def tabs(client_of):
    """Opens a tab of a member, watching these topics; closed after the test."""
    opened = []

    async def open_tab(member, *topics):
        client = await sync_to_async(client_of)(member)
        tab = socket(member, client)
        assert await tab.connect() == (True, None)
        opened.append(tab)
        for topic in topics:
            await tab.send_json_to({"type": "join", "topic": topic})
            await heard(tab, "joined", "refused")
        return tab

    yield open_tab
    for tab in opened:
        await tab.disconnect()


async def heard(tab, *kinds, within=SOON):
    """The next message of these kinds."""
    end = time.monotonic() + within
    while True:
        message = await tab.receive_json_from(timeout=max(end - time.monotonic(), 0.01))
        if message["type"] in kinds:
            return message


async def hears_of_nobody(tab):
    """No word about people for a while."""
    while not await tab.receive_nothing(timeout=NOTHING_FOR):
        assert (await tab.receive_json_from())["type"] != "here"
    return True


def inbox(department):
    return f"inbox.{department.public_id}"


def at(ticket):
    return f"ticket.{ticket.public_id}"


def said(message):
    return [(one["at"], one["name"], one["doing"]) for one in message["people"]]


async def test_colleagues_hear_who_looks_and_who_writes_and_that_they_left(tabs, agent, colleague, billing, ticket):
    watching = await tabs(colleague, inbox(billing))
    there = await tabs(agent, at(ticket))

    await there.send_json_to({"type": "here", "topic": at(ticket), "doing": "viewing"})
    looks = await heard(watching, "here")
    await there.send_json_to({"type": "here", "topic": at(ticket), "doing": "replying"})
    writes = await heard(watching, "here")
    await there.send_json_to({"type": "away"})
    left = await heard(watching, "here")

    name = agent.user.name
    assert said(looks) == [(at(ticket), name, "viewing")]
    assert looks["people"][0]["id"] == str(agent.public_id)
    assert looks["topic"] == inbox(billing)
    assert (said(writes), said(left)) == ([(at(ticket), name, "replying")], [])


async def test_who_comes_later_is_told_at_once(tabs, agent, colleague, billing, ticket):
    there = await tabs(agent, at(ticket), inbox(billing))
    await there.send_json_to({"type": "here", "topic": at(ticket), "doing": "noting"})
    await heard(there, "here")

    late = await tabs(colleague, inbox(billing))

    assert said(await heard(late, "here")) == [(at(ticket), agent.user.name, "noting")]


async def test_two_tabs_of_one_person_are_one_person_doing_what_matters_more(tabs, agent, colleague, billing, ticket):
    watching = await tabs(colleague, inbox(billing))
    for doing in ("replying", "viewing"):
        tab = await tabs(agent, at(ticket))
        await tab.send_json_to({"type": "here", "topic": at(ticket), "doing": doing})
    await asyncio.sleep(0.5)

    assert said(await heard(watching, "here")) == [(at(ticket), agent.user.name, "replying")]
    assert await hears_of_nobody(watching)  # the second tab is no news


async def test_a_closed_tab_is_gone_at_once(tabs, agent, colleague, billing, ticket):
    watching = await tabs(colleague, inbox(billing))
    there = await tabs(agent, at(ticket))
    await there.send_json_to({"type": "here", "topic": at(ticket), "doing": "viewing"})
    await heard(watching, "here")

    await there.disconnect()

    assert said(await heard(watching, "here")) == []


async def test_a_machine_that_fell_silent_is_gone_within_fifteen_seconds(
    tabs, agent, colleague, billing, ticket, monkeypatch
):
    assert company.HERE_SECONDS + gatherings.LOOK_ROUND_SECONDS <= 15
    monkeypatch.setattr(company, "HERE_SECONDS", 1)
    monkeypatch.setattr(gatherings, "LOOK_ROUND_SECONDS", 0.3)
    watching = await tabs(colleague, inbox(billing))
    there = await tabs(agent, at(ticket))
    await there.send_json_to({"type": "here", "topic": at(ticket), "doing": "viewing"})
    assert said(await heard(watching, "here")) != []

    assert said(await heard(watching, "here")) == []  # and never a word of leaving


async def test_saying_it_again_keeps_a_person_there_and_is_no_news(
    tabs, agent, colleague, billing, ticket, monkeypatch
):
    monkeypatch.setattr(company, "HERE_SECONDS", 1)
    monkeypatch.setattr(gatherings, "LOOK_ROUND_SECONDS", 0.2)
    watching = await tabs(colleague, inbox(billing))
    there = await tabs(agent, at(ticket))
    for _ in range(5):
        await there.send_json_to({"type": "here", "topic": at(ticket), "doing": "viewing"})
        await asyncio.sleep(0.4)
    await there.send_json_to({"type": "here", "topic": at(ticket), "doing": "replying"})

    assert said(await heard(watching, "here")) == [(at(ticket), agent.user.name, "viewing")]
    assert said(await heard(watching, "here")) == [(at(ticket), agent.user.name, "replying")]  # never nobody in between


async def test_a57_other_departments_and_organizations_hear_nothing(
    tabs, agent, billing, ticket, organization, other_organization
):
    elsewhere = await sync_to_async(_somebody_in_a_department)(organization)
    abroad = await sync_to_async(_somebody_in_a_department)(other_organization)
    deaf = [await tabs(member, inbox(department), inbox(billing)) for member, department in (elsewhere, abroad)]
    there = await tabs(agent, at(ticket))

    await there.send_json_to({"type": "here", "topic": at(ticket), "doing": "viewing"})

    assert [await hears_of_nobody(tab) for tab in deaf] == [True, True]


async def test_a57_nobody_is_shown_at_a_ticket_they_may_not_see_or_do_not_watch(
    tabs, agent, colleague, billing, ticket, other_organization
):
    hidden = await sync_to_async(TicketFactory)(organization=agent.organization)
    theirs = await sync_to_async(TicketFactory)(organization=other_organization)
    watching = await tabs(colleague, inbox(billing))
    there = await tabs(agent, at(hidden), at(theirs))

    for topic in (at(hidden), at(theirs), at(ticket), "ticket.x", "nonsense"):  # `ticket` is not joined
        await there.send_json_to({"type": "here", "topic": topic, "doing": "viewing"})
    await there.send_json_to({"type": "ping"})

    assert await hears_of_nobody(watching)


async def test_a_ticket_that_was_moved_is_told_of_where_it_is(
    tabs, agent, colleague, billing, ticket, organization, monkeypatch
):
    monkeypatch.setattr(consumer, "PLACED_SECONDS", 0)
    owner = await sync_to_async(MembershipFactory)(organization=organization, role=Role.OWNER)
    target = await sync_to_async(DepartmentFactory)(organization=organization)
    before, after = await tabs(colleague, inbox(billing)), await tabs(owner, inbox(target))
    there = await tabs(owner, at(ticket))
    await there.send_json_to({"type": "here", "topic": at(ticket), "doing": "viewing"})
    assert said(await heard(before, "here")) != []

    await sync_to_async(_move)(ticket, target, owner)
    await there.send_json_to({"type": "here", "topic": at(ticket), "doing": "viewing"})

    assert said(await heard(before, "here")) == []
    assert said(await heard(after, "here")) == [(at(ticket), owner.user.name, "viewing")]


@pytest.mark.parametrize("message", [{"doing": "dancing"}, {"doing": None}, {"doing": 1}, {}])
async def test_a58_what_is_no_presence_closes_the_socket(tabs, agent, ticket, message):
    tab = await tabs(agent, at(ticket))

    await tab.send_json_to({"type": "here", "topic": at(ticket), **message})

    assert (await tab.receive_output(timeout=SOON))["type"] == "websocket.close"


async def test_a58_a_flood_of_presence_is_cut_off_like_any_other(tabs, agent, ticket):
    tab = await tabs(agent, at(ticket))

    for number in range(200):
        doing = "viewing" if number % 2 else "replying"
        await tab.send_json_to({"type": "here", "topic": at(ticket), "doing": doing})

    closed = None
    while closed is None:
        output = await tab.receive_output(timeout=SOON)
        closed = output if output["type"] == "websocket.close" else None
    assert closed["code"] == consumer.POLICY


def _somebody_in_a_department(organization):
    member = MembershipFactory(organization=organization, role=Role.AGENT)
    return member, DepartmentFactory(organization=organization, members=[member])


def _move(ticket, target, owner):
    with tenant(owner.organization_id):
        transfer_ticket(
            ticket_id=ticket.public_id, department_id=target.public_id, seen_version=1, actor=owner, at=OPENED_AT
        )
