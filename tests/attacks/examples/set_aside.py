"""Mail on no ticket, of the whole organization."""

from uuid import uuid4

from django.utils import timezone

from core.models import RawInbound, RawState
from core.tenancy import tenant
from helpdesk.channels.mail.enums import SetAsideReason, SetAsideState
from helpdesk.channels.mail.models import SetAsideMail
from tests.attacks.examples.accounts import EVERYBODYS, listed
from tests.attacks.examples.registry import example


def set_aside(place, **fields):
    with tenant(place.organization.pk):
        raw = RawInbound.objects.create(
            source="mail",
            external_key=str(uuid4()),
            sha256="0" * 64,
            content=b"From: support@northwind.testserver\r\nSubject: Hello\r\n\r\nHello\r\n",
            size=1,
            received_at=timezone.now(),
            state=RawState.PARSED,
        )
        return SetAsideMail.objects.create(
            raw=raw, arrived_at=raw.received_at, reason=SetAsideReason.OWN_MAILBOX, subject="Hello", **fields
        )


def dismissed(place):
    return set_aside(place, state=SetAsideState.DISMISSED, settled_at=timezone.now(), settled_by=place.colleague)


def version(row, place):
    return {"version": 1}


def ticket_in(row, place):
    with tenant(place.actor.organization_id):
        department = place.actor.department_links.select_related("department").get().department
    return {"version": 1, "department_id": str(department.public_id)}


example("set_aside_mail_list", make=set_aside, listed=listed, **EVERYBODYS)
example("set_aside_mail_retrieve", make=set_aside, **EVERYBODYS)
example("set_aside_mail_ticket", make=set_aside, body=ticket_in, **EVERYBODYS)
example("set_aside_mail_dismiss", make=set_aside, body=version, **EVERYBODYS)
example("set_aside_mail_restore", make=dismissed, body=version, **EVERYBODYS)
example("set_aside_mail_read_again", make=set_aside, **EVERYBODYS)
example("set_aside_mail_original", make=set_aside, **EVERYBODYS)
