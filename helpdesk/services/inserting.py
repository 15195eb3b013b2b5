"""A new ticket in one round trip: its number, itself and its first message."""

from functools import cache
from typing import Any

from django.db import connection, models

from core.prepared import prepared_cursor
from core.tenancy import current_organization_id
from helpdesk.models import Message, Ticket, TicketNumber
from helpdesk.services.writing import IN_USE, archived


def insert_ticket(ticket: Ticket, message: Message) -> None:
    """Write both rows and fill in their keys and the ticket's number. Raises DepartmentArchived.

    The counter row is locked by this statement and freed by the commit: numbers have no gaps, and
    openings of one organization queue here only for as long as the rest of the transaction takes.
    """
    ticket.organization_id = message.organization_id = current_organization_id()
    values = [ticket.department_id, ticket.organization_id, *_values(ticket, "number"), *_values(message, "ticket")]
    with prepared_cursor() as cursor:
        cursor.execute(_statement(), values)
        made = cursor.fetchone()
    if made is None:
        raise archived(ticket.department)
    ticket.pk, ticket.number, ticket.position, message.pk = made
    message.ticket = ticket
    for row in (ticket, message):
        row._state.adding, row._state.db = False, connection.alias


@cache
def _statement() -> str:
    numbers = TicketNumber._meta.db_table
    return f"""
        WITH department AS MATERIALIZED (SELECT {IN_USE}),
        numbered AS (
            INSERT INTO {numbers} (organization_id, last) SELECT %s::bigint, 1 FROM department
            ON CONFLICT (organization_id) DO UPDATE SET last = {numbers}.last + 1
            RETURNING last),
        ticket AS (
            INSERT INTO {Ticket._meta.db_table} ({_names(Ticket, "number")}, number)
            SELECT {_places(Ticket, "number")}, numbered.last FROM numbered RETURNING id, number, position),
        message AS (
            INSERT INTO {Message._meta.db_table} ({_names(Message, "ticket")}, ticket_id)
            SELECT {_places(Message, "ticket")}, ticket.id FROM ticket RETURNING id)
        SELECT ticket.id, ticket.number, ticket.position, message.id FROM ticket, message"""  # noqa: S608 — names of columns


@cache
def _fields(model: type[models.Model], but: str) -> list[Any]:
    """The columns of an unsaved row, but for one that the statement itself fills."""
    concrete: list[Any] = list(model._meta.local_concrete_fields)
    return [field for field in concrete if not field.primary_key and not field.generated and field.name != but]


def _names(model: type[models.Model], but: str) -> str:
    return ", ".join(connection.ops.quote_name(field.column) for field in _fields(model, but))


def _places(model: type[models.Model], but: str) -> str:
    return ", ".join(f"%s::{field.db_type(connection)}" for field in _fields(model, but))


def _values(row: models.Model, but: str) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in _fields(type(row), but)]
