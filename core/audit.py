"""Whether the wall between organizations stands, asked of the database itself. No row is the good answer."""

import sys
from pathlib import Path
from typing import NamedTuple

from django.db import connection

SQL = Path(__file__).with_name("audit.sql")

GLOBAL_TABLES = {
    "accounts_organization": "the list of organizations itself; its policy is on its id",
    "core_heartbeat": "signs of life of processes",
    "core_periodicrun": "which job ran at which time slot",
    "django_content_type": "names of models",
    "django_migrations": "which migrations ran",
    "auth_permission": "comes with Django's auth, empty of people: roles live in accounts/permissions.py",
    "auth_group": "comes with Django's auth, never used",
    "auth_group_permissions": "comes with Django's auth, never used",
}
UNIQUE_BY_USER: dict[str, str] = {
    "unique_authenticator_type": "one second factor of a kind for each user; the user belongs to one organization",
    "unique_primary_email": "one primary address for each user; the user belongs to one organization",
    "surveys_surveyanswer_invitation_id_key": "one answer for each invitation, which belongs to one organization",
    "account_emailaddress_user_id_email_987c8728_uniq": "an address once for each user, who is of one organization",
}
DEFINER_FUNCTIONS = {
    "core_organization_for_host": "finds the organization before anybody is signed in",
    "core_organization_for_address": "finds the organization a mail is for",
    "core_organization_ids": "periodic jobs visit one organization after another",
    "core_claim_due": "the relay claims due deliveries, ids only",
    "helpdesk_search": "text search by index, which the policies would switch off",
}


class Fault(NamedTuple):
    fault: str
    what: str


def find_faults() -> list[Fault]:
    """Everything that would let one organization see another."""
    with connection.cursor() as cursor:
        cursor.execute(
            SQL.read_text(),
            {
                "global_tables": list(GLOBAL_TABLES),
                "unique_by_user": list(UNIQUE_BY_USER),
                "definer_functions": list(DEFINER_FUNCTIONS),
            },
        )
        return [Fault(*row) for row in cursor.fetchall()]


def refuse_if_leaky() -> None:
    """Called by every process before it serves: exits with 1 if the wall has a hole, or this process passes it."""
    faults = find_faults()
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)")
        faults += [Fault("this process is not bound by the policies", str(name)) for (name,) in cursor.fetchall()]
    connection.close()  # forking servers must not share it
    if faults:
        for fault in faults:
            sys.stderr.write(f"isolation: {fault.fault}: {fault.what}\n")
        raise SystemExit(1)
