"""Names of our mails that nobody else can make: key id, number of the mail, and a MAC over both.

The same 34 characters stand in the Message-ID and in the reply address (security.md §7.1): one byte of key
id, eight of number, twelve of HMAC-SHA256, in base32. Without the key nobody can guess one, and one of
another organization does not fit, because the organization is part of what is signed.
"""

import hmac
import re
from base64 import b32decode, b32encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

KEPT = timedelta(days=400)  # how long a retired key still opens what it sealed
MAC_BYTES = 12
TOKEN = re.compile(r"[a-z2-7]{34}")
ADDRESS = re.compile(r"r\+([a-z2-7]{34})@", re.IGNORECASE)
MESSAGE_ID = re.compile(r"<k\.([a-z2-7]{34})@", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class IdentityKey:
    number: int  # 0–255
    secret: bytes
    retired_at: datetime | None = None


def sealed(sent_id: int, *, organization_id: int) -> str:
    """The 34 characters for this mail, by the newest key."""
    key = identity_keys()[0]
    return _token(key, sent_id, organization_id)


def opened(token: str, *, organization_id: int, at: datetime) -> int | None:
    """The number of the mail; None if this is not ours, was changed, or its key is too old."""
    text = token.lower()
    if not TOKEN.fullmatch(text):
        return None
    raw = b32decode(text.upper() + "=" * 6)
    number, sent_id = raw[0], int.from_bytes(raw[1:9])
    key = next((key for key in identity_keys() if key.number == number), None)
    if key is None or (key.retired_at is not None and at > key.retired_at + KEPT):
        return None
    return sent_id if hmac.compare_digest(_token(key, sent_id, organization_id), text) else None


def reply_address(token: str, host: str) -> str:
    return f"r+{token}@{host}"


def mail_message_id(token: str, host: str) -> str:
    return f"<k.{token}@{host}>"


def token_of_address(address: str) -> str:
    """The 34 characters of a reply address; "" in any other address."""
    found = ADDRESS.match(address.strip())
    return found[1].lower() if found else ""


def token_of_message_id(message_id: str) -> str:
    """The 34 characters of one of our Message-IDs; "" in any other."""
    found = MESSAGE_ID.match(message_id.strip())
    return found[1].lower() if found else ""


def identity_keys() -> tuple[IdentityKey, ...]:
    """The newest first. Without a setting there is one, number 0, made from SECRET_KEY."""
    return _keys(settings.MAIL_IDENTITY_KEYS, settings.SECRET_KEY)


@lru_cache
def _keys(text: str, secret_key: str) -> tuple[IdentityKey, ...]:
    derived = IdentityKey(number=0, secret=hmac.digest(secret_key.encode(), b"kvalita mail identity", sha256))
    return tuple(_key(word) for word in text.split()) or (derived,)


def _key(word: str) -> IdentityKey:
    """`2:secret`, and for a key that seals no more `1:secret@2026-11-01`, the day it was retired."""
    number, _, rest = word.partition(":")
    secret, _, day = rest.partition("@")
    retired_at = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return IdentityKey(number=int(number), secret=secret.encode(), retired_at=retired_at)


def _token(key: IdentityKey, sent_id: int, organization_id: int) -> str:
    said = bytes([key.number]) + sent_id.to_bytes(8)
    mac = hmac.digest(key.secret, b"%d|" % organization_id + said, sha256)[:MAC_BYTES]
    return b32encode(said + mac).decode().rstrip("=").lower()
