"""Who holds the cookie: session, account and place of every request, by one question."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Model
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from accounts.models import BrowserSession, Membership, User
from core.prepared import prepared_cursor


class Opened(NamedTuple):
    """A session that is still good, and whose it is."""

    key: int
    used_at: datetime
    data: str
    account: User | None  # with its active `membership`; None: nobody is signed in, or has a place here


def opened_session(*, key_hash: str, now: datetime, idle_since: datetime) -> Opened | None:
    """The session of this cookie, unless it ended by `now` or was not used after `idle_since`."""
    with prepared_cursor() as cursor:
        cursor.execute(_of_session(), [key_hash, now, idle_since])
        row = cursor.fetchone()
    if row is None:
        return None
    key, used_at, data, *found = row
    return Opened(key, used_at, data, _account(found) if found[0] is not None else None)


def member_of_account(user_id: int) -> User | None:
    """The account with its active `membership`, in one query; None if it has no place."""
    with prepared_cursor() as cursor:
        cursor.execute(_of_account(), [user_id])
        row = cursor.fetchone()
    return _account(row) if row else None


class SignedInMiddleware(AuthenticationMiddleware):
    """Django's, which believes the account that was found with the session if everything about it is in order.

    Whatever is not (no account, a password changed meanwhile, an older key) goes Django's own way.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _remembered(request))  # type: ignore[assignment]


def _remembered(request: HttpRequest) -> User | AnonymousUser:
    return _signed_in(request) or auth.get_user(request)


def _signed_in(request: HttpRequest) -> User | None:
    session = request.session
    same = str(session.get(SESSION_KEY, ""))  # reads the session, and its account with it
    account: User | None = getattr(session, "account", None)
    if account is None or same != str(account.pk):
        return None
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    seen = str(session.get(HASH_SESSION_KEY, ""))
    return account if constant_time_compare(seen, account.get_session_auth_hash()) else None


def _account(row: Any) -> User:
    places = len(_columns(Membership))
    member = Membership.from_db(connection.alias, _columns(Membership), row[:places])
    member.user = User.from_db(connection.alias, _columns(User), row[places:])
    member.user.membership = member
    return member.user


@cache
def _of_session() -> str:
    return f"""
        SELECT session.id, session.used_at, session.data, {_member_and_account()}
        FROM {BrowserSession._meta.db_table} session
        LEFT JOIN ({Membership._meta.db_table} member
                   JOIN {User._meta.db_table} account ON account.id = member.user_id)
        ON member.user_id = session.user_id AND member.ended_at IS NULL
        WHERE session.key_hash = %s AND session.expires_at > %s AND session.used_at > %s"""  # noqa: S608 — names


@cache
def _of_account() -> str:
    return f"""
        SELECT {_member_and_account()}
        FROM {Membership._meta.db_table} member JOIN {User._meta.db_table} account ON account.id = member.user_id
        WHERE member.user_id = %s AND member.ended_at IS NULL"""  # noqa: S608 — names of columns


def _member_and_account() -> str:
    columns = [f"member.{name}" for name in _columns(Membership)] + [f"account.{name}" for name in _columns(User)]
    return ", ".join(columns)


@cache
def _columns(model: type[Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields]
