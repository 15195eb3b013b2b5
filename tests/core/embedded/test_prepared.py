import os

import psycopg
import pytest

from core.embedded import database, prepared
from core.embedded.preconditions import CannotRun
from core.embedded.supervisor import ROOT, Supervisor

NAME = f"{os.environ.get('PG_TEST_NAME', 'desk_test')}_note"


@pytest.fixture
def url():
    """A database of the owner of the tables, as empty as a new one."""
    host = os.environ["PG_HOST"]
    database.prepare(host)
    database.create(host, NAME, replace=True)
    yield f"postgres://desk_owner@/{NAME}?host={host}"
    with psycopg.connect(host=host, user="desk_owner", dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def test_a_note_is_added_to_and_forgotten_as_a_whole(url):
    assert prepared.remembered(url) == {}

    prepared.remember(url, schema="it's 1")
    prepared.remember(url, demo=["small"])

    assert prepared.remembered(url) == {"schema": "it's 1", "demo": ["small"]}
    prepared.forget(url)
    assert prepared.remembered(url) == {}


def test_a_comment_of_somebody_else_is_no_note(url):
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"COMMENT ON DATABASE {NAME} IS 'ours, do not touch'")

    assert prepared.remembered(url) == {}


def test_the_role_that_serves_reads_the_note_and_cannot_write_it(url):
    prepared.remember(url, schema="1")
    serving = url.replace("desk_owner", "desk_app")

    prepared.remember(serving, schema="2")

    assert prepared.remembered(serving) == {"schema": "1"}


@pytest.mark.parametrize(
    "path", ["helpdesk/channels/mail/migrations/0002_more.py", "config/settings/base.py", "requirements.lock"]
)
def test_whatever_could_bring_a_migration_changes_the_digest(path, tmp_path):
    for room in ("config", "helpdesk", "helpdesk/channels/mail/migrations", "config/settings"):
        (tmp_path / room).mkdir(parents=True, exist_ok=True)
        (tmp_path / room / "__init__.py").touch()
    (tmp_path / "requirements.lock").touch()
    before = prepared.schema(tmp_path)

    (tmp_path / path).write_text("something else")

    assert prepared.schema(tmp_path) != before


def test_every_migration_of_ours_is_in_the_digest():
    files = set(prepared._sources(ROOT))

    ours = {path for path in ROOT.glob("*/**/migrations/0*.py") if path.parts[len(ROOT.parts)][0] != "."}
    assert ours - {path for path in ours if "tests" in path.parts or "node_modules" in path.parts} <= files
    assert len(files) > 20


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path, monkeypatch):
    nowhere = f"postgres://desk_owner@/desk?host={tmp_path}"
    for name, value in (("DATABASE_URL", nowhere), ("DATABASE_OWNER_URL", nowhere), ("REDIS_URL", "redis://x")):
        monkeypatch.setenv(name, value)

    with pytest.raises(CannotRun, match=r"^The database does not answer: .*"):
        Supervisor(tmp_path, port=1, demo="small")._prepare()
