"""People outside: found again by their address, never merged silently."""

from core.mail.addresses import address_key
from helpdesk.models import Contact, Ticket
from helpdesk.search import plain
from helpdesk.services.writing import service

__all__ = ["address_key", "contact_for_address", "contact_for_phone"]


@service
def contact_for_address(*, email: str, name: str = "", language: str = "") -> Contact:
    """The contact with this address, made if there is none. A name is learnt once, not overwritten."""
    contact, created = Contact.objects.get_or_create(
        email_key=address_key(email),
        defaults={"email": email.strip(), "name": name.strip()[:200] or email.strip(), "language": language},
    )
    if not created and name.strip() and contact.name == contact.email:
        contact.name = name.strip()[:200]
        contact.save(update_fields=["name"])
        for ticket in Ticket.objects.filter(contact=contact).only("pk", "subject"):
            Ticket.objects.filter(pk=ticket.pk).update(search_text=searched(ticket.subject, contact))
    return contact


def searched(subject: str, contact: Contact) -> str:
    """What a ticket is found by."""
    return plain(f"{subject} {contact.name} {contact.email}")


@service
def contact_for_phone(*, phone: str, name: str = "") -> Contact:
    """The contact with this number, the oldest if several share it; made if there is none."""
    known = Contact.objects.filter(phone=phone).order_by("pk").first()
    return known or Contact.objects.create(phone=phone, name=name.strip()[:200] or phone)
