"""An organization big enough to measure with: a year of tickets, written by the database itself.

Rows are made by `generate_series` as the owner of the tables, not by services: a million would take
an hour. They are what services would have left behind, events included, so that every figure can be
counted from the log; see `docs/performance.md` for what is measured with them.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection, transaction

from accounts.enums import Role
from accounts.events import OrganizationCreated
from accounts.models import Membership, User
from accounts.services import create_member, create_organization
from config.demo.large_rows import CONTACTS, EVENTS, MESSAGES, NUMBERS, RATINGS, TICKETS, WRITTEN
from config.demo.people import PASSWORD
from core.middleware import organization_for_host
from core.models import Event
from core.tenancy import tenant
from helpdesk.models import Contact, Department
from helpdesk.services.departments import create_department, set_members
from reports.models import Rebuild
from surveys.services.surveys import default_survey

HOST, NAME, OWNER = "large.localhost", "Large", "owner@large.example"
DEPARTMENTS = ("Support", "Billing", "Retention", "Technicians")
AGENTS = 100
CONTACTS_PER_TICKET = 0.2
BATCH = 25_000
AT_ONCE = 2  # batches side by side: one core works while another waits
OPEN_SHARE = 0.03  # of the newest

type Owner = psycopg.Connection[tuple[int]]
type Known = dict[str, Any]


def make_large(*, tickets: int, now: datetime, told: Callable[[int], None]) -> int | None:
    """The large organization with so many tickets; returns its key while its figures are to be counted, else None.

    `told` hears how many tickets are written so far. One that was begun is gone on with. Outside `tenant()`.
    """
    organization_id = organization_for_host(HOST) or _new_organization(now=now)
    _fill(_known(organization_id, tickets=tickets), told=told)
    with tenant(organization_id):
        return None if Rebuild.objects.filter(finished_at__isnull=False).exists() else organization_id


@transaction.atomic
def _new_organization(*, now: datetime) -> int:
    organization = create_organization(name=NAME, host=HOST, zone="Europe/Prague", is_demo=True, at=now)
    with tenant(organization.pk):
        _people(now=now)
    return int(organization.pk)


def _people(*, now: datetime) -> None:
    owner = create_member(name="Olga Owner", email=OWNER, role=Role.OWNER, at=now, password=PASSWORD)
    agents = [
        create_member(name=f"Agent {n}", email=f"agent{n}@large.example", role=Role.AGENT, at=now)
        for n in range(1, AGENTS + 1)
    ]
    User.objects.exclude(pk=owner.user_id).update(password=owner.user.password)
    for place, name in enumerate(DEPARTMENTS):
        made = create_department(actor=owner, at=now, name=name)
        there = [agent.public_id for agent in agents[place :: len(DEPARTMENTS)]]
        set_members(department_id=made.public_id, member_ids=there, seen_version=1, actor=owner, at=now)


def _known(organization_id: int, *, tickets: int) -> Known:
    """What the statements ask for. The year ends when the organization was made, also for what is written later."""
    with tenant(organization_id):
        departments = list(Department.objects.order_by("pk").values_list("pk", flat=True))
        agents = list(Membership.objects.filter(role=Role.AGENT).order_by("pk").values_list("pk", flat=True))
        end = Event.objects.get(name=OrganizationCreated.name).at
        survey = default_survey().pk
    return {
        "organization": organization_id,
        "tickets": tickets,
        "contacts": max(1, int(tickets * CONTACTS_PER_TICKET)),
        "end": end,
        "survey": survey,
        "open_share": OPEN_SHARE,
        "departments": departments,
        "places": len(departments),
        "agents": agents,
        "people": len(agents),
    }


def _fill(known: Known, *, told: Callable[[int], None]) -> None:
    """Batch by batch, each whole or not at all, in any order; what is written already is not written again."""
    firsts = range(1, known["tickets"] + 1, BATCH)
    with _owner() as owner:
        with tenant(known["organization"]):
            has_contacts = Contact.objects.exists()
        if not has_contacts:
            owner.execute(CONTACTS, known)
            owner.execute("ANALYZE helpdesk_contact")
        owner.execute(NUMBERS, known)
        written = {number for (number,) in owner.execute(WRITTEN, {**known, "firsts": list(firsts)})}
        missing = [known | _batch(first, known) for first in firsts if first not in written]
        done = known["tickets"] - sum(batch["last"] - batch["first"] + 1 for batch in missing)
        for count in _written(missing):
            done += count
            told(done)
        if missing:  # everything: to a planner that counted the departments before, they are those of the others
            owner.execute("ANALYZE")


def _batch(first: int, known: Known) -> Known:
    return {"first": first, "last": min(first + BATCH - 1, known["tickets"])}


def _written(batches: list[Known]) -> Iterator[int]:
    """Writes them side by side; yields how many tickets each had."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        for writing in as_completed([pool.submit(_write, batch) for batch in batches]):
            yield writing.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _write(batch: Known) -> int:
    with _owner() as owner, owner.transaction():
        for statement in (TICKETS, MESSAGES, EVENTS, RATINGS):
            owner.execute(statement, batch)
    return int(batch["last"] - batch["first"] + 1)


@contextmanager
def _owner() -> Iterator[Owner]:
    """As the owner of the tables; by default where this process is connected. What a crash takes is written again."""
    here = connection.settings_dict
    address = os.environ.get("DATABASE_OWNER_URL") or f"host={here['HOST']} dbname={here['NAME']} user=desk_owner"
    with psycopg.connect(address, autocommit=True, cursor_factory=psycopg.ClientCursor) as owner:
        owner.execute("SET synchronous_commit = off; SET jit = off; SET work_mem = '64MB'")
        yield owner
