"""Mail addresses: the one rule by which two of them are the same person's, and how to show them."""

import re
import unicodedata
from email.headerregistry import Address
from email.utils import formataddr

MAX_LENGTH = 254
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def one_line(text: str, *, limit: int = 900) -> str:
    """`text` fit for a header: control characters and line ends become one space.

    Header injection ends here: there is no second line to smuggle a header into.
    """
    return _CONTROL.sub(" ", text).strip()[:limit]


def address_key(address: str) -> str:
    """What two addresses are compared by: NFC, case folded, domain in its ASCII form; a plus part is kept.

    `A@x.test` and `a@x.test` are the same person, `a+1@x.test` is another.
    """
    local, _, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    return f"{unicodedata.normalize('NFC', local.casefold())}@{ascii_domain(domain)}" if local else ""


def ascii_domain(domain: str) -> str:
    """The domain as the wire wants it, in lower case; as it was if it cannot be written so."""
    try:
        return domain.strip().rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return domain.strip().lower()


def is_address(text: str) -> bool:
    """Whether `text` is one plain address that may be written into an envelope."""
    if len(text) > MAX_LENGTH or text != one_line(text) or re.search(r'[\s<>,;:"()\\\[\]]', text):
        return False
    local, _, domain = text.rpartition("@")
    return bool(local) and "@" not in local and bool(re.fullmatch(r"[^.\s@][^\s@]*[^.\s@]|[^.\s@]", domain))


def named(name: str, address: str) -> str:
    """`Name <address>` for a header; the name is quoted or encoded as it needs, never cut short by it."""
    clean = one_line(name, limit=150)
    if not address.isascii():
        return f"{clean} <{address}>" if clean else address
    if not clean:
        return address
    return str(Address(clean, addr_spec=address)) if clean.isascii() else formataddr((clean, address))
