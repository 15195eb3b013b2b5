"""Telling people from programs that open every link of a mail, and some of them send the forms too."""

import hashlib
from datetime import datetime, timedelta

from django.core.cache import cache
from django.http import HttpRequest

from core.cache import counted
from core.keys import key
from core.tenancy import current_organization_id

TOO_FAST = timedelta(seconds=2)
LINKS_WITHIN = timedelta(seconds=60)
REMEMBERED = timedelta(hours=2)
MOST_TRIES_A_MINUTE = 30


def note_link(request: HttpRequest, token_sha256: str, rating: int, *, at: datetime) -> None:
    """Remember for a minute that this client fetched this rating's link; two of them make it a scanner for a while.

    Held in the cache alone: opening a link is recorded nowhere.
    """
    name = _name(request, token_sha256, "links")
    since = (at - LINKS_WITHIN).timestamp()
    fetched: dict[int, float] = {one: when for one, when in (cache.get(name) or {}).items() if when > since}
    fetched[rating] = at.timestamp()
    cache.set(name, fetched, timeout=LINKS_WITHIN.seconds)
    if len(fetched) > 1:
        cache.set(_name(request, token_sha256, "scanner"), True, timeout=REMEMBERED.seconds)


def opened_many(request: HttpRequest, token_sha256: str) -> bool:
    return bool(cache.get(_name(request, token_sha256, "scanner")))


def too_many_tries(token_sha256: str, *, at: datetime) -> bool:
    """Count one more try at this survey; True from the thirty-first in a minute."""
    name = key(current_organization_id(), "survey.tries", token_sha256[:32], int(at.timestamp()) // 60)
    return counted(name, seconds=120) > MOST_TRIES_A_MINUTE


def _name(request: HttpRequest, token_sha256: str, kind: str) -> str:
    client = f"{request.META.get('REMOTE_ADDR', '')}|{request.headers.get('User-Agent', '')}"
    return key(
        current_organization_id(), "survey", kind, token_sha256[:32], hashlib.sha256(client.encode()).hexdigest()[:16]
    )
