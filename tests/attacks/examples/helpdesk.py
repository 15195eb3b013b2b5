import uuid

from core.tenancy import tenant
from helpdesk.enums import ParticipantSource, TicketStatus
from helpdesk.models import Attachment
from helpdesk.services.participants import suggest_participants
from tests.attacks.examples.accounts import EVERYBODYS, listed, version
from tests.attacks.examples.registry import OTHER_ORGANIZATION, example
from tests.factories.calls import StoredFileFactory
from tests.factories.helpdesk import (
    ContactFactory,
    DepartmentFactory,
    HeldReplyFactory,
    MessageFactory,
    TicketFactory,
    UploadFactory,
)

NAMED = "named@elsewhere.test"
VIEW = {"seen_by": "ticket.view"}


def ticket(place):
    row = TicketFactory(organization=place.organization, department=place.department, status=TicketStatus.OPEN)
    MessageFactory(organization=place.organization, ticket=row)
    return row


def participant(place):
    """A ticket on which somebody waits for a decision."""
    row = ticket(place)
    with tenant(place.organization.pk):
        suggest_participants(ticket=row, people=[("", NAMED)], source=ParticipantSource.COPY, at=row.opened_at)
    return row


def attachment(place):
    """A file on the only message of a ticket."""
    row = ticket(place)
    stored = StoredFileFactory(organization=place.organization)
    with tenant(place.organization.pk):
        return Attachment.objects.create(
            message=row.messages.get(), file=stored, name="a.txt", content_type="text/plain", size=4
        )


def message(place):
    """One with an image that lies elsewhere."""
    return MessageFactory(
        organization=place.organization, ticket=ticket(place), html='<img src="https://elsewhere.test/1.png">'
    )


def department(place):
    return place.department


def empty_department(place):
    return DepartmentFactory(organization=place.organization)


def archived_department(place):
    return DepartmentFactory(organization=place.organization, archived_at="2026-01-01T00:00:00Z")


def message_of(row):
    with tenant(row.organization_id):
        return str(row.messages.get().public_id)


def colleague_there(row, place):
    """Somebody of the ticket's own department; one of A where the ticket is B's."""
    assignee = place.actor if place.name == OTHER_ORGANIZATION else place.colleague
    return {"version": row.version, "assignee_id": str(assignee.public_id)}


def elsewhere(row, place):
    """Another department of A in which nobody of the cast works; who reaches all may send a ticket there."""
    other = DepartmentFactory(organization=place.actor.organization, members=[place.actor])
    return {"version": row.version, "department_id": str(other.public_id)}


example("tickets_list", make=ticket, listed=listed)
example("tickets_views")
example("tickets_retrieve", make=ticket)
example("tickets_thread", make=ticket)
example(
    "tickets_create",
    make=department,
    in_body=True,
    ok=201,
    body=lambda row, place: {
        "department_id": str(row.public_id),
        "contact_id": str(ContactFactory(organization=place.actor.organization).public_id),
        "subject": "S",
        "text": "T",
    },
    **VIEW,
)
example(
    "tickets_reply",
    make=ticket,
    body=lambda row, place: {"text": "Hello", "html": "", "last_seen_message_id": message_of(row), "version": 1},
    **VIEW,
)
example("tickets_note", make=ticket, body=lambda row, place: {"text": "For us"}, **VIEW)
example("tickets_assign", make=ticket, body=colleague_there, **VIEW)
example("tickets_solve", make=ticket, body=version, **VIEW)
example("tickets_status", make=ticket, body=lambda row, place: {"version": 1, "status": "pending"}, **VIEW)
example("tickets_priority", make=ticket, body=lambda row, place: {"version": 1, "priority": "urgent"}, **VIEW)
example("tickets_transfer", make=ticket, body=elsewhere, **VIEW)
example("tickets_read", make=ticket, ok=204, body=lambda row, place: {"message_id": message_of(row)})
example("tickets_participants_add", make=ticket, body=lambda row, place: {"email": "new@elsewhere.test"}, **VIEW)
example("tickets_participants_leave_out", make=participant, body=lambda row, place: {"email": NAMED}, **VIEW)
example("tickets_draft_retrieve", make=ticket)
example("tickets_draft_update", make=ticket, body=lambda row, place: {"text": "Half a"}, **VIEW)
example("tickets_draft_destroy", make=ticket, ok=204, **VIEW)

example("attachments_retrieve", make=attachment)
example("messages_remote_images", make=message)

example(
    "held_replies_undo",
    make=lambda place: HeldReplyFactory(organization=place.organization, ticket=ticket(place), membership=place.owner),
    own_rows=True,
    hidden="only its author takes an answer back",
)
example("uploads_create", ok=201)
example("uploads_limits")
example(
    "uploads_destroy",
    make=lambda place: UploadFactory(organization=place.organization, membership=place.owner),
    ok=204,
    own_rows=True,
    hidden="a file that was not sent is its sender's alone",
)

example("departments_list", make=department, listed=listed, **EVERYBODYS)
example("departments_retrieve", make=department, **EVERYBODYS)
example("departments_effects", make=department, **EVERYBODYS)
example(
    "departments_preview",
    body=lambda row, place: {"zone": "Europe/Prague", "hours": {"0": [[540, 1020]]}, "first_response_seconds": 3600},
)
example("departments_create", body=lambda row, place: {"name": f"New {uuid.uuid4()}"}, ok=201)
example("departments_update", make=department, body=lambda row, place: {"version": 1, "name": "Else"}, **EVERYBODYS)
example(
    "departments_members",
    make=department,
    body=lambda row, place: {"version": 1, "member_ids": [str(place.actor.public_id)]},
    **EVERYBODYS,
)
example("departments_archive", make=empty_department, body=version, **EVERYBODYS)
example("departments_restore", make=archived_department, body=version, **EVERYBODYS)

example("presence_retrieve")
example("presence_set", body=lambda row, place: {"state": "break", "reason": "Lunch"})

example("alerts_retrieve")
example("alerts_seen", body=lambda row, place: {"up_to": "2026-11-18T09:00:00Z"})
