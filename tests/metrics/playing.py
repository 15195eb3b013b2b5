"""An example of metrics.md walked through the product: its events by the services, its figures by the reports."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from accounts.enums import Role
from accounts.models import Membership
from helpdesk.models import Contact, Department, Ticket
from helpdesk.services.incoming import NewMessage, open_ticket, receive_message
from helpdesk.services.messages import note_on_ticket, reply_to_ticket
from helpdesk.services.tickets import assign_ticket, change_status
from reports.enums import Clock
from reports.periods import Period
from reports.queries.productivity import Productivity, productivity
from reports.queries.scope import Scope
from reports.services.rollups import refresh_rollups
from tests.factories.accounts import MembershipFactory
from tests.factories.helpdesk import ContactFactory, DepartmentFactory
from tests.helpdesk.test_business_time_cases import calendar
from tests.reports.happenings import Log, count_all

EVERYTHING = Scope((), None, None)
ALWAYS = Period(date(2025, 1, 1), date(2025, 12, 31))

type Given = dict[str, Any]


class Play:
    """One department where everybody of the example works, and who and what was named in it."""

    def __init__(self, organization: Any, given: Given) -> None:
        self.organization = organization
        opening = calendar_of(given)
        self.place: Department = DepartmentFactory(organization=organization, **opening)
        self.people: dict[str, Membership] = {}
        self.customers: dict[str, Contact] = {}
        self.tickets: dict[str, Ticket] = {}
        self.log = Log()
        for event in given["events"]:
            kind, _, name = event["actor"].partition(":")
            if step := getattr(self, f"_{event['type']}", None):
                step(event, kind, name, datetime.fromisoformat(event["at"]))
        count_all()
        refresh_rollups()

    def member(self, name: str, role: Role = Role.AGENT) -> Membership:
        if name not in self.people:
            self.people[name] = MembershipFactory(organization=self.organization, role=role)
            self.place.member_links.create(membership=self.people[name])
        return self.people[name]

    def report(self, period: Period = ALWAYS, clock: Clock = Clock.CALENDAR) -> dict[str | None, Productivity]:
        """The rows of the report by the names of the example; None is everybody."""
        names: dict[int | None, str | None] = {member.pk: name for name, member in self.people.items()} | {None: None}
        rows = productivity(period=period, scope=EVERYTHING, clock=clock)
        return {names[row.agent_id]: row for row in rows if row.agent_id in names}

    def _created(self, event: Given, kind: str, name: str, at: datetime) -> None:
        customer = self._customer(name if kind == "customer" else event["ticket"])
        self.tickets[event["ticket"]] = open_ticket(
            department=self.place,
            contact=customer,
            subject="?",
            message=NewMessage(text="Good morning"),
            actor=self.member(name) if kind == "human" else None,
            at=at,
        )

    def _message(self, event: Given, kind: str, name: str, at: datetime) -> None:
        """What the system sends by itself is a mail of its own, never a message of the ticket: there is no way to."""
        ticket = self.tickets[event["ticket"]]
        if kind == "customer":
            receive_message(ticket=self._now(event), contact=ticket.contact, message=NewMessage(text="And?"), at=at)
        elif kind == "human":
            newest = ticket.messages.order_by("at", "pk").last()
            assert newest
            reply_to_ticket(
                ticket_id=ticket.public_id,
                actor=self.member(name),
                text="Hello",
                last_seen_message_id=newest.public_id,
                at=at,
            )

    def _note(self, event: Given, kind: str, name: str, at: datetime) -> None:
        note_on_ticket(ticket_id=self._now(event).public_id, actor=self.member(name), text="Look", at=at)

    def _assign(self, event: Given, kind: str, name: str, at: datetime) -> None:
        """A rule of the example is a supervisor here."""
        self._act(
            assign_ticket,
            event,
            assignee_id=self.member(event["to"]).public_id,
            actor=self.member(name, Role.AGENT if kind == "human" else Role.SUPERVISOR),
            at=at,
        )

    def _status(self, event: Given, kind: str, name: str, at: datetime) -> None:
        """A customer brings a ticket back by writing."""
        if kind == "customer":
            self._message(event, kind, name, at)
        else:
            self._act(change_status, event, status=event["to"], actor=self.member(name), at=at)

    def _call_answered(self, event: Given, kind: str, name: str, at: datetime) -> None:
        self.log.called(1, (self.member(name).pk, 60.0), department=self.place.pk, at=at)

    def _act(self, service: Callable[..., Any], event: Given, **how: Any) -> None:
        ticket = self._now(event)
        service(ticket_id=ticket.public_id, seen_version=ticket.version, **how)

    def _now(self, event: Given) -> Ticket:
        return Ticket.objects.get(pk=self.tickets[event["ticket"]].pk)

    def _customer(self, name: str) -> Contact:
        if name not in self.customers:
            self.customers[name] = ContactFactory(organization=self.organization)
        return self.customers[name]


def calendar_of(given: Given) -> dict[str, Any]:
    """What a department of this example is set up with."""
    if "calendar" not in given:
        return {"zone": given["tz"]}
    hours = calendar(given["calendar"]).week
    return {"zone": given["calendar"]["tz"], "hours": {str(day): [list(w) for w in ws] for day, ws in hours.items()}}
