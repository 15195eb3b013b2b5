"""What the floor is told to do: our own statement with its values, and the rows that opening a ticket writes."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from django.db.models import Max
from django.utils import timezone

from accounts.models import Membership
from core.models import Delivery, Event
from core.tenancy import tenant
from helpdesk.models import Contact, Department
from helpdesk.queries.ticket_lists import listed_tickets
from helpdesk.queries.tickets import rows_for
from helpdesk.services.incoming import NewMessage, open_ticket
from tests.bench.data import BIG

PAGE = 51


@contextmanager
def told() -> Iterator[dict[str, Any]]:
    """The task, written where BENCH_TASK says; undone afterwards."""
    task = {"organization": BIG, **_list(), **_open()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "task.json"
        path.write_bytes(orjson.dumps(task, default=str))
        os.environ["BENCH_TASK"] = str(path)
        yield task


def _list() -> dict[str, Any]:
    with tenant(BIG):
        owner = Membership.objects.get(role="owner")
        tickets = listed_tickets(viewer=owner, filters={"view": "open"}, at=timezone.now())
        statement, parameters = (
            rows_for(tickets, viewer=owner).order_by("position", "pk")[:PAGE].query.sql_with_params()
        )
    return {"list": statement, "parameters": list(parameters)}


def _open() -> dict[str, Any]:
    """Opens one ticket and looks at what it left."""
    with tenant(BIG):
        owner = Membership.objects.get(role="owner")
        contact, department = Contact.objects.earliest("pk"), Department.objects.earliest("pk")
        before = Event.objects.aggregate(latest=Max("pk"))["latest"] or 0
        open_ticket(
            department=department,
            contact=contact,
            subject="What opening writes",
            message=NewMessage(text="Twenty words of an ordinary first message to somebody.", html=""),
            actor=owner,
            at=timezone.now(),
        )
        events = list(Event.objects.filter(pk__gt=before))
        receivers = list(Delivery.objects.filter(event__in=events).values_list("receiver", flat=True))
    (event,) = events
    return {
        "open": {"contact": contact.pk, "department": department.pk, "member": owner.pk, "receivers": receivers},
        "payload": orjson.dumps(event.payload).decode(),
        "contact_id": str(contact.public_id),
        "department_id": str(department.public_id),
    }
