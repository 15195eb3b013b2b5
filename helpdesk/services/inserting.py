"""A new ticket in one round trip: its number, itself and its first message."""

from typing import Any

from django.db import connection, models

from core.tenancy import current_organization_id
from helpdesk.models import Message, Ticket, TicketNumber


def insert_ticket(ticket: Ticket, message: Message) -> None:
    """Write both rows and fill in their keys and the ticket's number.

    The counter row is locked by this statement and freed by the commit: numbers have no gaps, and
    openings of one organization queue here only for as long as the rest of the transaction takes.
    """
    ticket.organization_id = message.organization_id = current_organization_id()
    of_ticket = _columns(ticket, leave_out={"number"})
    of_message = _columns(message, leave_out={"ticket"})
    sql = f"""
        WITH numbered AS (
            INSERT INTO {TicketNumber._meta.db_table} (organization_id, last) VALUES (%s, 1)
            ON CONFLICT (organization_id) DO UPDATE SET last = {TicketNumber._meta.db_table}.last + 1
            RETURNING last),
        ticket AS (
            INSERT INTO {Ticket._meta.db_table} ({of_ticket.names}, number)
            SELECT {of_ticket.places}, numbered.last FROM numbered RETURNING id, number, position),
        message AS (
            INSERT INTO {Message._meta.db_table} ({of_message.names}, ticket_id)
            SELECT {of_message.places}, ticket.id FROM ticket RETURNING id)
        SELECT ticket.id, ticket.number, ticket.position, message.id FROM ticket, message"""  # noqa: S608 — names of columns
    with connection.cursor() as cursor:
        cursor.execute(sql, [ticket.organization_id, *of_ticket.values, *of_message.values])
        ticket.pk, ticket.number, ticket.position, message.pk = cursor.fetchone()
    message.ticket = ticket
    for row in (ticket, message):
        row._state.adding, row._state.db = False, connection.alias


class _columns:  # noqa: N801 — reads as a function
    """The columns of an unsaved row, with a typed place and a value for each."""

    def __init__(self, row: models.Model, *, leave_out: set[str]) -> None:
        fields: list[Any] = [
            field
            for field in row._meta.local_concrete_fields
            if not field.primary_key and not field.generated and field.name not in leave_out
        ]
        self.names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        self.places = ", ".join(f"%s::{field.db_type(connection)}" for field in fields)
        self.values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
