"""What the body of an opening names: a department and a contact. Asked as fixed text, since people wait for it."""

from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import UUIDField

from accounts.models import Membership
from core.compiled import Compiled, Slot
from helpdesk.models import Contact, Department
from helpdesk.queries.asking import anybody

NAMED = Slot("named", UUIDField())


def department_named(public_id: UUID, *, viewer: Membership) -> Department | None:
    """One in use, where this member may see tickets; with its names only, the rest is read when wanted."""
    rows = _departments(viewer.role).rows(viewer=viewer.pk, named=public_id)
    return Department.from_db(connection.alias, rows[0]._fields, rows[0]) if rows else None


def contact_named(public_id: UUID) -> Contact | None:
    rows = _contacts().rows(named=public_id)
    return Contact.from_db(connection.alias, rows[0]._fields, rows[0]) if rows else None


@cache
def _departments(role: str) -> Compiled:
    seen = Department.objects.visible_to(anybody(role)).in_use()
    return Compiled(seen.filter(public_id=NAMED).only("organization_id", "public_id", "version", "name"))


@cache
def _contacts() -> Compiled:
    return Compiled(Contact.objects.filter(public_id=NAMED))
