"""People and their places: who joins, what they may do, who leaves and comes back."""

from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.events import MembershipEnded, MembershipRestored, MembershipStarted, RoleChanged
from accounts.mail import send_notice
from accounts.models import BrowserSession, Membership, User
from accounts.permissions import Reach, reach
from accounts.queries import may_manage, own_organization
from accounts.services.sign_in import record_second_factor
from accounts.services.versions import refuse_stale
from core.errors import Conflict, NotPermitted
from core.mail.addresses import address_key
from core.services import record

SUBJECT = RoleChanged.subject()


class EmailTaken(Conflict):
    """Somebody in this organization already has this address."""

    code = "email_taken"


class LastOwner(Conflict):
    """Without this person nobody could manage the organization."""

    code = "last_owner"


class OwnPlace(Conflict):
    """Nobody changes or ends their own place."""

    code = "own_place"


class PlaceEnded(Conflict):
    """The person has left; restore them first."""

    code = "place_ended"


class PlaceNotEnded(Conflict):
    code = "place_not_ended"


class NoSecondFactor(Conflict):
    """There is nothing to remove."""

    code = "no_second_factor"


@transaction.atomic
def create_member(
    *,
    name: str,
    email: str,
    role: str,
    at: datetime,
    password: str | None = None,
    language: str = "",
    zone: str = "",
    actor: Membership | None = None,
) -> Membership:
    """A new account with an active place. Inside `tenant()`; raises EmailTaken.

    Without a password nobody can sign in to it until one is set by mail. The password is taken as
    it is: who lets people type one validates it first.
    """
    email = address_key(email)
    organization = own_organization()
    user = User(email=email, name=name, language=language or organization.language, zone=zone or organization.zone)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError as error:
        raise EmailTaken(_("Somebody here already has this e-mail address.")) from error
    member = Membership.objects.create(user=user, role=Role(role))
    user.membership = member
    record(
        MembershipStarted(
            subject_id=member.pk,
            version=member.version,
            actor_id=actor.pk if actor else None,
            at=at,
            user_id=user.pk,
            role=member.role,
        )
    )
    return member


@transaction.atomic
def change_role(*, member_id: UUID, role: str, seen_version: int, actor: Membership, at: datetime) -> Membership:
    """Give a colleague another role.

    Raises Membership.DoesNotExist, NotPermitted, OwnPlace, PlaceEnded, LastOwner, StaleVersion.
    """
    member = _locked(member_id, actor)
    _refuse_own(member, actor)
    if member.ended_at:
        raise PlaceEnded(_("This person has left. Restore them first."))
    refuse_stale(member, subject=SUBJECT, seen_version=seen_version, writes={"role"})
    if member.role == role:
        return member
    _refuse_owners(actor, role, member.role)
    _refuse_last_owner(member)

    before = member.role
    member.role = Role(role)
    _bump(member, "role")
    record(RoleChanged(**_facts(member, actor, at), before=before))
    return member


@transaction.atomic
def end_membership(*, member_id: UUID, seen_version: int, actor: Membership, at: datetime) -> Membership:
    """The person leaves: their sessions end at once, their work stays.

    Raises Membership.DoesNotExist, NotPermitted, OwnPlace, PlaceEnded, LastOwner, StaleVersion.
    """
    member = _locked(member_id, actor)
    _refuse_own(member, actor)
    if member.ended_at:
        raise PlaceEnded(_("This person has already left."))
    refuse_stale(member, subject=SUBJECT, seen_version=seen_version, writes={"ended_at", "role"})
    _refuse_owners(actor, member.role)
    _refuse_last_owner(member)

    member.ended_at = at
    _bump(member, "ended_at")
    BrowserSession.objects.filter(user_id=member.user_id).delete()
    record(MembershipEnded(**_facts(member, actor, at)))
    return member


@transaction.atomic
def restore_membership(*, member_id: UUID, actor: Membership, at: datetime) -> Membership:
    """The person comes back with the role they had; they sign in anew.

    Raises Membership.DoesNotExist, NotPermitted, PlaceNotEnded.
    """
    member = _locked(member_id, actor)
    if not member.ended_at:
        raise PlaceNotEnded(_("This person has not left."))
    _refuse_owners(actor, member.role)

    member.ended_at = None
    _bump(member, "ended_at")
    record(MembershipRestored(**_facts(member, actor, at)))
    return member


@transaction.atomic
def remove_second_factor(*, member_id: UUID, actor: Membership, at: datetime) -> Membership:
    """For somebody who lost it: the password alone opens again, every session ends, and a mail tells them.

    Whoever asks must have made sure by other means who the person is.
    Raises Membership.DoesNotExist, NotPermitted, OwnPlace, PlaceEnded, NoSecondFactor.
    """
    member = _locked(member_id, actor)
    _refuse_own(member, actor)
    if member.ended_at:
        raise PlaceEnded(_("This person has left. Restore them first."))
    _refuse_owners(actor, member.role)
    removed, _kinds = Authenticator.objects.filter(user_id=member.user_id).delete()
    if not removed:
        raise NoSecondFactor(_("This person has no second step."))
    BrowserSession.objects.filter(user_id=member.user_id).delete()
    record_second_factor(user=member.user, what="removed_by_manager", at=at, actor=actor)
    send_notice(member.user, "removed_by_manager")
    return member


def _locked(member_id: UUID, actor: Membership) -> Membership:
    """The place, and with it every owner's: two owners demoting each other take turns."""
    if reach(actor, "member.manage") is not Reach.ALL:
        raise NotPermitted(_("Your role cannot manage people."))
    list(Membership.objects.active().filter(role=Role.OWNER).order_by("pk").select_for_update().values_list("pk"))
    visible = Membership.objects.visible_to(actor).select_related("user")
    return visible.select_for_update(of=("self",)).get(public_id=member_id)


def _refuse_own(member: Membership, actor: Membership) -> None:
    if member.pk == actor.pk:
        raise OwnPlace(_("You cannot change your own place. Ask another owner or administrator."))


def _refuse_owners(actor: Membership, *roles: str) -> None:
    """Who may not manage owners neither makes one nor touches one."""
    if not may_manage(actor, *roles):
        raise NotPermitted(_("Only an owner can do this to an owner."))


def _refuse_last_owner(member: Membership) -> None:
    if member.role != Role.OWNER:
        return
    if not Membership.objects.active().filter(role=Role.OWNER).exclude(pk=member.pk).exists():
        raise LastOwner(_("This is the last owner. Make somebody else an owner first."))


def _bump(member: Membership, *fields: str) -> None:
    member.version += 1
    member.save(update_fields=[*fields, "version"])


def _facts(member: Membership, actor: Membership, at: datetime) -> dict[str, Any]:
    return {
        "subject_id": member.pk,
        "version": member.version,
        "actor_id": actor.pk,
        "at": at,
        "user_id": member.user_id,
        "role": member.role,
    }
