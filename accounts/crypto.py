"""Small secrets that we must be able to read again, sealed before they reach a table."""

import base64
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

__all__ = ["InvalidToken", "seal", "unseal"]


def seal(content: bytes, *, purpose: str) -> str:
    """Encrypted and signed; two purposes cannot read each other."""
    return _box(purpose, *_keys()).encrypt(content).decode()


def unseal(sealed: str, *, purpose: str) -> bytes:
    """What was sealed, also under an older key; raises `InvalidToken` for everything else."""
    return _box(purpose, *_keys()).decrypt(sealed)


def _keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))


@cache
def _box(purpose: str, *keys: str) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key, purpose))) for key in keys])


def _derived(key: str, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key.encode())
