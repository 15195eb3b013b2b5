"""What lies in the inbox now: something late, something due soon, something nobody has, something half written."""

from datetime import timedelta

from config.demo.people import Person
from config.demo.stage import Life, Stage
from config.demo.tickets import Case
from config.demo.writing import Customer, matter
from helpdesk.enums import DraftKind, PresenceState, TicketPriority, TicketStatus
from helpdesk.services.drafts import save_draft
from helpdesk.services.presence import set_presence
from helpdesk.services.tickets import change_status

# minutes since they were opened in Support, whose promise is four hours around the clock
LATE = 305
DUE_SOON = (228, 209, 187)
FRESH = (96, 41, 17, 6)


def todays_lives(stage: Stage, customers: list[Customer]) -> list[Life]:
    """Tickets that are open on purpose, most of them in Support."""
    waiting = [_untouched(stage, customers, minutes) for minutes in (LATE, *DUE_SOON[1:], *FRESH)]
    return [
        *waiting,
        _half_written(stage, customers),
        _urgent(stage, customers),
        *(_waiting_for_customer(stage, customers, hours) for hours in (3, 7, 22, 27)),
        _on_hold(stage, customers),
        _written_again(stage, customers),
        _brought_back(stage, customers),
    ]


def set_todays_presence(stage: Stage) -> None:
    """Who is at work now. The people who sign in to look around are left to say so themselves."""
    states = (
        *(PresenceState.AVAILABLE, PresenceState.AVAILABLE, PresenceState.BREAK, PresenceState.AVAILABLE),
        *(PresenceState.WRAP_UP, PresenceState.AVAILABLE, PresenceState.OFFLINE),
    )
    colleagues = [person for person in stage.plan.people if person.role == "agent" and person.login != "agent"]
    for minutes, (person, state) in enumerate(zip(colleagues, states, strict=False)):
        came = stage.now - timedelta(minutes=170 - 7 * minutes)
        set_presence(membership=stage.member(person), state=PresenceState.AVAILABLE, at=came)
        if state is not PresenceState.AVAILABLE:
            set_presence(membership=stage.member(person), state=state, at=stage.now - timedelta(minutes=4 + minutes))


def _case(stage: Stage, customers: list[Customer]) -> Case:
    customer = stage.random.choice(customers)
    return Case(stage, matter(stage.random, stage.plan, customer), department="support")


def _me(stage: Stage) -> Person:
    """Whose log-in is printed: the agent's inbox should not be empty."""
    return next(person for person in stage.plan.people if person.login == "agent")


def _untouched(stage: Stage, customers: list[Customer], minutes: int) -> Life:
    case = _case(stage, customers)
    at = stage.now - timedelta(minutes=minutes)
    yield at
    case.open(at)


def _half_written(stage: Stage, customers: list[Customer]) -> Life:
    """Due soon, with a note for colleagues and the beginning of an answer."""
    case = _case(stage, customers)
    case.person = _me(stage)
    at = stage.now - timedelta(minutes=DUE_SOON[0])
    yield at
    case.open(at)
    at = stage.now - timedelta(minutes=30)
    yield at
    case.assign(at)
    yield at + timedelta(minutes=6)
    case.note(at + timedelta(minutes=6))
    yield at + timedelta(minutes=9)
    body = case.matter.scenario.reply
    save_draft(
        ticket_id=case.ticket.public_id,
        actor=case.agent,
        kind=DraftKind.REPLY,
        text=f"{case.matter.manners.staff_greeting}\n\n{body[: len(body) // 2]}",
        html="",
        at=at + timedelta(minutes=9),
    )


def _urgent(stage: Stage, customers: list[Customer]) -> Life:
    case = _case(stage, customers)
    case.choose()
    at = stage.now - timedelta(minutes=52)
    yield at
    case.open(at)
    yield at + timedelta(minutes=3)
    case.prioritise(at + timedelta(minutes=3), TicketPriority.URGENT)
    case.assign(at + timedelta(minutes=3), by=stage.members["supervisor"])


def _waiting_for_customer(stage: Stage, customers: list[Customer], hours: int) -> Life:
    case = _case(stage, customers)
    case.person = _me(stage) if hours % 2 else case.choose()
    at = stage.now - timedelta(hours=hours, minutes=20)
    yield at
    case.open(at)
    yield at + timedelta(minutes=14)
    case.assign(at + timedelta(minutes=14))
    yield at + timedelta(minutes=48)
    case.reply(at + timedelta(minutes=48), case.matter.scenario.reply, then=TicketStatus.PENDING)


def _on_hold(stage: Stage, customers: list[Customer]) -> Life:
    yield from _waiting_for_customer_of(case := _case(stage, customers), stage)
    at = stage.now - timedelta(hours=2)
    yield at
    case.note(at)
    change_status(
        ticket_id=case.ticket.public_id,
        status=TicketStatus.ON_HOLD,
        seen_version=case.ticket.version,
        actor=case.agent,
        at=at,
    )


def _waiting_for_customer_of(case: Case, stage: Stage) -> Life:
    case.person = _me(stage)
    at = stage.now - timedelta(hours=5)
    yield at
    case.open(at)
    yield at + timedelta(minutes=9)
    case.assign(at + timedelta(minutes=9))
    yield at + timedelta(minutes=31)
    case.reply(at + timedelta(minutes=31), case.matter.scenario.reply, then=TicketStatus.PENDING)


def _written_again(stage: Stage, customers: list[Customer]) -> Life:
    """Answered, and the customer has written back: somebody waits."""
    yield from _waiting_for_customer_of(case := _case(stage, customers), stage)
    at = stage.now - timedelta(minutes=35)
    yield at
    case.customer_writes(at, case.matter.more)


def _brought_back(stage: Stage, customers: list[Customer]) -> Life:
    """Solved yesterday, and not solved after all."""
    case = _case(stage, customers)
    case.choose()
    at = stage.now - timedelta(hours=26)
    yield at
    case.open(at)
    yield at + timedelta(minutes=20)
    case.assign(at + timedelta(minutes=20))
    yield at + timedelta(minutes=70)
    case.reply(at + timedelta(minutes=70), case.matter.scenario.reply, then=TicketStatus.SOLVED)
    at = stage.now - timedelta(minutes=64)
    yield at
    case.customer_writes(at, case.matter.more)
