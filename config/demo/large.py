"""An organization big enough to measure with: a year of tickets, written by the database itself.

Rows are made by `generate_series` as the owner of the tables, not by services: a million would take
an hour. They are what services would have left behind, events included, so that every figure can be
rebuilt from the log; see `docs/performance.md` for what is measured with them.
"""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection, transaction

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.services import create_member, create_organization
from config.demo.people import PASSWORD
from core.middleware import organization_for_host
from core.tenancy import tenant
from helpdesk.models import Department
from helpdesk.services.departments import create_department, set_members
from reports.models import Rebuild

HOST = "large.localhost"
DEPARTMENTS = ("Support", "Billing", "Retention", "Technicians")
AGENTS = 100
CONTACTS_PER_TICKET = 0.2
BATCH = 50_000
OPEN_SHARE = 0.03  # of the newest

CONTACTS = """
INSERT INTO helpdesk_contact (organization_id, public_id, name, email, email_key, phone, language, zone)
SELECT %(organization)s, gen_random_uuid(), 'Customer ' || i, 'c' || i || '@customer.example',
       'c' || i || '@customer.example', '', 'en', ''
FROM generate_series(1, %(contacts)s) i
"""
TICKETS = """
INSERT INTO helpdesk_ticket (organization_id, public_id, number, version, subject, search_text, status, priority, channel,
  language, opened_at, opened_by_contact, first_response_started_at, first_response_target_seconds, first_response_due_at,
  first_responded_at, first_solved_at, solved_at, waiting_since, last_message_at, last_message_preview, excluded_reason,
  department_id, contact_id, assignee_id)
SELECT %(organization)s, gen_random_uuid(), i, CASE WHEN is_open THEN 1 ELSE 3 END, subject,
  lower(subject) || ' customer ' || c || ' c' || c || ' customer example', CASE WHEN is_open THEN 'new' ELSE 'solved' END,
  (ARRAY['low', 'normal', 'normal', 'high'])[1 + i %% 4], (ARRAY['mail', 'mail', 'form', 'chat'])[1 + i / 4 %% 4], 'en',
  opened, true, opened, 14400, opened + interval '4 hours',
  CASE WHEN NOT is_open THEN answered END, CASE WHEN NOT is_open THEN solved END, CASE WHEN NOT is_open THEN solved END,
  CASE WHEN is_open THEN opened END, CASE WHEN is_open THEN opened ELSE solved END, 'Good morning, ' || subject, '',
  (%(departments)s::bigint[])[1 + i %% %(places)s], %(first_contact)s + c, CASE WHEN NOT is_open OR i %% 3 > 0
    THEN (%(agents)s::bigint[])[1 + (i::bigint * 7919) %% %(people)s] END
FROM (SELECT i, i > %(tickets)s * (1 - %(open_share)s) AS is_open, (i::bigint * 7919) %% %(contacts)s AS c,
        %(end)s::timestamptz - interval '365 days' * (1 - i::float8 / %(tickets)s) AS opened,
        (ARRAY['Invoice', 'Outage', 'Refund', 'Contract', 'Log-in', 'Meter', 'Moving'])[1 + i %% 7] || ' ' || i %% 9973 AS subject
      FROM generate_series(%(first)s, %(last)s) i) line
CROSS JOIN LATERAL (SELECT opened + interval '1 second' * (300 + (i::bigint * 104729) %% 9000) AS answered) a
CROSS JOIN LATERAL (SELECT answered + interval '1 second' * (600 + (i::bigint * 1299709) %% 90000) AS solved) s
ORDER BY i
"""  # noqa: E501 — columns side by side with their values
MESSAGES = """
INSERT INTO helpdesk_message (organization_id, public_id, ticket_id, kind, direction, author_kind, contact_id, membership_id,
  text, html, at, content_kind, badges, mail_message_id, delivery_state, delivery_reason)
SELECT organization_id, gen_random_uuid(), id, 'public', side.direction, side.author,
  CASE side.direction WHEN 'in' THEN contact_id END, CASE side.direction WHEN 'out' THEN assignee_id END,
  side.text || subject, '', CASE side.direction WHEN 'in' THEN opened_at ELSE first_responded_at END, 'text', '[]', '', '', ''
FROM helpdesk_ticket
CROSS JOIN (VALUES ('in', 'customer', 'Good morning, '), ('out', 'human', 'Thank you. About ')) side(direction, author, text)
WHERE organization_id = %(organization)s AND number BETWEEN %(first)s AND %(last)s
  AND (side.direction = 'in' OR first_responded_at IS NOT NULL)
ORDER BY number
"""  # noqa: E501 — columns side by side with their values
EVENTS = """
INSERT INTO core_event (organization_id, name, subject, subject_id, version, actor_id, actor_kind, at, payload)
SELECT t.organization_id, 'helpdesk.ticket.' || e.verb, 'helpdesk.ticket', t.id, e.version, e.actor, e.kind, e.at,
  jsonb_build_object('subject_id', t.id, 'version', e.version, 'actor_id', e.actor, 'actor_kind', e.kind,
    'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'), 'department_id', t.department_id,
    'assignee_id', t.assignee_id) || e.told
FROM helpdesk_ticket t CROSS JOIN LATERAL (
  VALUES ('opened', 1, NULL::bigint, 'customer', t.opened_at, jsonb_build_object('changed', '[]'::jsonb,
    'contact_id', t.contact_id, 'channel', t.channel, 'language', t.language, 'opened_by_contact', true,
    'first_response_due_at', to_char(t.first_response_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'))),
  ('replied', 2, t.assignee_id, 'human', t.first_responded_at, jsonb_build_object('changed', '["messages"]'::jsonb,
    'message_id', 0, 'status_after', 'solved',
    'first_response_seconds', extract(epoch FROM t.first_responded_at - t.opened_at)::int,
    'first_response_business_seconds', extract(epoch FROM t.first_responded_at - t.opened_at)::int,
    'run_started_at', to_char(t.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
    'run_business_seconds', extract(epoch FROM t.first_responded_at - t.opened_at)::int)),
  ('solved', 3, t.assignee_id, 'human', t.solved_at, jsonb_build_object('changed', '["status", "solved_at"]'::jsonb,
    'contact_id', t.contact_id, 'opened_at', to_char(t.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
    'business_seconds', extract(epoch FROM t.solved_at - t.opened_at)::int, 'is_first', true))
) e(verb, version, actor, kind, at, told)
WHERE t.organization_id = %(organization)s AND t.number BETWEEN %(first)s AND %(last)s AND e.at IS NOT NULL
ORDER BY t.number, e.version
"""  # noqa: E501 — columns side by side with their values
NUMBER = """
INSERT INTO helpdesk_ticketnumber (organization_id, last) VALUES (%(organization)s, %(last)s)
ON CONFLICT (organization_id) DO UPDATE SET last = excluded.last
"""
FIRST_CONTACT = "SELECT min(id) FROM helpdesk_contact WHERE organization_id = %(organization)s"
LAST = "SELECT last FROM helpdesk_ticketnumber WHERE organization_id = %(organization)s"
TABLES = ("helpdesk_contact", "helpdesk_ticket", "helpdesk_message", "core_event")


