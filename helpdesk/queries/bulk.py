"""Which tickets a change of many means, and how one stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict
from uuid import UUID

from accounts.models import Membership
from helpdesk.bulk_enums import WORKING, BulkItemState
from helpdesk.models import BulkChange, Ticket
from helpdesk.queries.ticket_lists import listed_tickets

LATELY = 10  # changes that ended, beside those that still run


class TicketCount(TypedDict):
    count: int
    more: bool  # there are more than `count`


def named_tickets(ids: Sequence[UUID], *, viewer: Membership) -> list[int] | None:
    """The internal ids of these tickets; None if one of them is out of the member's sight or never was."""
    wanted = set(ids)
    found = list(Ticket.objects.visible_to(viewer).filter(public_id__in=wanted).values_list("pk", flat=True))
    return found if len(found) == len(wanted) else None


def tickets_of_view(*, viewer: Membership, filters: Mapping[str, Any], at: datetime, most: int) -> list[int]:
    """The internal ids of one filtered view as it is now; one more than `most` tells that there are too many."""
    tickets = listed_tickets(viewer=viewer, filters=filters, at=at)
    return list(tickets.order_by().values_list("pk", flat=True)[: most + 1])


def count_tickets(*, viewer: Membership, filters: Mapping[str, Any], at: datetime, most: int) -> TicketCount:
    """How many tickets a view holds, up to what one change may touch."""
    tickets = listed_tickets(viewer=viewer, filters=filters, at=at)
    found = tickets.order_by()[: most + 1].count()
    return TicketCount(count=min(found, most), more=found > most)


def bulk_changes(*, viewer: Membership) -> list[BulkChange]:
    """The member's changes that run, and the latest that ended: newest first."""
    mine = BulkChange.objects.visible_to(viewer)
    running = mine.filter(state__in=sorted(WORKING))
    ended = mine.exclude(state__in=sorted(WORKING)).order_by("-asked_at", "-pk")[:LATELY]
    return sorted([*running, *ended], key=lambda bulk: (bulk.asked_at, bulk.pk), reverse=True)


def passed_over(bulk: BulkChange, *, viewer: Membership) -> Any:
    """The tickets it did not touch, with the reason, as far as the member still sees them."""
    states = [BulkItemState.SKIPPED, BulkItemState.KEPT]
    visible = Ticket.objects.visible_to(viewer).values("pk")
    items = bulk.items.filter(state__in=states, ticket__in=visible)
    return items.values(
        "pk", "state", "code", "reason", "ticket__public_id", "ticket__number", "ticket__subject", "ticket__status"
    )
