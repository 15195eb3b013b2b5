"""A throw-away database with an organization of a million tickets and one of ten thousand, made in a minute or two.

Everything is invented by generate_series. Tables are filled without their indexes and keys, which are put back as
migrations made them. Rollups are computed from the facts by the application's own statement.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

ROOT = Path(__file__).parent.parent.parent
NAME = os.environ.get("BENCH_NAME", "desk_bench")
BIG, SMALL = 1, 2
TICKETS = {BIG: int(os.environ.get("BENCH_TICKETS", "1000000")), SMALL: 10_000}
AGENTS = {BIG: 200, SMALL: 10}
DEPARTMENTS = {BIG: 8, SMALL: 3}
CALLS_PER_TICKET = 0.3
HOSTS = {BIG: "big.testserver", SMALL: "small.testserver"}
END = date(2026, 11, 20)
COUNTED_FROM = date(2026, 9, 1)  # the month and its neighbours: no report of the month looks further
MONTH = (date(2026, 10, 1), date(2026, 10, 31))

PEOPLE = """
INSERT INTO accounts_organization (id, name, host, public_id, version, slug, zone, language, undo_send_seconds,
  is_demo)
VALUES (%(o)s, %(host)s, %(host)s, gen_random_uuid(), 1, replace(%(host)s, '.', '-'), 'Europe/Prague', 'en', 10, false);
INSERT INTO helpdesk_department (organization_id, public_id, version, name, zone, hours, holidays, special_days,
  address_local_part, colour, first_response_seconds, survey_enabled)
SELECT %(o)s, gen_random_uuid(), 1, 'Department ' || n, 'Europe/Prague',
  '{"0": [[540, 1020]], "1": [[540, 1020]], "2": [[540, 1020]], "3": [[540, 1020]], "4": [[540, 1020]]}',
  '{}', '{}', 'd' || n, '#3b5bdb', 14400, true
FROM generate_series(1, %(departments)s) n;
WITH people AS (
  INSERT INTO accounts_user (organization_id, password, email, name, version, language, zone, scheme, density,
    shortcuts)
  SELECT %(o)s, '!', 'agent' || n || '@example.test', 'Agent ' || n, 1, 'en', '', 'system', 'comfortable', true
  FROM generate_series(0, %(agents)s) n RETURNING id, email)
INSERT INTO accounts_membership (organization_id, public_id, role, user_id, version)
SELECT %(o)s, gen_random_uuid(), CASE email WHEN 'agent0@example.test' THEN 'owner' ELSE 'agent' END, id, 1 FROM people;
INSERT INTO helpdesk_departmentmember (organization_id, department_id, membership_id)
SELECT %(o)s, d.id, m.id FROM helpdesk_department d JOIN accounts_membership m USING (organization_id)
WHERE organization_id = %(o)s AND (m.id + d.id) %% 4 = 0;
INSERT INTO helpdesk_contact (organization_id, public_id, name, email, email_key, phone, language, zone)
SELECT %(o)s, gen_random_uuid(), 'Contact ' || n, 'c' || n || '@example.test', 'c' || n || '@example.test', '', 'en', ''
FROM generate_series(1, 20000) n;
INSERT INTO helpdesk_ticketnumber (organization_id, last) VALUES (%(o)s, %(tickets)s);
"""
# The latest three in a hundred are open; people and times come from a hash, so that every run is the same.
TICKET = """
INSERT INTO helpdesk_ticket (organization_id, public_id, number, version, subject, status, priority, channel, language,
  opened_at, opened_by_contact, first_response_started_at, first_response_target_seconds, first_response_due_at,
  first_responded_at, first_solved_at, solved_at, waiting_since, last_message_at, last_message_preview, excluded_reason,
  search_text, assignee_id, contact_id, department_id)
