from uuid import uuid4

from django.utils import timezone

from core.models import Delivery, Event, RawInbound, RawState
from core.tenancy import tenant
from tests.attacks.examples.accounts import EVERYBODYS, listed, signed_in
from tests.attacks.examples.registry import example


def parked_delivery(place):
    signed_in(place)
    with tenant(place.organization.pk):
        event = Event.objects.latest("pk")
        now = timezone.now()
        return Delivery.objects.create(
            event=event, receiver="core.nobody", due_at=now, parked_at=now, attempts=5, reason="broken"
        )


def parked_inbound(place):
    with tenant(place.organization.pk):
        return RawInbound.objects.create(
            source="mail",
            external_key=str(uuid4()),
            sha256="0" * 64,
            content=b"x",
            size=1,
            received_at=timezone.now(),
            state=RawState.PARKED,
        )


example("deliveries_list", make=parked_delivery, listed=listed, **EVERYBODYS)
example("deliveries_replay", make=parked_delivery, **EVERYBODYS)
example("inbound_list", make=parked_inbound, listed=listed, **EVERYBODYS)
example("inbound_parse_again", make=parked_inbound, **EVERYBODYS)
