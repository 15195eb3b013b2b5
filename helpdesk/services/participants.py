"""Who else is on a ticket. A mail only names people; a member decides."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Membership
from core.errors import DomainError
from core.mail.addresses import address_key, is_address
from core.services import record
from helpdesk.enums import ParticipantSource, ParticipantState
from helpdesk.events import ParticipantAdded, ParticipantLeftOut
from helpdesk.models import Participant, Ticket
from helpdesk.queries.participants import shut_out
from helpdesk.services.contacts import contact_for_address
from helpdesk.services.writing import locked_ticket, saved, service, told

MOST_PARTICIPANTS = 30


class NotAParticipant(DomainError):
    """This address cannot be written to, is one of ours, the contact's own, or of a colleague who may not see it."""

    code = "not_a_participant"


class TooManyParticipants(DomainError):
    """A ticket has room for so many people."""

    code = "too_many_participants"


@service
def suggest_participants(
    *, ticket: Ticket, people: Iterable[tuple[str, str]], source: ParticipantSource, at: datetime
) -> None:
    """Note the people (name, address) a mail names, for a member to decide. Nobody is written to.

    Who is on the ticket or was left out stays so; what cannot be a participant is passed over.
    """
    known = set(Participant.objects.filter(ticket=ticket).values_list("email_key", flat=True))
    new: dict[str, Participant] = {}
    for name, email in people:
        key = address_key(email)
        if len(known) + len(new) >= MOST_PARTICIPANTS:
            break
        if key in known or key in new or not _may_take_part(ticket, email):
            continue
        new[key] = Participant(
            ticket=ticket, email=email.strip(), email_key=key, name=name.strip()[:200], source=source, suggested_at=at
        )
    Participant.objects.bulk_create(new.values(), ignore_conflicts=True)


@service
def add_participant(*, ticket_id: UUID, email: str, actor: Membership, at: datetime, name: str = "") -> Participant:
    """From now on they get our answers in copy and write as themselves. Doing it twice does it once.

    Raises Ticket.DoesNotExist, NotPermitted, NotAParticipant, TooManyParticipants.
    """
    ticket = locked_ticket(ticket_id, actor, "ticket.reply")
    if not _may_take_part(ticket, email):
        raise NotAParticipant(_("This address cannot be added to the ticket."))
    if shut_out(ticket, {address_key(email)}):
        raise NotAParticipant(_("This colleague may not see the ticket, so it cannot be sent to them."))
    one = Participant.objects.filter(ticket=ticket, email_key=address_key(email)).first()
    if one is None:
        if Participant.objects.filter(ticket=ticket).count() >= MOST_PARTICIPANTS:
            raise TooManyParticipants(_("There are too many people on this ticket."))
        one = Participant(
            ticket=ticket,
            email=email.strip(),
            email_key=address_key(email),
            name=name.strip()[:200],
            source=ParticipantSource.MEMBER,
            suggested_at=at,
        )
    if one.state == ParticipantState.ADDED:
        return one
    one.contact = contact_for_address(email=one.email, name=one.name)
    _decide(one, ParticipantState.ADDED, actor=actor, at=at)
    saved(ticket)
    record(ParticipantAdded(**told(ticket, actor=actor, at=at), participant_id=one.pk))
    return one


@service
def leave_out_participant(*, ticket_id: UUID, email: str, actor: Membership, at: datetime) -> Participant:
    """They get nothing of this ticket, and what they write is a stranger's.

    Raises Ticket.DoesNotExist, NotPermitted, NotAParticipant for an address that is not on the ticket.
    """
    ticket = locked_ticket(ticket_id, actor, "ticket.reply")
    one = Participant.objects.filter(ticket=ticket, email_key=address_key(email)).first()
    if one is None:
        raise NotAParticipant(_("This address is not on the ticket."))
    if one.state == ParticipantState.LEFT_OUT:
        return one
    _decide(one, ParticipantState.LEFT_OUT, actor=actor, at=at)
    saved(ticket)
    record(ParticipantLeftOut(**told(ticket, actor=actor, at=at), participant_id=one.pk))
    return one


def _decide(one: Participant, state: ParticipantState, *, actor: Membership, at: datetime) -> None:
    one.state, one.decided_by, one.decided_at = state, actor, at
    one.save()


def _may_take_part(ticket: Ticket, email: str) -> bool:
    """Not an address we cannot write to, the contact, or one of our own mailboxes, which would answer itself."""
    key = address_key(email)
    is_ours = key.rpartition("@")[2] == ticket.organization.host
    return is_address(email.strip()) and key != ticket.contact.email_key and not is_ours