SELECT %(o)s, gen_random_uuid(), n, 4, 'Question number ' || n, CASE WHEN is_open THEN 'open' ELSE 'solved' END,
  (ARRAY['normal', 'low', 'high', 'urgent'])[1 + h %% 4], 'mail', 'en', opened, true, opened, 14400,
  opened + interval '4 hours', CASE WHEN is_open AND h %% 3 = 0 THEN NULL ELSE opened + waited END,
  solved, solved, CASE WHEN is_open AND h %% 3 < 2 THEN opened END, coalesce(solved, opened),
  'The first words of message ' || n, '', n || ' question', agents.ids[1 + h %% %(agents)s],
  contacts.ids[1 + h %% 20000], departments.ids[1 + h %% %(departments)s]
FROM generate_series(1, %(tickets)s) n
CROSS JOIN LATERAL (SELECT hashint4(n) & 2147483647 AS h, n > %(tickets)s * 0.97 AS is_open,
  %(end)s::timestamptz - (%(tickets)s - n) * (interval '365 days' / %(tickets)s) AS opened) a
CROSS JOIN LATERAL (SELECT (60 + h %% 30000) * interval '1 second' AS waited,
  CASE WHEN NOT is_open THEN opened + (60 + h %% 30000 + h %% 90000) * interval '1 second' END AS solved) b
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM accounts_membership
            WHERE organization_id = %(o)s AND role = 'agent') agents
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM helpdesk_contact WHERE organization_id = %(o)s) contacts
CROSS JOIN (SELECT array_agg(id ORDER BY id) AS ids FROM helpdesk_department WHERE organization_id = %(o)s) departments
ORDER BY n
"""
FACT = """
INSERT INTO reports_fact (organization_id, event_id, part, kind, at, day, department_id, agent_id, subject_id, version,
  ticket_id, seconds, business_seconds, rating, outcome, in_time, left_out)
SELECT %(o)s, t.id * 10 + f.event, f.part, f.kind, f.at, (f.at AT TIME ZONE 'Europe/Prague')::date, t.department_id,
  CASE f.kind WHEN 'received' THEN 0 ELSE t.assignee_id END, t.id, f.event, t.id, f.seconds, f.seconds, f.rating,
  '', NULL, ''
FROM helpdesk_ticket t CROSS JOIN LATERAL (VALUES
  (0, 0, 'received', t.opened_at, NULL, NULL),
  (1, 0, 'assigned', t.opened_at + interval '5 minutes', NULL, NULL),
  (2, 0, 'reply', t.first_responded_at, NULL, NULL),
  (2, 1, 'first_response', t.first_responded_at, extract(epoch FROM t.first_responded_at - t.opened_at)::int, NULL),
  (3, 0, 'reply', CASE WHEN t.id %% 2 = 0 THEN t.first_responded_at + interval '20 hours' END, NULL, NULL),
  (4, 0, 'resolution', t.solved_at, extract(epoch FROM t.solved_at - t.opened_at)::int, NULL),
  (5, 0, 'rating', CASE WHEN t.id %% 4 = 0 THEN t.solved_at + interval '9 hours' END, NULL, 1 + (t.id * 7) %% 5)
) AS f(event, part, kind, at, seconds, rating)
WHERE t.organization_id = %(o)s AND f.at IS NOT NULL AND t.opened_at >= %(counted)s
UNION ALL
SELECT %(o)s, -t.id, f.part, f.kind, t.opened_at, (t.opened_at AT TIME ZONE 'Europe/Prague')::date, t.department_id,
  CASE f.kind WHEN 'call_offered' THEN 0 ELSE t.assignee_id END, t.id, 1, NULL, f.seconds, NULL, NULL,
  CASE f.kind WHEN 'call_offered' THEN 'answered' ELSE '' END, f.kind = 'call_offered' AND f.seconds <= 20, ''
FROM helpdesk_ticket t CROSS JOIN LATERAL (VALUES
  (0, 'call_offered', t.id %% 60), (1, 'call_answered', 30 + t.id %% 600)) AS f(part, kind, seconds)
