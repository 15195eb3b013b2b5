"""What happens to organizations, people and invitations."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import DomainEvent


@dataclass(frozen=True, kw_only=True)
class OrganizationCreated(DomainEvent):
    name: ClassVar[str] = "accounts.organization.created"

    changed: tuple[str, ...] = ()
    host: str


@dataclass(frozen=True, kw_only=True)
class OrganizationChanged(DomainEvent):
    """Settings that hold for everybody were changed: `changed` says which."""

    name: ClassVar[str] = "accounts.organization.changed"

    before: dict[str, object]  # the fields of `changed`, as they were
    after: dict[str, object]


@dataclass(frozen=True, kw_only=True)
class SignedIn(DomainEvent):
    """Somebody passed every step of signing in."""

    name: ClassVar[str] = "accounts.user.signed_in"

    changed: tuple[str, ...] = ()
    with_second_factor: bool
    agent: str = ""  # what the browser calls itself


@dataclass(frozen=True, kw_only=True)
class SignedOut(DomainEvent):
    name: ClassVar[str] = "accounts.user.signed_out"

    changed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(DomainEvent):
    """The person ended one or all of their other sessions."""

    name: ClassVar[str] = "accounts.user.sessions_ended"

    changed: tuple[str, ...] = ()
    count: int


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(DomainEvent):
    name: ClassVar[str] = "accounts.user.password_changed"

    changed: tuple[str, ...] = ("password",)


@dataclass(frozen=True, kw_only=True)
class SecondFactorChanged(DomainEvent):
    """The app for codes was set up or removed, or new recovery codes were made."""

    name: ClassVar[str] = "accounts.user.second_factor_changed"

    changed: tuple[str, ...] = ("second_factor",)
    what: str  # set_up, removed, new_recovery_codes, removed_by_manager


@dataclass(frozen=True, kw_only=True)
class ProfileChanged(DomainEvent):
    name: ClassVar[str] = "accounts.user.profile_changed"


@dataclass(frozen=True, kw_only=True)
class InvitationEvent(DomainEvent):
    name: ClassVar[str] = "accounts.invitation"

    changed: tuple[str, ...] = ()
    email: str
    role: str


@dataclass(frozen=True, kw_only=True)
class MemberInvited(InvitationEvent):
    name: ClassVar[str] = "accounts.invitation.created"

    changed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InvitationResent(InvitationEvent):
    """With a new link; the old one no longer works."""

    name: ClassVar[str] = "accounts.invitation.resent"

    changed: tuple[str, ...] = ("sent_at", "expires_at")


@dataclass(frozen=True, kw_only=True)
class InvitationRevoked(InvitationEvent):
    name: ClassVar[str] = "accounts.invitation.revoked"

    changed: tuple[str, ...] = ("revoked_at",)


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(InvitationEvent):
    name: ClassVar[str] = "accounts.invitation.accepted"

    changed: tuple[str, ...] = ("accepted_at",)


@dataclass(frozen=True, kw_only=True)
class MembershipEvent(DomainEvent):
    name: ClassVar[str] = "accounts.membership"

    changed: tuple[str, ...] = ()
    user_id: int
    role: str  # after it


@dataclass(frozen=True, kw_only=True)
class MembershipStarted(MembershipEvent):
    name: ClassVar[str] = "accounts.membership.started"

    changed: tuple[str, ...] = ("role",)


@dataclass(frozen=True, kw_only=True)
class RoleChanged(MembershipEvent):
    name: ClassVar[str] = "accounts.membership.role_changed"

    changed: tuple[str, ...] = ("role",)
    before: str


@dataclass(frozen=True, kw_only=True)
class MembershipEnded(MembershipEvent):
    """From now on the person can no longer come in, nor act by a page still open."""

    name: ClassVar[str] = "accounts.membership.ended"

    changed: tuple[str, ...] = ("ended_at",)


@dataclass(frozen=True, kw_only=True)
class MembershipRestored(MembershipEvent):
    name: ClassVar[str] = "accounts.membership.restored"

    changed: tuple[str, ...] = ("ended_at",)
