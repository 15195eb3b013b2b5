"""Reading headers of hostile mail: whatever stands there, text comes out. Standard library only."""

import codecs
import re
from base64 import b64decode
from binascii import Error as BrokenBase64
from email.message import Message
from email.utils import getaddresses
from quopri import decodestring
from typing import Any

ALIASES = {
    "cp-850": "cp850",
    "ansi": "cp1252",
    "x-user-defined": "cp1252",
    "unicode-1-1-utf-7": "utf-7",
    "win-1250": "cp1250",
}
ASCII_LIKE = {
    "",
    "us-ascii",
    "ascii",
    "unknown-8bit",
    "default",
    "iso-8859-1",
}  # the last: claimed by programs that do not look
WORD = re.compile(r"=\?([\w.*-]{1,40})\?([bBqQ])\?([^?\s]{0,4000})\?=")
GAP = re.compile(r"(=\?[\w.*-]{1,40}\?[bBqQ]\?[^?\s]{0,4000}\?=)[ \t\r\n]+(?==\?[\w.*-]{1,40}\?[bBqQ]\?)")
ID = re.compile(r"<[^<>\s]{1,990}>")
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
TELLING = (  # of a mail a person wonders about
    *("From", "To", "Cc", "Reply-To", "Subject", "Date", "Return-Path", "Sender", "Message-ID", "In-Reply-To"),
    *("Auto-Submitted", "Precedence", "List-Id", "X-Auto-Response-Suppress", "X-Kvalita-Loop", "X-Failed-Recipients"),
)
MOST_TOLD, LONGEST_TOLD = 60, 1000
FOLD = re.compile(r"\r?\n(?=[ \t])")


def decoded(content: bytes, charset: str) -> str:
    """The text of these bytes, as the charset says or as they look; with U+FFFD where nothing fits."""
    name = ALIASES.get(charset.strip().lower(), charset.strip().lower())
    try:
        codecs.lookup(name)
    except (LookupError, ValueError):
        name = ""
    if name in ASCII_LIKE:
        try:
            return _clean(content.decode("utf-8"))
        except UnicodeDecodeError:
            return _clean(content.decode("cp1252" if name == "iso-8859-1" else "utf-8", "replace"))
    try:
        return _clean(content.decode(name, "replace"))
    except (LookupError, ValueError):  # a codec that is no text encoding, such as rot13 or hex
        return _clean(content.decode("utf-8", "replace"))


def storable(found: Any) -> Any:
    """These values, however deep, with every text as the database can keep it: the last door out of the parser."""
    match found:
        case str():
            return _clean(found)
        case dict():
            return {name: storable(value) for name, value in found.items()}
        case list() | tuple():
            return [storable(value) for value in found]
    return found


def _clean(text: str) -> str:
    """Without what PostgreSQL cannot keep: NUL, and halves of surrogate pairs (from utf-7 and kin)."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    return text.encode("utf-8", "replace").decode("utf-8") if any("\ud800" <= c <= "\udfff" for c in text) else text


def header(message: Message, name: str, charset: str = "") -> str:
    """The first header of this name as one line of text; "" without one."""
    found = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return unfolded(str(found), charset)


def headers(message: Message, name: str) -> list[str]:
    return [unfolded(str(value)) for key, value in message.raw_items() if key.lower() == name.lower()]


def telling(message: Message, charset: str) -> list[list[str]]:
    """Name and value of the headers that say what a mail is, in its own order; as text, and short."""
    names = {name.lower(): name for name in TELLING}
    found = [(names[key.lower()], str(value)) for key, value in message.raw_items() if key.lower() in names]
    return [[name, unfolded(value[: 4 * LONGEST_TOLD], charset)[:LONGEST_TOLD]] for name, value in found[:MOST_TOLD]]


def unfolded(value: str, charset: str = "") -> str:
    """One line of text from a raw value: 8-bit bytes, encoded words and folds undone."""
    value = FOLD.sub("", value)
    raw = value.encode("utf-8", "surrogateescape")
    text = value if value.isascii() else decoded(raw, "" if _is_utf8(raw) else charset or "utf-8")
    return CONTROL.sub(" ", words(text)).strip()


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def words(text: str) -> str:
    """Encoded words undone, and the space between two of them dropped (RFC 2047 §6.2)."""
    if "=?" not in text:
        return text
    pieces: list[tuple[str, bytes]] = []
    output: list[str] = []
    at = 0
    joined = GAP.sub(r"\1", text)
    for found in WORD.finditer(joined):
        between = joined[at : found.start()]
        if between:
            output += [_joined(pieces), between]
            pieces = []
        charset, how, content = found.groups()
        pieces.append((charset.partition("*")[0], _bytes(how, content)))
        at = found.end()
    return "".join([*output, _joined(pieces), joined[at:]])


def _joined(pieces: list[tuple[str, bytes]]) -> str:
    """Neighbours of one charset are decoded together: some programs split a letter between two words."""
    output = ""
    while pieces:
        charset = pieces[0][0]
        same = next((i for i, piece in enumerate(pieces) if piece[0].lower() != charset.lower()), len(pieces))
        output += decoded(b"".join(content for _, content in pieces[:same]), charset)
        pieces = pieces[same:]
    return output


def _bytes(how: str, content: str) -> bytes:
    raw = content.encode("utf-8", "replace")
    if how in "qQ":
        return decodestring(raw.replace(b"_", b" "))
    try:
        return b64decode(raw + b"=" * (-len(raw) % 4))
    except BrokenBase64:
        return raw


def addresses(message: Message, name: str, charset: str = "", *, limit: int) -> list[dict[str, str]]:
    """Everybody named there. Names are decoded after splitting: a comma inside an encoded name divides nobody."""
    values = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    if sum(value.count("@") for value in values) > limit:
        raise ValueError(f"more than {limit} addresses")
    found = getaddresses([CONTROL.sub(" ", FOLD.sub("", value)) for value in values], strict=False)
    pairs = [{"name": unfolded(shown, charset), "address": unfolded(address, charset)} for shown, address in found]
    return [pair for pair in pairs if pair["address"]]


def message_ids(text: str) -> list[str]:
    return ID.findall(text)
