"""`dev.py manage`: one management command on the data of `up`, with the servers started for it if need be."""

import os
import subprocess
import sys
from pathlib import Path

from core.embedded import database, prepared
from core.embedded.preconditions import CannotRun, is_held
from core.embedded.servers import Embedded, ServerFailed
from core.embedded.supervisor import ROOT, Supervisor, say

AS_OWNER = frozenset({"migrate", "makemigrations", "sqlmigrate", "showmigrations", "dbshell"})


def main() -> int:
    """The exit code of the command."""
    _, var, *arguments = sys.argv[1:]
    if not arguments:
        say("Name a command: python3 dev.py manage help")
        return 2
    supervisor = Supervisor(Path(var), port=int(os.environ.get("PUBLIC_PORT", "8000")), demo="small")
    started = _servers_for(supervisor)
    try:
        role = "DATABASE_OWNER_URL" if arguments[0] in AS_OWNER else "DATABASE_URL"
        environment = {**supervisor.environment, "DATABASE_URL": supervisor.environment[role]}
        if arguments[0] in AS_OWNER:
            prepared.forget(environment["DATABASE_URL"])
        argv = [sys.executable, "manage.py", *arguments]
        return subprocess.run(argv, check=False, cwd=ROOT, env=environment).returncode  # noqa: S603 — our own program
    finally:
        if started:
            started.stop()


def _servers_for(supervisor: Supervisor) -> Embedded | None:
    """None if they run already."""
    if supervisor.embedded is None or is_held(supervisor.var):
        return None
    supervisor.embedded.start()
    database.prepare(str(supervisor.embedded.run))
    database.create(str(supervisor.embedded.run), "desk")
    return supervisor.embedded


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (CannotRun, ServerFailed) as reason:
        say(str(reason))
        sys.exit(1)
