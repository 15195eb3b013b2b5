"""The promise a ticket stands under: its first-response clock (metrics.md §4.1)."""

from datetime import datetime

from helpdesk.models import Department, Ticket
from helpdesk.sla import NoWorkingTime, due_at


def start_first_response(ticket: Ticket, *, at: datetime) -> None:
    """Pin today's promise of the department to the ticket. Does not save."""
    ticket.first_response_started_at = at
    ticket.first_response_target_seconds = ticket.department.first_response_seconds
    ticket.first_response_due_at = _due(at, ticket.department.first_response_seconds, ticket.department)


def match_again(ticket: Ticket, *, at: datetime) -> None:
    """The department changed: new target and calendar from the old start, unless decided. Does not save."""
    if ticket.first_response_started_at is None or is_decided(ticket, at=at):
        return
    ticket.first_response_target_seconds = ticket.department.first_response_seconds
    recalculate(ticket)


def recalculate(ticket: Ticket) -> None:
    """The calendar changed: the pinned target, from the old start. Does not save."""
    if ticket.first_response_started_at is not None and ticket.first_response_target_seconds is not None:
        ticket.first_response_due_at = _due(
            ticket.first_response_started_at, ticket.first_response_target_seconds, ticket.department
        )


def is_decided(ticket: Ticket, *, at: datetime) -> bool:
    """Whether the outcome stands: answered, solved without an answer, or past due."""
    if ticket.first_responded_at is not None or ticket.first_solved_at is not None:
        return True
    return ticket.first_response_due_at is not None and at > ticket.first_response_due_at


def _due(start: datetime, seconds: int, department: Department) -> datetime | None:
    try:
        return due_at(start, seconds, department.calendar)
    except NoWorkingTime:
        return None
