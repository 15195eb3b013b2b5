"""One demo organization while its past is played: who is there, and what time it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from accounts.models import Membership, Organization, User
from accounts.services import create_member, create_organization
from config.demo.organizations import DemoOrganization
from config.demo.people import PASSWORD, Person
from helpdesk.models import Department
from helpdesk.services.departments import create_department, set_members

type Life = Iterator[datetime]  # what it yields is when it goes on


@dataclass
class Stage:
    """The organization and its people, and the one stream of chance everything is drawn from."""

    plan: DemoOrganization
    organization: Organization
    now: datetime
    random: Random
    members: dict[str, Membership] = field(default_factory=dict)  # by login
    departments: dict[str, Department] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.plan.zone)

    def agents(self, department: str) -> list[Person]:
        return [person for person in self.plan.people if person.pace and self._answers(person, department)]

    def member(self, person: Person) -> Membership:
        return self.members[person.login]

    @staticmethod
    def _answers(person: Person, department: str) -> bool:
        return person.role == "agent" and department in person.departments


def new_organization(plan: DemoOrganization, *, now: datetime) -> Organization:
    return create_organization(
        name=plan.name, host=plan.host, zone=plan.zone, language=plan.language, is_demo=True, at=now
    )


def set_stage(plan: DemoOrganization, organization: Organization, *, now: datetime, begins: datetime) -> Stage:
    """People and departments, as of `begins`. Inside `tenant()`."""
    stage = Stage(plan, organization, now, Random(plan.seed))  # noqa: S311 — the same past every time
    for person in plan.people:
        stage.members[person.login] = create_member(
            name=person.name,
            email=f"{person.login}@{plan.domain}",
            role=person.role,
            at=begins,
            password=None if stage.members else PASSWORD,
        )
    first = next(iter(stage.members.values())).user
    User.objects.exclude(pk=first.pk).update(password=first.password)  # hashing is slow on purpose: once will do
    for member in stage.members.values():
        member.user.password = first.password
    owner = stage.members["owner"]
    for key, fields in plan.departments.items():
        department = create_department(actor=owner, at=begins, zone=plan.zone, **fields)
        there = [stage.member(person).public_id for person in plan.people if key in person.departments]
        stage.departments[key] = set_members(
            department_id=department.public_id, member_ids=there, seen_version=1, actor=owner, at=begins
        )
    return stage


def play(lives: list[Life], *, until: datetime, told: Callable[[datetime], None] = lambda _: None) -> int:
    """Let all lives happen in the order of time; what would be later than `until` does not. Returns the steps taken.

    `told` hears before each step what time it is.
    """
    order = count()
    agenda: list[tuple[datetime, int, Life]] = []
    for life in lives:
        heappush(agenda, (next(life).astimezone(UTC), next(order), life))
    steps = 0
    while agenda:
        at, _, life = heappop(agenda)
        if at > until:
            continue
        steps += 1
        told(at)
        later = next(life, None)
        if later is not None:
            heappush(agenda, (max(later.astimezone(UTC), at + timedelta(seconds=1)), next(order), life))
    return steps
