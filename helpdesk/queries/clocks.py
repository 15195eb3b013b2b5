"""Working time of one ticket, by the calendars it really stood under."""

from datetime import datetime
from functools import cached_property

from core.models import Event
from helpdesk.events import TicketTransferred
from helpdesk.models import Department, Ticket
from helpdesk.sla import business_seconds


class TicketTime:
    """Measures one ticket. The log of its moves between departments is read once, when first needed."""

    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket

    def business_seconds(self, start: datetime, end: datetime) -> int:
        """Working seconds in [start, end), each by the calendar of the department in force then.

        Source: metrics.md §1.5.
        """
        total, begins = 0, start
        for moved_at, department in self._stays:
            if begins < moved_at < end:
                total += business_seconds(begins, moved_at, department.calendar)
                begins = moved_at
        return total + business_seconds(begins, end, self.ticket.department.calendar)

    @cached_property
    def _stays(self) -> list[tuple[datetime, Department]]:
        """Until when it stood in which department, before the one where it is."""
        rows = Event.objects.filter(subject=TicketTransferred.subject(), subject_id=self.ticket.pk)
        moves = list(rows.filter(name=TicketTransferred.name).order_by("version"))
        if not moves:
            return []
        left = [int(move.payload["previous_department_id"]) for move in moves]
        departments = Department.objects.in_bulk(left)
        return [(move.at, departments[pk]) for move, pk in zip(moves, left, strict=True)]
