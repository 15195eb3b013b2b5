"""Asking a person to join: one link by mail, used once, within seven days."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.events import InvitationAccepted, InvitationEvent, InvitationResent, InvitationRevoked, MemberInvited
from accounts.mail import send_invitation
from accounts.models import Invitation, Membership, User
from accounts.permissions import Reach, reach
from accounts.queries import may_manage
from accounts.services.people import EmailTaken, create_member
from core.errors import Conflict, DomainError, NotPermitted
from core.mail.addresses import address_key
from core.services import record

VALID = timedelta(days=7)
RESEND_AFTER = timedelta(minutes=1)
MOST_SENDS = 10  # of one invitation
MOST_A_DAY = 200  # of one organization


class AlreadyInvited(Conflict):
    """There is an open invitation for this address; it can be sent again."""

    code = "already_invited"


class InvitationClosed(Conflict):
    """It was accepted or revoked meanwhile."""

    code = "invitation_closed"


class TooManyInvitations(Conflict):
    """Sent too often or too soon; the same limit for everybody in the organization."""

    code = "too_many_invitations"


class InvitationExpired(DomainError):
    """The link was right once; its time is over, or it was used or revoked."""

    code = "invitation_expired"


@transaction.atomic
def invite_member(*, email: str, name: str, role: str, actor: Membership, at: datetime) -> Invitation:
    """Send a link to a person who has no account here.

    Raises NotPermitted, EmailTaken, AlreadyInvited, TooManyInvitations.
    """
    _check_may_invite(actor, role)
    email = address_key(email)
    if User.objects.filter(email=email).exists():
        raise EmailTaken(_("Somebody here already has this e-mail address. If they left, restore them."))
    _expire_others(email, at)
    if Invitation.objects.filter(created_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise TooManyInvitations(_("Too many people were invited today. Try again tomorrow."))

    token = secrets.token_urlsafe(24)
    invitation = Invitation(
        email=email,
        name=name,
        role=Role(role),
        language=actor.user.language,
        invited_by=actor,
        token_hash=token_hash(token),
        created_at=at,
        sent_at=at,
        expires_at=at + VALID,
    )
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyInvited(_("This person is already invited. Send the invitation again instead.")) from error
    send_invitation(invitation, token=token, inviter=actor.user.name)
    _record(MemberInvited, invitation, actor, at)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation_id: UUID, actor: Membership, at: datetime) -> Invitation:
    """Send a new link, valid from now; the old one no longer works.

    Raises Invitation.DoesNotExist, NotPermitted, InvitationClosed, TooManyInvitations.
    """
    invitation = _locked(invitation_id, actor)
    _check_may_invite(actor, invitation.role)
    if at - invitation.sent_at < RESEND_AFTER or invitation.sends >= MOST_SENDS:
        raise TooManyInvitations(_("This invitation was just sent. Wait a little before sending it again."))

    token = secrets.token_urlsafe(24)
    invitation.token_hash = token_hash(token)
    invitation.sent_at, invitation.expires_at = at, at + VALID
    invitation.sends += 1
    invitation.version += 1
    invitation.save(update_fields=["token_hash", "sent_at", "expires_at", "sends", "version"])
    send_invitation(invitation, token=token, inviter=actor.user.name)
    _record(InvitationResent, invitation, actor, at)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation_id: UUID, actor: Membership, at: datetime) -> Invitation:
    """The link stops working at once. Raises Invitation.DoesNotExist, NotPermitted, InvitationClosed."""
    invitation = _locked(invitation_id, actor)
    _check_may_invite(actor, invitation.role)
    invitation.revoked_at = at
    invitation.version += 1
    invitation.save(update_fields=["revoked_at", "version"])
    _record(InvitationRevoked, invitation, actor, at)
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, language: str, at: datetime) -> Membership:
    """Make the account and its place; the password is already validated.

    Raises Invitation.DoesNotExist for a link that never was, InvitationExpired, EmailTaken.
    """
    invitation = Invitation.objects.select_for_update().get(token_hash=token_hash(token))
    if not is_usable(invitation, at=at):
        raise InvitationExpired(_("This invitation is no longer valid. Ask for a new one."))
    member = create_member(
        name=name, email=invitation.email, role=invitation.role, password=password, language=language, at=at
    )
    invitation.accepted_at = at
    invitation.version += 1
    invitation.save(update_fields=["accepted_at", "version"])
    _record(InvitationAccepted, invitation, member, at)
    return member


def invitation_of(token: str) -> Invitation:
    """The invitation a link belongs to; raises Invitation.DoesNotExist."""
    return Invitation.objects.get(token_hash=token_hash(token))


def is_usable(invitation: Invitation, *, at: datetime) -> bool:
    """Whether the link still makes an account. One who invited and left no longer vouches for it."""
    return Invitation.objects.usable(at=at).filter(pk=invitation.pk, invited_by__ended_at__isnull=True).exists()


def token_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _check_may_invite(actor: Membership, role: str) -> None:
    if reach(actor, "member.manage") is not Reach.ALL:
        raise NotPermitted(_("Your role cannot manage people."))
    if not may_manage(actor, role):
        raise NotPermitted(_("Only an owner can do this to an owner."))


def _locked(invitation_id: UUID, actor: Membership) -> Invitation:
    if reach(actor, "member.manage") is not Reach.ALL:
        raise NotPermitted(_("Your role cannot manage people."))
    invitation = Invitation.objects.select_for_update().get(public_id=invitation_id)
    if invitation.accepted_at or invitation.revoked_at:
        raise InvitationClosed(_("This invitation was already accepted or revoked."))
    return invitation


def _expire_others(email: str, at: datetime) -> None:
    """An invitation that ran out makes room for a new one."""
    for old in Invitation.objects.open().filter(email=email, expires_at__lte=at).select_for_update():
        old.revoked_at = at
        old.version += 1
        old.save(update_fields=["revoked_at", "version"])
        record(
            InvitationRevoked(
                subject_id=old.pk, version=old.version, actor_id=None, at=at, email=old.email, role=old.role
            )
        )


def _record(event: type[InvitationEvent], invitation: Invitation, actor: Membership, at: datetime) -> None:
    record(
        event(
            subject_id=invitation.pk,
            version=invitation.version,
            actor_id=actor.pk,
            at=at,
            email=invitation.email,
            role=invitation.role,
        )
    )
