"""What is promised in seconds, between real processes: docs/decisions/0100-clocks-of-the-screen.md."""

import json
import re
import sys
import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.browser import page_of
from tests.journeys.clock import Clock, now, watch
from tests.journeys.customer import Customer
from tests.journeys.inbox import SHOW_NEW
from tests.journeys.person import sign_in
from tests.journeys.stack import Stack
from tests.journeys.wallboard import cell, column

ROUNDS = 5
WIDE = {"viewport": {"width": 1440, "height": 900}}
SOLVE = """
async (subject) => {
  const get = async (path) => (await fetch(path)).json();
  const rows = (await get(`/api/v1/tickets/?view=unassigned`)).results;
  const ticket = rows.find((row) => row.subject === subject);
  const headers = {
    "content-type": "application/json",
    "idempotency-key": crypto.randomUUID(),
    "X-CSRFToken": /csrftoken=([^;]+)/.exec(document.cookie)[1],
  };
  const body = JSON.stringify({ version: ticket.version });
  const began = Date.now();
  const answer = await fetch(`/api/v1/tickets/${ticket.id}/solve/`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  return began / 1000;
}
"""


def test_news_is_on_screen_as_soon_as_promised(
    stack: Stack, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    origin = stack.address("northwind").rstrip("/")
    inbox, waiting = Clock("mail_to_inbox", 1.0), Clock("mail_to_wallboard", 1.5)
    solved, report = Clock("solved_to_wallboard", 1.5), Clock("solved_to_report", 5.0)
    with (
        page_of(browser, origin=origin, **WIDE) as agent,
        page_of(browser, origin=origin, **WIDE) as wall,
        page_of(browser, origin=origin, **WIDE) as lead,
    ):
        sign_in(agent, "agent@northwind.example", then="/inbox/unassigned")
        expect(agent.get_by_role("option").first).to_be_visible()
        sign_in(wall, "supervisor@northwind.example", then="/live/all")
        today = datetime.now(ZoneInfo("Europe/Prague")).date()
        sign_in(lead, "supervisor@northwind.example", then="/reports/agent-productivity")
        lead.goto(f"/reports/agent-productivity?from={today}&to={today}")

        for _ in range(ROUNDS):
            subject = a_mail_arrives(stack, agent, wall, inbox, waiting)
            a_ticket_is_solved(agent, subject, wall, lead, solved, report)
            equals_the_answer(wall)

    with capsys.disabled():
        for clock in (inbox, waiting, solved, report):
            sys.stdout.write(f"{json.dumps(clock.line())}\n")
    assert [clock.line() for clock in (inbox, waiting, solved, report) if not clock.kept] == []


def a_mail_arrives(stack: Stack, agent: Page, wall: Page, inbox: Clock, waiting: Clock) -> str:
    """Counted from the moment the mail server has taken it."""
    customer = Customer(stack, "northwind", "Clara Hahn", f"clara.{uuid.uuid4().hex[:6]}@customer.example")
    subject = f"Clock {uuid.uuid4().hex[:8]}"
    before = column(wall, "Tickets waiting")
    tickets = agent.get_by_role("region", name="Tickets")
    expect(tickets.get_by_role("button", name=SHOW_NEW)).to_be_hidden()  # of the round before, solved meanwhile
    bar = watch(tickets, "Show 1 new ticket")
    board = watch(cell(wall, "Tickets waiting"), str(before + 1))
    customer.write("support@northwind.localhost", subject, "Is it on time?")
    sent = now()
    inbox.stop(bar, since=sent)
    waiting.stop(board, since=sent)
    return subject


def a_ticket_is_solved(agent: Page, subject: str, wall: Page, lead: Page, solved: Clock, report: Clock) -> None:
    """Counted from the moment the browser sends it."""
    total = figure(lead, "Solved")
    board = watch(cell(wall, "Solved today"), str(column(wall, "Solved today") + 1))
    counted = watch(total, str(int(re.sub(r"\D", "", total.inner_text())) + 1))
    began = agent.evaluate(SOLVE, subject)
    solved.stop(board, since=began)
    report.stop(counted, since=began)


def figure(page: Page, name: str) -> Locator:
    """The number of the whole team in this column of the report."""
    table = page.get_by_role("table").last
    expect(table.get_by_role("row").nth(1)).to_be_visible()
    headers = [header.strip(" ↓↑\n") for header in table.get_by_role("columnheader").all_inner_texts()]
    return table.get_by_role("row").nth(1).locator("th, td").nth(headers.index(name))


def equals_the_answer(wall: Page) -> None:
    """What the wallboard shows of every department is what the API says at that moment."""
    answer = wall.evaluate("fetch('/api/v1/live/wallboard/').then((answer) => answer.json())")
    names = {"Tickets waiting": "waiting", "Overdue": "overdue", "Due in 1 h": "due_soon", "Solved today": "solved"}
    for line in answer["departments"]:
        for shown, told in names.items():
            expect(cell(wall, shown, department=line["name"])).to_have_text(re.compile(rf"^\D*{line[told]}\D*$"))
