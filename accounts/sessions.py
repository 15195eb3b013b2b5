"""The sign-in cookie's other half, in our own table: behind the wall, listed, and ended at once."""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.crypto import InvalidToken, seal, unseal
from accounts.models import BrowserSession, User
from accounts.signed_in import opened_session

AGENT_KEY = "agent"
TOUCH_EVERY = timedelta(minutes=10)


class SessionStore(SessionBase):
    """Reads and writes `BrowserSession`. Use it inside `tenant()`, as everything with a table."""

    account: User | None = None  # found with the session

    def load(self) -> dict[str, Any]:
        now = timezone.now()
        found = opened_session(key_hash=key_hash(self.session_key or ""), now=now, idle_since=_idle_since(now))
        if found is None:
            self._session_key = None
            return {}
        if found.used_at < now - TOUCH_EVERY:
            BrowserSession.objects.filter(pk=found.key).update(used_at=now)
        self.account = found.account
        return self.decode(found.data)

    def exists(self, session_key: str) -> bool:
        return bool(self._rows(session_key).exists())

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 — as the base has it
        if self.session_key is None:
            self.create()
            return
        data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        now = timezone.now()
        values: dict[str, Any] = {
            "user_id": int(data[SESSION_KEY]) if SESSION_KEY in data else None,
            "data": self.encode(data),
            "agent": str(data.get(AGENT_KEY, ""))[:300],
            "used_at": now,
        }
        if not must_create:
            if not self._rows(self.session_key).update(**values):
                raise UpdateError  # signed out in another tab while this request was running
            return
        ends = now + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        try:
            with transaction.atomic():
                BrowserSession.objects.create(
                    key_hash=key_hash(self.session_key), started_at=now, expires_at=ends, **values
                )
        except IntegrityError as error:
            raise CreateError from error

    def delete(self, session_key: str | None = None) -> None:
        self._rows(session_key or self.session_key).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Of the organization whose scope is open."""
        forget_expired_sessions(at=timezone.now())

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Sealed: halfway through a sign-in it holds a key of an authenticator or of a new password."""
        return seal(json.dumps(session_dict).encode(), purpose="session")

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            content: dict[str, Any] = json.loads(unseal(str(session_data), purpose="session"))
        except InvalidToken:
            return {}
        return content

    def _rows(self, session_key: str | None) -> Any:
        return BrowserSession.objects.filter(key_hash=key_hash(session_key or ""))


def key_hash(session_key: str) -> str:
    return sha256(session_key.encode()).hexdigest()


def is_open(session_key: str | None, *, at: datetime) -> bool:
    """Whether the cookie with this value still opens the door: for sockets, which live long."""
    rows = BrowserSession.objects.filter(key_hash=key_hash(session_key or ""), user__isnull=False)
    return rows.filter(expires_at__gt=at, used_at__gt=_idle_since(at)).exists()


def open_keys(session_keys: Collection[str], *, at: datetime) -> set[str]:
    """Which of these cookies still open the door; one question for all of them."""
    by_hash = {key_hash(key): key for key in session_keys}
    rows = BrowserSession.objects.filter(key_hash__in=list(by_hash), user__isnull=False)
    still = rows.filter(expires_at__gt=at, used_at__gt=_idle_since(at)).values_list("key_hash", flat=True)
    return {by_hash[found] for found in still}


def forget_expired_sessions(*, at: datetime) -> int:
    """Delete what no longer opens anything; returns how many."""
    old = BrowserSession.objects.exclude(expires_at__gt=at, used_at__gt=_idle_since(at))
    return old.delete()[0]


def _idle_since(at: datetime) -> datetime:
    return at - timedelta(seconds=settings.SESSION_IDLE_SECONDS)
