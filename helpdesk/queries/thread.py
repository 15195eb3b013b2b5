"""The conversation of one ticket: messages, what happened to it, and calls, in the order of time."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model, Q, QuerySet

from accounts.models import Membership
from core.models import Event
from helpdesk.events import TicketOpened
from helpdesk.models import Ticket
from helpdesk.queries.thread_calls import call_items, calls_of
from helpdesk.queries.thread_events import event_items, events_of
from helpdesk.queries.thread_held import held_items, held_of
from helpdesk.queries.thread_messages import message_items, messages_of

PAGE_SIZE = 50
OPENING = -1  # the event that a ticket was opened stands before everything of the same moment

type Item = dict[str, Any]


class Place(NamedTuple):
    """Where an item stands: by time, then its opening before messages, events and calls, then as written."""

    at: datetime
    source: int
    pk: int

    def written(self) -> str:
        return urlsafe_b64encode(f"{self.at.isoformat()} {self.source} {self.pk}".encode()).decode()

    @classmethod
    def read(cls, text: str) -> "Place":
        """Raises ValueError if the text is not one we wrote."""
        written, source, pk = urlsafe_b64decode(text.encode()).decode().split(" ")
        at = datetime.fromisoformat(written)
        if at.tzinfo is None:
            raise ValueError(written)
        return cls(at, int(source), int(pk))


class Page(NamedTuple):
    items: list[Item]  # oldest first
    previous: Place | None  # ask for what stands before this; None: this is the beginning


class Source(NamedTuple):
    """One kind of item: the rows of a ticket, the column of their time, and how a batch is shown."""

    rows: Callable[[Ticket, Membership], QuerySet[Any]]
    at: str
    items: Callable[[Sequence[Any]], list[Item]]


SOURCES = (
    Source(messages_of, "at", message_items),
    Source(events_of, "at", event_items),
    Source(calls_of, "started_at", call_items),
    Source(held_of, "held_at", held_items),
)


def thread_page(ticket: Ticket, *, viewer: Membership, before: Place | None = None, size: int = PAGE_SIZE) -> Page:
    """The newest `size` items, or the newest that stand before a place."""
    found: list[tuple[Place, int, Model]] = []
    for number, source in enumerate(SOURCES):
        rows = source.rows(ticket, viewer)
        if before:
            rows = rows.filter(_before(source.at, number, before))
        newest = rows.order_by(f"-{source.at}", "-pk")[: size + 1]
        found += [(_place(row, source.at, number), number, row) for row in newest]
    found.sort(key=lambda each: each[0], reverse=True)
    shown = found[:size]
    items: dict[Place, Item] = {}
    for number, source in enumerate(SOURCES):
        rows_here = [(place, row) for place, its_number, row in shown if its_number == number]
        made = source.items([row for _, row in rows_here])
        items |= {place: item for (place, _), item in zip(rows_here, made, strict=True)}
    more = len(found) > size
    return Page([items[place] for place in sorted(items)], shown[-1][0] if more else None)


def _place(row: Any, at: str, number: int) -> Place:
    opening = isinstance(row, Event) and row.name == TicketOpened.name
    return Place(getattr(row, at), OPENING if opening else number, row.pk)


def _before(at: str, number: int, place: Place) -> Q:
    earlier = Q(**{f"{at}__lt": place.at})
    same = Q(**{at: place.at})
    if SOURCES[number].rows is events_of and place.source > OPENING:
        earlier |= same & Q(name=TicketOpened.name)
    if number > place.source:
        return earlier
    return earlier | (same if number < place.source else same & Q(pk__lt=place.pk))
