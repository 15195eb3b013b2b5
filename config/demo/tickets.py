"""How a ticket goes: written, taken, answered, answered back, solved, sometimes moved or brought back, rated."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from accounts.models import Membership
from config.demo.clock import at_work, soon
from config.demo.deliveries import INVITE, deliver
from config.demo.people import Person
from config.demo.stage import Life, Stage
from config.demo.writing import Matter
from helpdesk.enums import ContentKind, TicketChannel, TicketPriority, TicketStatus
from helpdesk.models import Ticket
from helpdesk.services.contacts import contact_for_address
from helpdesk.services.incoming import NewMessage, open_ticket, receive_message
from helpdesk.services.messages import note_on_ticket, reply_to_ticket
from helpdesk.services.tickets import assign_ticket, prioritise_ticket, transfer_ticket
from surveys.models import Invitation
from surveys.services.answers import Said, answer

CHANNELS = (*(TicketChannel.MAIL,) * 8, TicketChannel.FORM, TicketChannel.CHAT)


class Case:
    """One ticket on its way, and who has it."""

    def __init__(self, stage: Stage, matter: Matter, *, department: str = "") -> None:
        self.stage, self.matter, self.random = stage, matter, stage.random
        self.department = department or matter.scenario.department
        if self.department not in stage.departments:
            self.department = "support"
        self.person: Person | None = None
        self.ticket: Ticket  # as of the latest step
        self.newest: UUID  # message in it

    def choose(self) -> Person:
        self.person = self.random.choice(self.stage.agents(self.department))
        return self.person

    @property
    def agent(self) -> Membership:
        assert self.person is not None, "choose() somebody first"
        return self.stage.member(self.person)

    def open(self, at: datetime, *, channel: str = TicketChannel.MAIL) -> None:
        customer = self.matter.customer
        contact = contact_for_address(email=customer.email, name=customer.name, language=customer.language)
        self.ticket = open_ticket(
            department=self.stage.departments[self.department],
            contact=contact,
            subject=self.matter.scenario.subject,
            message=NewMessage(text=self.matter.opening),
            channel=channel,
            language=customer.language,
            at=at,
        )
        self.newest = self.ticket.messages.values_list("public_id", flat=True).get()

    def assign(self, at: datetime, *, by: Membership | None = None) -> None:
        self._act(assign_ticket, at, by=by, assignee_id=self.agent.public_id)

    def prioritise(self, at: datetime, priority: str) -> None:
        self._act(prioritise_ticket, at, priority=priority)

    def transfer(self, at: datetime, department: str) -> None:
        self._act(transfer_ticket, at, department_id=self.stage.departments[department].public_id)
        self.department = department

    def reply(self, at: datetime, body: str, *, then: TicketStatus | None = None) -> None:
        text = self.matter.answer(body, agent=self.agent.user.name, organization=self.stage.plan.name)
        message = reply_to_ticket(
            ticket_id=self.ticket.public_id,
            actor=self.agent,
            text=text,
            last_seen_message_id=self.newest,
            then_status=then,
            at=at,
        )
        self.ticket, self.newest = message.ticket, message.public_id
        if then is TicketStatus.SOLVED:
            deliver(INVITE, at=at)

    def note(self, at: datetime) -> None:
        note = note_on_ticket(ticket_id=self.ticket.public_id, actor=self.agent, text=self.matter.scenario.note, at=at)
        self.ticket, self.newest = note.ticket, note.public_id

    def customer_writes(self, at: datetime, text: str, *, kind: str = ContentKind.TEXT) -> None:
        message = NewMessage(text=text, content_kind=kind)
        received = receive_message(ticket=self.ticket, contact=self.ticket.contact, message=message, at=at)
        self.ticket, self.newest = received.ticket, received.public_id

    def rate(self, at: datetime) -> None:
        """The customer answers the invitation, if there was one."""
        invitation = (
            Invitation.objects.filter(ticket=self.ticket, invited_at__isnull=False).order_by("-invited_at").first()
        )
        if invitation is None or invitation.expires_at is None or at >= invitation.expires_at:
            return
        assert self.person is not None
        rating = min(5, max(1, round(self.random.gauss(4.1 + self.person.warmth, 0.9))))
        manners = self.matter.manners
        comment = self.random.choice(manners.comments_good if rating > 3 else manners.comments_bad)  # noqa: PLR2004 — 4 and 5 are good
        said = Said(rating=rating, was_solved_at_once=rating > 3, comment=comment)  # noqa: PLR2004
        nonce = sha256(f"{invitation.pk} {at}".encode()).hexdigest()
        answer(invitation_id=invitation.pk, said=said, nonce=nonce, is_suspect=False, at=at)

    def _act(self, service: object, at: datetime, *, by: Membership | None = None, **what: object) -> None:
        assert callable(service)
        self.ticket = service(
            ticket_id=self.ticket.public_id, seen_version=self.ticket.version, actor=by or self.agent, at=at, **what
        )


def life(case: Case, opened_at: datetime) -> Life:
    """A ticket of the last weeks, from its first message until its rating."""
    random, scenario = case.random, case.matter.scenario
    at = opened_at.astimezone(UTC)
    yield at
    case.open(at, channel=random.choice(CHANNELS))

    at = _working(case, at + soon(random, 12))
    yield at
    case.choose()
    by_supervisor = random.random() < 0.4  # noqa: PLR2004 — share that is handed out
    case.assign(at, by=case.stage.members["supervisor"] if by_supervisor else None)
    if random.random() < 0.12:  # noqa: PLR2004 — one in eight
        case.prioritise(at + timedelta(seconds=20), random.choice((TicketPriority.HIGH, TicketPriority.URGENT)))
    yield from _moved(case, at)

    assert case.person is not None
    at = _working(case, at + soon(random, 75 * case.person.pace))
    yield at
    if random.random() < 0.3:  # noqa: PLR2004 — share of tickets with a note
        case.note(at - timedelta(seconds=40))
    if random.random() < 0.25:  # noqa: PLR2004 — share solved at the first answer
        case.reply(at, scenario.reply, then=TicketStatus.SOLVED)
    else:
        case.reply(at, scenario.reply, then=TicketStatus.PENDING)
        yield from _second_round(case, at)
    yield from _after_solving(case)


def _moved(case: Case, at: datetime) -> Life:
    """Sometimes the first to read it sees that it belongs elsewhere."""
    others = [key for key in case.stage.departments if key != case.department]
    if case.random.random() < 0.08 and others:  # noqa: PLR2004 — share of transfers
        yield _working(case, at + soon(case.random, 8))
        at = _working(case, at + soon(case.random, 8))
        case.transfer(at, case.random.choice(others))
        case.choose()
        yield at + timedelta(minutes=3)
        case.assign(at + timedelta(minutes=3))


def _second_round(case: Case, at: datetime) -> Life:
    random = case.random
    at += soon(random, 260)
    yield at
    case.customer_writes(at, case.matter.more)
    assert case.person is not None
    at = _working(case, at + soon(random, 110 * case.person.pace))
    yield at
    case.reply(at, case.matter.scenario.closing, then=TicketStatus.SOLVED)


def _after_solving(case: Case) -> Life:
    random = case.random
    solved_at = case.ticket.solved_at
    assert solved_at is not None
    at = solved_at + soon(random, 400)
    if random.random() < 0.15:  # noqa: PLR2004 — share of thanks
        yield at
        case.customer_writes(at, case.matter.manners.thanks, kind=ContentKind.THANKS)
    elif random.random() < 0.09:  # noqa: PLR2004 — share of reopened tickets
        yield at
        case.customer_writes(at, case.matter.more)
        at = _working(case, at + soon(random, 140))
        yield at
        case.reply(at, case.matter.scenario.closing, then=TicketStatus.SOLVED)
    if random.random() < 0.62:  # noqa: PLR2004 — share of invitations that are answered
        at += soon(random, 500)
        yield at
        case.rate(at)


def _working(case: Case, at: datetime) -> datetime:
    return at_work(at, case.random, case.stage.zone).astimezone(UTC)
