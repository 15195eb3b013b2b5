"""Pictures from elsewhere, fetched by us: the sender learns neither who reads nor from where.

A link names no address. It names the n-th picture of something, and whoever owns that something says where the
picture lies, for this member, now: so the way leads to nothing a stranger did not already put in front of us.
"""

import logging
import time
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import NamedTuple
from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from core.files.kinds import HEAD_BYTES, PICTURES, kind_of
from core.files.links import Member, files_origin
from core.http import NotFetched, fetch
from core.later import LaterResponse

logger = logging.getLogger(__name__)

SALT = "core.files.images"
SECONDS = 600
FETCHED_AT_ONCE = 4  # of one process: half its threads stay free however slow the world is
WAIT_SECONDS = 0.5

ADDRESSES: dict[str, Callable[[UUID, UUID, int], str | None]] = {}
_places = BoundedSemaphore(FETCHED_AT_ONCE)


class ImageLink(NamedTuple):
    kind: str
    subject: UUID
    place: int
    member: UUID
    expires: int  # seconds of the epoch


def image_address[F: Callable[[UUID, UUID, int], str | None]](kind: str) -> Callable[[F], F]:
    """Register `function(membership_public_id, subject_public_id, place) -> address`, asked each time a link is
    followed; None for who may not see the subject and for a place it does not have.
    """

    def register(function: F) -> F:
        ADDRESSES[kind] = function
        return function

    return register


def signed_image_url(kind: str, subject: UUID, place: int, membership: Member, *, seconds: int = SECONDS) -> str:
    """An address on the organization's files host that shows one picture to this member for `seconds`."""
    assert kind in ADDRESSES, f"{kind}: nobody knows addresses of that"
    token = signing.dumps([kind, str(subject), place, str(membership.public_id), int(time.time()) + seconds], salt=SALT)
    return f"{files_origin(membership.organization.host)}/i/{token}/"


@require_GET
def serve_image(request: HttpRequest, token: str) -> HttpResponse:
    """The picture, once the transaction is over. Every refusal is the same 404, every failure the same 502."""
    link = _read(token)
    if link is None or time.time() > link.expires:
        raise Http404
    address_of = ADDRESSES.get(link.kind)
    address = address_of and address_of(link.member, link.subject, link.place)
    if not address:
        raise Http404
    return LaterResponse(lambda: _fetched(address))


def _read(token: str) -> ImageLink | None:
    try:
        kind, subject, place, member, expires = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return ImageLink(kind, UUID(subject), place, UUID(member), expires)


def _fetched(address: str) -> HttpResponse:
    if not _places.acquire(timeout=WAIT_SECONDS):
        return _failed(503)
    try:
        content = fetch(address)
    except NotFetched as reason:
        logger.info("remote image not fetched: %s", reason)
        return _failed(502)
    finally:
        _places.release()
    kind = kind_of(content[:HEAD_BYTES])
    if kind not in PICTURES:
        return _failed(502)
    headers = {
        "Content-Disposition": "inline",
        "Cache-Control": "private, max-age=600",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-site",
    }
    return HttpResponse(content, content_type=kind, headers=headers)


def _failed(status: int) -> HttpResponse:
    return HttpResponse(
        "Not available.\n",
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )
