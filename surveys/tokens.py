"""The secret in a survey's address, and the nonce of its page. No database, no clock."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as BrokenBase64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from django.conf import settings

TOKEN_BYTES = 24  # 192 bits, 32 characters
NONCE_LASTS = timedelta(hours=2)
MAC_BYTES = 16
RANDOM_BYTES = 9


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Nonce:
    """One showing of one page. `confirms`: the page asked whether the answer given before is meant."""

    issued_at: datetime
    random: bytes
    confirms: bool

    @classmethod
    def new(cls, *, at: datetime, confirms: bool = False) -> Self:
        return cls(issued_at=at, random=secrets.token_bytes(RANDOM_BYTES), confirms=confirms)

    def sealed(self, token_sha256: str) -> str:
        """As it stands in the form, for this survey alone."""
        said = self._said()
        return urlsafe_b64encode(said + _mac(token_sha256, said)).decode().rstrip("=")

    @classmethod
    def opened(cls, text: str, token_sha256: str, *, at: datetime) -> Self | None:
        """The nonce, if we made it for this survey in the last two hours."""
        try:
            raw = urlsafe_b64decode(text[:200] + "=" * (-len(text) % 4))
        except (BrokenBase64, ValueError):
            return None
        said, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
        if len(said) != 9 + RANDOM_BYTES or not hmac.compare_digest(mac, _mac(token_sha256, said)):
            return None
        if urlsafe_b64encode(raw).decode().rstrip("=") != text:
            return None  # the same nonce spelt otherwise: its page would count twice
        issued_at = datetime.fromtimestamp(int.from_bytes(said[:8]) / 1000, tz=UTC)
        if not timedelta() <= at - issued_at <= NONCE_LASTS:
            return None
        return cls(issued_at=issued_at, confirms=bool(said[8]), random=said[9:])

    def _said(self) -> bytes:
        milliseconds = int(self.issued_at.timestamp() * 1000)
        return milliseconds.to_bytes(8) + bytes([self.confirms]) + self.random


def _mac(token_sha256: str, said: bytes) -> bytes:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"surveys.nonce", "sha256")
    return hmac.digest(key, token_sha256.encode() + said, "sha256")[:MAC_BYTES]
