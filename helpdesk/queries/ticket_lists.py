"""Which tickets a list shows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models.expressions import RawSQL

from accounts.models import Membership
from helpdesk.enums import TicketView
from helpdesk.models import Call, Contact, Department, Ticket
from helpdesk.models.telephone import ends_like
from helpdesk.queries.views import in_view
from helpdesk.querysets import TicketQuerySet
from helpdesk.search import backward_digits, prefix_query, ticket_number

HITS = 500
PEOPLE = 50  # with one telephone number: a switchboard, a family


def listed_tickets(*, viewer: Membership, filters: Mapping[str, Any], at: datetime) -> TicketQuerySet:
    """The tickets of one view, narrowed by `filters`; a search looks everywhere unless a view is named."""
    query = filters.get("q", "").strip()
    view = filters.get("view") or (TicketView.ALL if query or "status" in filters else TicketView.OPEN)
    tickets = in_view(Ticket.objects.visible_to(viewer), view, viewer=viewer, at=at)
    if department := filters.get("department"):
        row = Department.objects.filter(public_id=department).values_list("pk", flat=True).first()
        tickets = tickets.filter(department_id=row) if row else tickets.none()
    if status := filters.get("status"):
        tickets = tickets.filter(status__in=status)
    if priority := filters.get("priority"):
        tickets = tickets.filter(priority=priority)
    if assignee := filters.get("assignee"):
        tickets = tickets.filter(assignee__public_id=assignee)
    if contact := filters.get("contact"):
        tickets = tickets.filter(contact__public_id=contact)
    return found(tickets, query, viewer=viewer) if query else tickets


def found(tickets: TicketQuerySet, query: str, *, viewer: Membership) -> TicketQuerySet:
    """Those of `tickets` with this number, or with words that begin like these; at most 500, the newest.

    What can be a telephone number finds the tickets of whoever has it, or called from it, as well.

    The departments go in: the function sees past the policies, and what it leaves out after its cap
    would hide real hits.
    """
    words, number = prefix_query(query), ticket_number(query)
    if not words:
        return tickets.none()
    departments = list(Department.objects.visible_to(viewer).values_list("pk", flat=True))
    hits = RawSQL("SELECT helpdesk_search(%s, %s, %s, %s)", [words, number, departments, HITS])
    by_words = tickets.filter(pk__in=hits)
    telephone = backward_digits(query)
    if not telephone:
        return by_words
    return tickets.filter(pk__in=[*by_words.values_list("pk", flat=True)[:HITS], *_on_telephone(tickets, telephone)])


def _on_telephone(tickets: TicketQuerySet, backward: str) -> list[int]:
    """Those of `tickets` whose contact has this number, or that stand beside a call from it; the newest."""
    contacts = Contact.objects.filter(ends_like(backward, "phone_backward")).values_list("pk", flat=True)[:PEOPLE]
    of_contact = tickets.filter(contact_id__in=list(contacts)).order_by("-pk")
    calls = Call.objects.filter(ends_like(backward, "caller_backward"), ticket__isnull=False)
    of_call = tickets.filter(pk__in=list(calls.order_by("-started_at").values_list("ticket_id", flat=True)[:HITS]))
    return [*of_contact.values_list("pk", flat=True)[:HITS], *of_call.values_list("pk", flat=True)]