type Owner = psycopg.Connection[tuple[int]]


def make_large(*, tickets: int, now: datetime, told: Callable[[int], None]) -> int | None:
    """The large organization with so many tickets; returns its key while its figures are to be counted, else None.

    `told` hears how many tickets are written so far. One that was begun is gone on with. Outside `tenant()`.
    """
    organization_id = organization_for_host(HOST) or _new_organization(now=now)
    with psycopg.connect(_owner(), autocommit=True, cursor_factory=psycopg.ClientCursor) as owner:
        _fill(owner, organization_id, tickets=tickets, now=now, told=told)
    with tenant(organization_id):
        return None if Rebuild.objects.filter(finished_at__isnull=False).exists() else organization_id


@transaction.atomic
def _new_organization(*, now: datetime) -> int:
    organization = create_organization(name="Large", host=HOST, zone="Europe/Prague", is_demo=True, at=now)
    with tenant(organization.pk):
        _people(now=now)
    return int(organization.pk)


def _people(*, now: datetime) -> None:
    owner = create_member(name="Olga Owner", email="owner@large.example", role=Role.OWNER, at=now, password=PASSWORD)
    agents = [
        create_member(name=f"Agent {n}", email=f"agent{n}@large.example", role=Role.AGENT, at=now)
        for n in range(1, AGENTS + 1)
    ]
    User.objects.exclude(pk=owner.user_id).update(password=owner.user.password)
    for place, name in enumerate(DEPARTMENTS):
        made = create_department(actor=owner, at=now, name=name)
        there = [agent.public_id for agent in agents[place :: len(DEPARTMENTS)]]
        set_members(department_id=made.public_id, member_ids=there, seen_version=1, actor=owner, at=now)


def _fill(owner: Owner, organization_id: int, *, tickets: int, now: datetime, told: Callable[[int], None]) -> None:
    """Batch by batch, each whole or not at all; goes on after the last number given out."""
    owner.execute("SET synchronous_commit = off")
    known = {"organization": organization_id, "contacts": max(1, int(tickets * CONTACTS_PER_TICKET)), "end": now}
    if _asked(owner, FIRST_CONTACT, known) is None:
        owner.execute(CONTACTS, known)
    with tenant(organization_id):
        departments = list(Department.objects.order_by("pk").values_list("pk", flat=True))
        agents = list(Membership.objects.filter(role=Role.AGENT).order_by("pk").values_list("pk", flat=True))
    known |= {"tickets": tickets, "first_contact": _asked(owner, FIRST_CONTACT, known), "open_share": OPEN_SHARE}
    known |= {"departments": departments, "places": len(departments), "agents": agents, "people": len(agents)}
    for begins in range((_asked(owner, LAST, known) or 0) + 1, tickets + 1, BATCH):
        ends = min(begins + BATCH - 1, tickets)
        batch = known | {"first": begins, "last": ends}
        with owner.transaction():
            for statement in (TICKETS, MESSAGES, EVENTS, NUMBER):
                owner.execute(statement, batch)
        told(ends)
    for table in TABLES:
        owner.execute(f"ANALYZE {table}")


def _asked(owner: Owner, statement: str, known: dict[str, Any]) -> int | None:
    row = owner.execute(statement, known).fetchone()
    return row[0] if row else None


def _owner() -> str:
    """How the owner of the tables connects; by default as this process does, under the owner's name."""
    if address := os.environ.get("DATABASE_OWNER_URL"):
        return address
    here = connection.settings_dict
    return f"host={here['HOST']} dbname={here['NAME']} user=desk_owner"
