"""Working time of one ticket, by the calendars it really stood under."""

from datetime import datetime

from core.models import Event
from helpdesk.events import TicketTransferred
from helpdesk.models import Department, Ticket
from helpdesk.sla import business_seconds


def ticket_business_seconds(ticket: Ticket, start: datetime, end: datetime) -> int:
    """Working seconds in [start, end), each by the calendar of the department in force then.

    Reads the log for moves between departments. Source: metrics.md §1.5.
    """
    rows = Event.objects.filter(subject=TicketTransferred.subject(), subject_id=ticket.pk)
    moves = rows.filter(name=TicketTransferred.name, at__gt=start, at__lt=end).order_by("version")
    stays = [(move.at, int(move.payload["previous_department_id"])) for move in moves]
    departments = Department.objects.in_bulk([department_id for _, department_id in stays]) if stays else {}
    total, begins = 0, start
    for moved_at, department_id in stays:
        total += business_seconds(begins, moved_at, departments[department_id].calendar)
        begins = moved_at
    return total + business_seconds(begins, end, ticket.department.calendar)
