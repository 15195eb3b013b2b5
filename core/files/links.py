"""Links to files: a minute long, bound to one file and one member, asked again when followed."""

import time
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.core import signing

from core.files.origins import web_origin
from core.models import StoredFile

SALT = "core.files.links"
SECONDS = 60
PLAYING_SECONDS = 30 * 60


class Member(Protocol):
    """What a link needs of a membership; `core` knows no more of it."""

    public_id: UUID
    organization: Any


class Link(NamedTuple):
    file: UUID
    member: UUID
    right: str
    inline: bool
    expires: int  # seconds of the epoch
    playing_seconds: int


RIGHTS: dict[str, Callable[[UUID, StoredFile], bool]] = {}


def file_right[F: Callable[[UUID, StoredFile], bool]](name: str) -> Callable[[F], F]:
    """Register `function(membership_public_id, stored) -> bool`, asked each time a link is followed.

    The thing the file hangs on is checked, not the file: after the ticket moved away, its old links
    are dead although their minute is not over. The right `member` only asks for an active membership.
    """

    def register(function: F) -> F:
        RIGHTS[name] = function
        return function

    return register


def signed_file_url(
    stored: StoredFile,
    membership: Member,
    *,
    seconds: int = SECONDS,
    inline: bool = False,
    right: str = "member",
    playing_seconds: int = 0,
) -> str:
    """An address on the organization's files host, for this member, to be opened within `seconds`.

    With `playing_seconds` a link opened in time goes on answering range requests that long, which is
    what a player needs; everything else must be fetched within `seconds`.
    """
    assert right in RIGHTS, f"{right}: no such file right"
    link = Link(stored.public_id, membership.public_id, right, inline, int(time.time()) + seconds, playing_seconds)
    token = signing.dumps([str(link.file), str(link.member), *link[2:]], salt=SALT)
    return f"{files_origin(membership.organization.host)}/f/{token}/"


def read_link(token: str) -> Link | None:
    """What the link says, however old; None if it is not ours."""
    try:
        file, member, right, inline, expires, playing_seconds = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Link(UUID(file), UUID(member), right, inline, expires, playing_seconds)


def files_origin(host: str) -> str:
    return web_origin(f"files.{host}")
