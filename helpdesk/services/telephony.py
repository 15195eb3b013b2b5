"""What we know of a telephone system: its queues, its agents, and the facts it wrote."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import DomainError
from helpdesk.call_enums import StretchKind
from helpdesk.call_records import AgentDay, Stretch
from helpdesk.models import CallQueue, Department, PhoneAgent, PhoneFact, PhoneStretch

LONGEST_SHIFT = timedelta(hours=36)


class QueueWithoutDepartment(DomainError):
    """Calls of this queue would belong to nobody: say which department takes them."""

    code = "queue_without_department"


class UnknownPerson(DomainError):
    """A mapping names somebody who has no account here."""

    code = "unknown_person"


class Fact(NamedTuple):
    subject: str
    epoch: int
    text: str


@dataclass
class Telephony:
    """One telephone system of the current organization, as it is mapped now."""

    provider: str
    queues: dict[str, CallQueue] = field(default_factory=dict)  # by name
    agents: dict[str, PhoneAgent] = field(default_factory=dict)

    def member_id(self, agent: str) -> int | None:
        known = self.agents.get(agent)
        return known.membership_id if known else None


def telephony(provider: str) -> Telephony:
    queues = CallQueue.objects.filter(provider=provider).select_related("department")
    agents = PhoneAgent.objects.filter(provider=provider).select_related("membership")
    return Telephony(provider, {queue.name: queue for queue in queues}, {agent.name: agent for agent in agents})


@transaction.atomic
def map_queues(*, provider: str, names: Collection[str], given: Mapping[str, str]) -> None:
    """Tie each queue to a department: as `given` (queue → department), as before, else the one of equal name.

    Raises QueueWithoutDepartment naming all that are left.
    """
    departments = {d.name.casefold(): d for d in Department.objects.in_use()}
    known = set(CallQueue.objects.filter(provider=provider).values_list("name", flat=True))
    homeless = []
    for name in sorted(names):
        if name in known and name not in given:
            continue
        department = departments.get(given.get(name, name).casefold())
        if department is None:
            homeless.append(name)
            continue
        CallQueue.objects.update_or_create(provider=provider, name=name, defaults={"department": department})
    if homeless:
        raise QueueWithoutDepartment(
            _("No department takes the calls of %(queues)s. Name one for each in the queues file.")
            % {"queues": ", ".join(homeless)},
            queues=homeless,
        )


@transaction.atomic
def map_agents(*, provider: str, names: Collection[str], given: Mapping[str, str]) -> list[str]:
    """Tie names at the telephones to people: as `given` (name → e-mail), as before, else by equal name.

    `PJSIP/jana.novak` is whoever is called so, or has `jana.novak@…`, if that is one person alone. Who
    nobody is stays known by name; these are the answer. Raises UnknownPerson for an e-mail without account.
    """
    people = Membership.objects.active().select_related("user")
    by_email = {person.user.email.casefold(): person for person in people}
    by_name: dict[str, set[Membership]] = defaultdict(set)
    for person in people:
        by_name[person.user.name.casefold()].add(person)
        by_name[person.user.email.partition("@")[0].casefold()].add(person)
    agents = {agent.name: agent for agent in PhoneAgent.objects.filter(provider=provider)}
    unmapped = []
    for name in sorted({*names, *given}):
        agent = agents.get(name) or PhoneAgent.objects.create(provider=provider, name=name)
        if name in given:
            if given[name].casefold() not in by_email:
                raise UnknownPerson(_("Nobody here has the address %(email)s.") % {"email": given[name]})
            _tie(agent, by_email[given[name].casefold()])
        elif agent.membership_id is None:
            namesakes = by_name[name.casefold()] | by_name[name.rpartition("/")[2].casefold()]
            if len(namesakes) == 1:
                _tie(agent, namesakes.pop())
            else:
                unmapped.append(name)
    return unmapped


@transaction.atomic
def keep_facts(*, provider: str, facts: Iterable[Fact]) -> None:
    """Store what the telephone system wrote; what is there already stays as it is."""
    PhoneFact.objects.bulk_create(
        (
            PhoneFact(
                provider=provider,
                subject=fact.subject[:120],
                epoch=fact.epoch,
                text=fact.text,
                digest=hashlib.sha256(fact.text.encode()).hexdigest(),
            )
            for fact in facts
        ),
        ignore_conflicts=True,
        batch_size=1000,
    )


def facts_of(*, provider: str, subjects: Collection[str], since: datetime | None = None) -> list[str]:
    """Everything known about these calls or agents, oldest first, as it was written."""
    facts = PhoneFact.objects.filter(provider=provider, subject__in=subjects)
    if since is not None:
        facts = facts.filter(epoch__gte=int((since - LONGEST_SHIFT).astimezone(UTC).timestamp()))
    return list(facts.order_by("epoch", "pk").values_list("text", flat=True))


@transaction.atomic
def save_agent_days(*, provider: str, days: Iterable[AgentDay]) -> int:
    """Keep when agents were signed in and paused; returns how many stretches are new or changed."""
    known = telephony(provider)
    changed = 0
    for day in days:
        agent = known.agents.get(day.agent) or PhoneAgent.objects.create(provider=provider, name=day.agent)
        for kind, stretches in ((StretchKind.SIGNED_IN, day.logins), (StretchKind.PAUSED, day.pauses)):
            changed += sum(_save_stretch(agent, kind, stretch) for stretch in stretches)
    return changed


def _save_stretch(agent: PhoneAgent, kind: StretchKind, stretch: Stretch) -> bool:
    values = {"ended_at": stretch.end, "reason": stretch.reason[:100]}
    row, is_new = PhoneStretch.objects.get_or_create(agent=agent, kind=kind, started_at=stretch.start, defaults=values)
    if is_new or (row.ended_at, row.reason) == tuple(values.values()):
        return is_new
    row.ended_at, row.reason = stretch.end, stretch.reason[:100]
    row.save(update_fields=["ended_at", "reason"])
    return True


def _tie(agent: PhoneAgent, person: Membership) -> None:
    if agent.membership_id != person.pk:
        agent.membership = person
        agent.save(update_fields=["membership"])
