"""One change of many tickets: made by whoever may edit a ticket, seen by nobody else."""

from tests.attacks.examples.helpdesk import ticket
from tests.attacks.examples.registry import example
from tests.factories.helpdesk import BulkChangeFactory

MINE = {"own_rows": True, "hidden": "a change of many is its own member's affair"}


def running(place):
    return BulkChangeFactory(organization=place.organization, membership=place.owner, tickets=[ticket(place)])


def done(place):
    return BulkChangeFactory(
        organization=place.organization, membership=place.owner, done=True, tickets=[ticket(place)]
    )


example(
    "bulk_changes_create",
    make=ticket,
    in_body=True,
    ok=201,
    seen_by="ticket.view",
    body=lambda row, place: {"ids": [str(row.public_id)], "kind": "priority", "value": "urgent"},
)
example("bulk_changes_list", make=running, listed=lambda row, line: line["id"] == str(row.public_id), **MINE)
example("bulk_changes_retrieve", make=running, **MINE)
example("bulk_changes_passed_over", make=running, **MINE)
example("bulk_changes_cancel", make=running, **MINE)
example("bulk_changes_undo", make=done, **MINE)
example("tickets_count")
