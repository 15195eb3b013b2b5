"""Asking a customer about one resolution, once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from core.mail.addresses import is_address
from core.services import record
from helpdesk.models import Contact, Ticket
from helpdesk.queries.authors import is_of_machines
from surveys.enums import NotAsked
from surveys.events import SurveyInvited, SurveySuppressed
from surveys.mail import send_invitation
from surveys.models import Invitation, Survey
from surveys.services.surveys import LANGUAGES, default_survey
from surveys.throttle import may_ask_again
from surveys.tokens import digest, new_token

LEFT_OUT = {"spam": NotAsked.SPAM, "test": NotAsked.TEST, "internal": NotAsked.INTERNAL}


@transaction.atomic
def invite(*, ticket_id: int, resolution: int, agent_id: int | None, department_id: int, at: datetime) -> Invitation:
    """Ask the contact about the resolution that made the ticket's version `resolution`, or keep why not.

    One row for a resolution, however often it is called. The mail goes out with this transaction.
    """
    known = Invitation.objects.filter(ticket_id=ticket_id, resolution=resolution).first()
    if known:
        return known
    ticket = Ticket.objects.select_related("contact", "department", "organization").get(pk=ticket_id)
    contact = Contact.objects.select_for_update().get(pk=ticket.contact_id)  # two resolutions at once: one mail
    survey = default_survey()
    invitation = Invitation(
        survey=survey,
        ticket=ticket,
        contact=contact,
        department_id=department_id,
        agent_id=agent_id,
        resolution=resolution,
        resolved_at=at,
        language=_language(ticket, contact),
        not_asked=_reason(ticket, contact, survey, at=at),
    )
    if invitation.not_asked:
        invitation.save(force_insert=True)
        record(SurveySuppressed(**_about(invitation, at), reason=invitation.not_asked))
        return invitation
    token = new_token()
    invitation.token_sha256 = digest(token)
    invitation.invited_at, invitation.expires_at = at, at + timedelta(days=survey.valid_days)
    invitation.save(force_insert=True)
    invitation.mail_message_id = send_invitation(invitation, token=token, at=at)
    invitation.save(update_fields=["mail_message_id"])
    record(SurveyInvited(**_about(invitation, at)))
    return invitation


def note_failed(*, mail_message_id: str, at: datetime) -> None:
    """The mail of this invitation did not arrive."""
    Invitation.objects.filter(mail_message_id=mail_message_id, failed_at__isnull=True).update(failed_at=at)


@transaction.atomic
def stop_surveys(*, invitation: Invitation, at: datetime) -> None:
    """No more surveys for this address in this organization. The first stop is the one remembered."""
    contacts = Contact.objects.filter(email_key=invitation.contact.email_key).exclude(email_key="")
    contacts.filter(surveys_stopped_at__isnull=True).update(surveys_stopped_at=at)


def _reason(ticket: Ticket, contact: Contact, survey: Survey, *, at: datetime) -> str:
    """Why this contact is not asked; "" if they are."""
    if ticket.excluded_reason:
        return LEFT_OUT.get(ticket.excluded_reason, NotAsked.EXCLUDED)
    return next((reason for holds, reason in _objections(ticket, contact, survey, at=at) if holds), "")


def _objections(ticket: Ticket, contact: Contact, survey: Survey, *, at: datetime) -> Iterator[tuple[bool, NotAsked]]:
    """Each is asked only when none before it held."""
    yield not ticket.department.survey_enabled, NotAsked.SWITCHED_OFF
    yield not is_address(contact.email), NotAsked.NO_ADDRESS
    yield contact.surveys_stopped_at is not None, NotAsked.OPTED_OUT
    yield is_of_machines(ticket), NotAsked.MACHINE
    yield _was_asked_lately(contact, survey, at=at), NotAsked.THROTTLED


def _was_asked_lately(contact: Contact, survey: Survey, *, at: datetime) -> bool:
    asked = Invitation.objects.filter(contact=contact, invited_at__isnull=False).order_by("-invited_at").first()
    last_asked_at = asked.invited_at if asked else None
    return not may_ask_again(at=at, last_asked_at=last_asked_at, throttle_days=survey.throttle_days)


def _language(ticket: Ticket, contact: Contact) -> str:
    wanted = (ticket.language, contact.language, ticket.organization.language)
    return next((one for one in wanted if one in LANGUAGES), "en")


def _about(invitation: Invitation, at: datetime) -> dict[str, Any]:
    return {
        "subject_id": invitation.pk,
        "version": invitation.version,
        "actor_id": None,
        "at": at,
        "ticket_id": invitation.ticket_id,
        "contact_id": invitation.contact_id,
        "department_id": invitation.department_id,
        "agent_id": invitation.agent_id,
    }
