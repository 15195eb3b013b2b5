"""The barest way to do the same: WSGI, psycopg and orjson; no framework, no sign-in, no rights.

It runs under the same policies as the same role. BENCH_TASK names a file with what to do: `/list` answers the very
statement of our list, `/open` writes in one statement the rows that opening a ticket writes.
"""

import os
import threading
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import psycopg
from psycopg.rows import dict_row

OPEN = """
WITH number AS (UPDATE helpdesk_ticketnumber SET last = last + 1 RETURNING last),
ticket AS (
  INSERT INTO helpdesk_ticket (organization_id, public_id, number, version, subject, status, priority, channel,
    language, opened_at, opened_by_contact, last_message_at, last_message_preview, excluded_reason, search_text,
    contact_id, department_id)
  SELECT current_setting('app.organization')::bigint, gen_random_uuid(), last, 1, %(subject)s::text, 'open', 'normal',
    'mail', '', now(), false, now(), %(text)s::text, '', %(subject)s::text, %(contact)s, %(department)s
  FROM number RETURNING *),
message AS (
  INSERT INTO helpdesk_message (organization_id, public_id, ticket_id, kind, direction, author_kind, text, html, at,
    content_kind, badges, mail_message_id, delivery_state, delivery_reason, membership_id)
  SELECT organization_id, gen_random_uuid(), id, 'public', 'out', 'human', %(text)s::text, '', now(), 'text', '[]',
    '', '', '', %(member)s FROM ticket RETURNING id),
event AS (
  INSERT INTO core_event (organization_id, name, subject, subject_id, version, actor_id, actor_kind, at, payload)
  SELECT ticket.organization_id, 'helpdesk.ticket.opened', 'helpdesk.ticket', ticket.id, ticket.version, %(member)s,
    'human', now(), %(payload)s::jsonb FROM ticket RETURNING id, organization_id),
delivery AS (
  INSERT INTO core_delivery (organization_id, public_id, event_id, receiver, attempts, claims, taken, reason)
  SELECT organization_id, gen_random_uuid(), id, receiver, 0, 0, 0, ''
  FROM event, unnest(%(receivers)s::text[]) AS receiver)
SELECT public_id AS id, number, version, subject, status, opened_at FROM ticket
"""
HEADERS = [("Content-Type", "application/json")]
_local = threading.local()


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    task = _task()
    if environ["PATH_INFO"] == "/list":
        rows = _run(task["organization"], task["list"], task["parameters"])
        content = orjson.dumps({"results": rows, "next": None, "previous": None}, default=str)
    else:
        sent = orjson.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        values = task["open"] | {"subject": sent["subject"], "text": sent["text"], "payload": task["payload"]}
        content = orjson.dumps(_run(task["organization"], OPEN, values)[0], default=str)
    start("200 OK", [*HEADERS, ("Content-Length", str(len(content)))])
    return [content]


@cache
def _task() -> dict[str, Any]:
    task: dict[str, Any] = orjson.loads(Path(os.environ["BENCH_TASK"]).read_bytes())
    return task


def _run(organization: int, statement: str, parameters: Any) -> list[dict[str, Any]]:
    if not hasattr(_local, "database"):
        _local.database = psycopg.connect(
            host=os.environ["PG_HOST"],
            user="desk_app",
            dbname=os.environ["PG_NAME"],
            row_factory=dict_row,
            prepare_threshold=1,
        )
    with _local.database.transaction():
        _local.database.execute("SELECT set_config('app.organization', %s, true)", [str(organization)])
        return _local.database.execute(statement, parameters).fetchall()
