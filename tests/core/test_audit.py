from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from core import audit
from core.audit import DEFINER_FUNCTIONS, GLOBAL_TABLES, SQL, UNIQUE_BY_USER, find_faults, refuse_if_leaky

FAULTS = [
    ("no forced policy", "core_storedfile", "DROP POLICY core_storedfile_tenant ON core_storedfile"),
    ("no forced policy", "core_storedfile", "ALTER TABLE core_storedfile NO FORCE ROW LEVEL SECURITY"),
    ("no forced policy", "accounts_organization", "ALTER TABLE accounts_organization DISABLE ROW LEVEL SECURITY"),
    (
        "no forced policy",
        "accounts_organization",
        "ALTER POLICY accounts_organization_tenant ON accounts_organization USING (true)",
    ),
    (
        "policy of another shape",
        "core_storedfile",
        "ALTER POLICY core_storedfile_tenant ON core_storedfile USING (true)",
    ),
    (
        "policy of another shape",
        "core_storedfile",
        (
            "ALTER POLICY core_storedfile_tenant ON core_storedfile"
            " USING (organization_id = (SELECT current_setting('app.organization', true)::bigint))"
        ),
    ),
    (
        "policy of another shape",
        "core_storedfile",
        "CREATE POLICY second ON core_storedfile FOR SELECT TO desk_app USING (true)",
    ),
    (
        "more than one policy",
        "core_storedfile",
        (
            "CREATE POLICY second ON core_storedfile USING"
            " (organization_id = (SELECT current_setting('app.organization')::bigint))"
        ),
    ),
    ("table outside the list", "leak", "CREATE TABLE leak (id int)"),
    ("app role can bypass", "leaky", "CREATE ROLE leaky BYPASSRLS; GRANT leaky TO desk_app"),
    (
        "app role owns",
        "core_storedfile",
        "GRANT CREATE ON SCHEMA public TO desk_app; ALTER TABLE core_storedfile OWNER TO desk_app",
    ),
    ("app role may truncate", "core_storedfile", "GRANT TRUNCATE ON core_storedfile TO desk_app"),
    (
        "foreign key without organization",
        "leak",
        (
            "ALTER TABLE core_fileopening ADD CONSTRAINT leak FOREIGN KEY (file_id) REFERENCES core_storedfile (id);"
            " ALTER TABLE core_fileopening DROP CONSTRAINT core_fileopening_file"
        ),
    ),
    ("unique without organization", "leak", "CREATE UNIQUE INDEX leak ON core_storedfile (sha256)"),
    ("view runs as its owner", "leak", "CREATE VIEW leak AS SELECT * FROM core_storedfile"),
    ("readable copy", "leak", "CREATE MATERIALIZED VIEW leak AS SELECT 1 AS one; GRANT SELECT ON leak TO desk_app"),
    (
        "definer function outside the list",
        "leak",
        "CREATE FUNCTION leak() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM core_storedfile'",
    ),
    (
        "definer function outside the list",
        "core_organization_ids",
        "ALTER FUNCTION core_organization_ids() RESET search_path",
    ),
    ("history can be rewritten", "core_event", "GRANT UPDATE ON core_event TO desk_app"),
    ("history can be rewritten", "core_event", "GRANT UPDATE (payload) ON core_event TO desk_app"),
    ("history can be rewritten", "core_event", "GRANT DELETE ON core_event TO desk_app"),
]


@pytest.fixture
def owner(db) -> Iterator[psycopg.Connection]:
    """The superuser's hands on the test database; everything is rolled back."""
    database = settings.DATABASES["default"]
    with psycopg.connect(host=database["HOST"], dbname=connection.settings_dict["NAME"], user="postgres") as found:
        found.execute("SET lock_timeout = '3s'")
        yield found
        found.rollback()


def test_the_wall_stands(db):
    assert find_faults() == []


@pytest.mark.parametrize(("fault", "what", "planted"), FAULTS, ids=[f"{fault}: {sql[:40]}" for fault, _, sql in FAULTS])
def test_a_planted_fault_is_named(owner, fault, what, planted):
    for statement in planted.split("; "):
        owner.execute(statement)

    lists = {
        "global_tables": list(GLOBAL_TABLES),
        "unique_by_user": list(UNIQUE_BY_USER),
        "definer_functions": list(DEFINER_FUNCTIONS),
    }
    assert (fault, what) in owner.execute(SQL.read_text(), lists).fetchall()


def test_a_process_serves_nobody_while_there_is_a_fault(db, monkeypatch, capsys):
    monkeypatch.setitem(audit.DEFINER_FUNCTIONS, "core_claim_due", "")
    monkeypatch.delitem(audit.DEFINER_FUNCTIONS, "core_claim_due")
    monkeypatch.setattr(connection, "close", lambda: None)

    with pytest.raises(SystemExit) as stopped:
        refuse_if_leaky()

    assert stopped.value.code == 1
    assert "definer function outside the list: core_claim_due" in capsys.readouterr().err


def test_the_command_fails_with_the_faults(db, monkeypatch):
    monkeypatch.delitem(audit.GLOBAL_TABLES, "core_heartbeat")

    with pytest.raises(CommandError, match="1 fault"):
        call_command("audit_isolation")


def test_the_command_is_content_with_a_standing_wall(db, capsys):
    call_command("audit_isolation")

    assert capsys.readouterr().out == "The wall stands.\n"


def test_every_exception_from_the_rules_says_why():
    assert all([*GLOBAL_TABLES.values(), *UNIQUE_BY_USER.values(), *DEFINER_FUNCTIONS.values()])
