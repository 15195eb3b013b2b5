"""Coming in, going out, and the secrets that guard it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.events import PasswordChanged, SecondFactorChanged, SessionsEnded, SignedIn, SignedOut
from accounts.models import BrowserSession, Membership, User
from accounts.queries import membership_of
from accounts.sessions import key_hash
from core.events import DomainEvent
from core.services import record


@transaction.atomic
def record_sign_in(*, user: User, with_second_factor: bool, agent: str, at: datetime) -> None:
    """Every step is passed and the new session is open."""
    _record(SignedIn, user, at, with_second_factor=with_second_factor, agent=agent)


@transaction.atomic
def record_sign_out(*, user: User, at: datetime) -> None:
    _record(SignedOut, user, at)


@transaction.atomic
def set_password(*, user: User, password: str, at: datetime) -> None:
    """Replace the password, already validated. Links to reset the old one and all sessions end with it.

    The session of the request that does this is renewed by who calls.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    BrowserSession.objects.filter(user=user).delete()
    _record(PasswordChanged, user, at)


@transaction.atomic
def record_second_factor(*, user: User, what: str, at: datetime, actor: Membership | None = None) -> None:
    """`what` is set_up, removed, new_recovery_codes, or removed_by_manager, who is the `actor`."""
    facts = {"actor_id": actor.pk} if actor else {}
    _record(SecondFactorChanged, user, at, what=what, **facts)


@transaction.atomic
def end_session(*, session_id: UUID, user: User, at: datetime) -> None:
    """End one session of this account; raises BrowserSession.DoesNotExist for anybody else's."""
    session = BrowserSession.objects.select_for_update().get(public_id=session_id, user=user)
    session.delete()
    _record(SessionsEnded, user, at, count=1)


@transaction.atomic
def end_other_sessions(*, user: User, own_key: str | None, at: datetime) -> int:
    """End every session of this account but the one with this cookie; returns how many."""
    others = BrowserSession.objects.filter(user=user).exclude(key_hash=key_hash(own_key or ""))
    count: int = others.delete()[0]
    if count:
        _record(SessionsEnded, user, at, count=count)
    return count


def _record(event: type[DomainEvent], user: User, at: datetime, **facts: Any) -> None:
    User.objects.filter(pk=user.pk).update(version=F("version") + 1)
    user.refresh_from_db(fields=["version"])
    member: Membership | None = membership_of(user)
    facts.setdefault("actor_id", member.pk if member else None)
    record(event(subject_id=user.pk, version=user.version, at=at, **facts))
