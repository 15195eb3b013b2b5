"""What every service does first and last: take the row, ask, count the version, tell."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from psycopg.errors import DeadlockDetected, SerializationFailure

from accounts.models import Membership
from core.errors import DomainError, NotPermitted
from core.prepared import prepared_cursor
from helpdesk.events import TicketEvent
from helpdesk.models import Department, Ticket
from helpdesk.policies import can

SUBJECT = TicketEvent.subject()
IN_USE = f"id FROM {Department._meta.db_table} WHERE id = %s AND archived_at IS NULL FOR KEY SHARE"
TRIES = 3


def service[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """One transaction, tried again when the database chose it as the victim of a deadlock.

    Inside a wider transaction that is a savepoint: rolling back to it frees the locks that were
    taken since, so the other side gets through.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for left in reversed(range(TRIES)):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except OperationalError as error:
                if not left or not isinstance(error.__cause__, (DeadlockDetected, SerializationFailure)):
                    raise
        raise AssertionError("the last try returns or raises")

    return run


class DepartmentArchived(DomainError):
    """The department takes no new work."""

    code = "department_archived"


def hold_department(department: Department) -> None:
    """Keep it from being archived until the end of the transaction, as a row that points to it does.

    Raises DepartmentArchived if it is, also if that is committed while we wait.
    """
    with prepared_cursor() as cursor:
        cursor.execute(f"SELECT {IN_USE}", [department.pk])
        if cursor.fetchone() is None:
            raise archived(department)


def archived(department: Department) -> DepartmentArchived:
    return DepartmentArchived(_("%(department)s is archived.") % {"department": department.name})


def locked_ticket(ticket_id: UUID, actor: Membership, action: str) -> Ticket:
    """The ticket, until the end of the transaction nobody else's; not visible is not there.

    Raises Ticket.DoesNotExist, or NotPermitted if `actor` may see it but not do `action`.
    """
    visible = Ticket.objects.visible_to(actor).select_related("department", "contact")
    locking = visible.select_for_update(of=("self",), no_key=True).filter(public_id=ticket_id)
    # A ticket that is moved while we wait for it falls out of the join with where it was: ask again.
    ticket = next(iter(locking), None) or locking.get()
    if not can(actor, action, ticket):
        raise NotPermitted(_("Your role can read this ticket but not do that."))
    return ticket


def saved(ticket: Ticket, *fields: str) -> None:
    """Write these fields and no others, as one more version of the row."""
    ticket.version += 1
    ticket.save(update_fields=[*fields, "version"])


def told(ticket: Ticket, *, actor: Membership | None, **rest: Any) -> dict[str, Any]:
    """What every event about a ticket says: who and where it belongs to now."""
    return {
        "subject_id": ticket.pk,
        "version": ticket.version,
        "actor_id": actor.pk if actor else None,
        "department_id": ticket.department_id,
        "assignee_id": ticket.assignee_id,
        **rest,
    }