WHERE t.organization_id = %(o)s AND t.id %% 10 < %(calls)s * 10 AND t.opened_at >= %(counted)s
"""
FILLED = ("helpdesk_ticket", "reports_fact")


@contextmanager
def bench_database() -> Iterator[str]:
    """The name of a filled database, thrown away afterwards unless BENCH_KEEP is set (then it is used again)."""
    owner = {"host": os.environ["PG_HOST"], "user": "desk_owner"}
    with psycopg.connect(**owner, dbname="postgres", autocommit=True) as server:
        known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
        if not (known and os.environ.get("BENCH_KEEP")):
            drop_database(server, NAME)
            server.execute(f"CREATE DATABASE {NAME} TEMPLATE desk_template")
            _migrate()
            with psycopg.connect(**owner, dbname=NAME, autocommit=True) as database:
                fill(database)
                database.execute("VACUUM ANALYZE")
    try:
        yield NAME
    finally:
        connections.close_all()
        if not os.environ.get("BENCH_KEEP"):
            with psycopg.connect(**owner, dbname="postgres", autocommit=True) as server:
                drop_database(server, NAME)


def drop_database(server: psycopg.Connection, name: str) -> None:
    """Waits for those who are just leaving: the owner may not cut off other roles' connections."""
    for _ in range(5):  # each try waits five seconds by itself
        with suppress(psycopg.errors.ObjectInUse):
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            return
    raise RuntimeError(f"somebody still uses the database {name}")


def fill(database: psycopg.Connection, sizes: Mapping[int, int] = TICKETS) -> None:
    """Both organizations with so many tickets, their facts and rollups; the connection is the owner's."""
    database.execute("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '128MB'")
    put_back = [statement for table in FILLED for statement in _bared(database, table)]
    for organization, tickets in sizes.items():
        values = {
            "o": organization,
            "host": HOSTS[organization],
            "tickets": tickets,
            "agents": AGENTS[organization],
            "departments": DEPARTMENTS[organization],
            "end": f"{END} 18:00+01",
            "counted": COUNTED_FROM,
            "calls": CALLS_PER_TICKET,
        }
        psycopg.ClientCursor(database).execute(PEOPLE, values)
        for statement in (TICKET, FACT):
            psycopg.ClientCursor(database).execute(statement, values)
    for statement in put_back:
        database.execute(statement)
    database.execute("SELECT setval(pg_get_serial_sequence('accounts_organization', 'id'), 1000)")
    _roll_up(database)


def _bared(database: psycopg.Connection, table: str) -> list[str]:
    """Takes keys and indexes off; returns the statements that put them back."""
    keys = database.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = %s::regclass AND contype IN ('f', 'u') ORDER BY contype DESC",
        [table],
    ).fetchall()
    # other tables point at (organization_id, id): that key stays
    keys = [(name, text) for name, text in keys if not name.endswith("_tenant_id")]
    for name, _ in keys:
        database.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    indexes = database.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass)",
        [table, table],
    ).fetchall()
    for name, _ in indexes:
        database.execute(f'DROP INDEX "{name}"')
    constraints = [f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {text}' for name, text in keys]
    return [text for _, text in indexes] + constraints


def _roll_up(database: psycopg.Connection) -> None:
    from reports.services.rollups import INSERT, SOME_DAYS

    for organization in TICKETS:
        database.execute("SELECT set_config('app.organization', %s, false)", [str(organization)])
        first = COUNTED_FROM - timedelta(days=1)
        statement = INSERT.replace("__SELECTION__", f"{SOME_DAYS} AND f.organization_id = {organization}")
        database.execute(statement, {"first": first, "end": END + timedelta(days=10)})


def _migrate() -> None:
    environment = {**os.environ, "PG_ROLE": "desk_owner", "PG_NAME": NAME}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, cwd=ROOT, env=environment)
