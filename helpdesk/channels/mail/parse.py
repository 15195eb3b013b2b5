"""Bytes of a mail into plain values. Runs in `core.raw.limited_child`, so it imports nothing but its neighbours.

What cannot be read raises; the original is then attached to a ticket that says so.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

from helpdesk.channels.mail.bodies import charset_of, text_of_html, unflowed
from helpdesk.channels.mail.headers import (
    addresses,
    decoded,
    header,
    headers,
    message_ids,
    storable,
    telling,
    words,
)

MAX_DEPTH = 30
MAX_PARTS = 1000
MAX_ADDRESSES = 1000
MAX_TEXT = 2_000_000  # characters of one body that are kept as text; the original has the rest
MAX_REFERENCES = 100

SILENT_PRECEDENCE = {"bulk", "list", "junk", "auto_reply"}
ROBOT = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|daemon)(?:[+=_-].*)?@", re.IGNORECASE
)


def parse(content: bytes) -> dict[str, Any]:
    """The mail as plain values (JSON and bytes). Raises ValueError beyond the limits."""
    message = message_from_bytes(content, policy=policy.compat32)
    parts = list(_parts(message))
    charset = next((charset_of(part) for part in parts if charset_of(part)), "")
    text, html = _bodies(parts)
    found = {
        **_envelope(message),
        **_people(message, charset),
        "subject": header(message, "Subject", charset),
        "message_id": next(iter(message_ids(header(message, "Message-ID"))), ""),
        "in_reply_to": message_ids(header(message, "In-Reply-To"))[:MAX_REFERENCES],
        "references": message_ids(header(message, "References"))[-MAX_REFERENCES:],
        "date": _date(header(message, "Date")),
        "content_language": header(message, "Content-Language")[:60],
        "headers": telling(message, charset),
        "text": text,
        "html": html,
        "attachments": _attachments(parts),
        "authentication": headers(message, "Authentication-Results")[:20],
        "loop": header(message, "X-Kvalita-Loop"),
        "is_auto_reply": _is_auto_reply(message),
        "is_silent": _is_silent(message),
        "bounce": _bounce(message),
    }
    return {name: storable(value) for name, value in found.items()}


def _envelope(message: Message) -> dict[str, Any]:
    """From the two lines the intake puts on top; whatever the sender wrote below is not looked at."""
    top = [(key.lower(), str(value).strip()) for key, value in list(message.raw_items())[:2]]
    if [key for key, _ in top] != ["return-path", "x-kvalita-recipients"]:
        return {"return_path": None, "recipients": []}
    (_, sender), (_, recipients) = top
    return {
        "return_path": sender.strip("<>"),
        "recipients": [address.strip() for address in recipients.split(",") if address.strip()],
    }


def _people(message: Message, charset: str) -> dict[str, Any]:
    everybody = {
        name: addresses(message, name, charset, limit=MAX_ADDRESSES) for name in ("From", "Reply-To", "To", "Cc")
    }
    if sum(len(found) for found in everybody.values()) > MAX_ADDRESSES:
        raise ValueError(f"more than {MAX_ADDRESSES} addresses")
    return {
        "from": next(iter(everybody["From"]), {"name": "", "address": ""}),
        "reply_to": everybody["Reply-To"],
        "to": everybody["To"],
        "cc": everybody["Cc"],
    }


def _parts(message: Message) -> Iterator[Message]:
    """Every leaf, with whether it is one of several alternatives noted on it. Attached mails stay closed."""
    count = 0
    pending: list[tuple[Message, int, bool]] = [(message, 0, False)]
    while pending:
        part, depth, is_alternative = pending.pop()
        count += 1
        if depth > MAX_DEPTH:
            raise ValueError(f"parts nested more than {MAX_DEPTH} deep")
        if count > MAX_PARTS:
            raise ValueError(f"more than {MAX_PARTS} parts")
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            inside = part.get_content_subtype() == "alternative"
            children = [(child, depth + 1, inside) for child in part.get_payload() if isinstance(child, Message)]
            pending += reversed(children)
            continue
        part.is_alternative = is_alternative  # type: ignore[attr-defined]
        yield part


def _is_body(part: Message) -> bool:
    is_text = part.get_content_type() in {"text/plain", "text/html"} and not part.is_multipart()
    return is_text and part.get_content_disposition() != "attachment" and not _name(part)


def _bodies(parts: list[Message]) -> tuple[str, str]:
    """The text and the HTML. Several of one kind follow each other; a text that is missing is told from the HTML."""
    bodies = [part for part in parts if _is_body(part)]
    texts = [_text(part) for part in bodies if part.get_content_type() == "text/plain"]
    htmls = [_text(part) for part in bodies if part.get_content_type() == "text/html"]
    html = "\n".join(htmls)
    text = "\n\n".join(piece.strip("\n") for piece in texts if piece.strip()) or text_of_html(html)
    return text[:MAX_TEXT], html[:MAX_TEXT]


def _text(part: Message) -> str:
    text = decoded(_payload(part), charset_of(part)).replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format", "") or "").lower() == "flowed":
        return unflowed(text, joins_words=str(part.get_param("delsp", "") or "").lower() == "yes")
    return text


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _name(part: Message) -> str:
    try:
        name = part.get_filename("")
    except (LookupError, ValueError, UnicodeError, TypeError):
        name = ""
    return (
        re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]+", " ", words(name or ""))
        .replace("\\", "/")
        .rpartition("/")[2]
        .strip()[:200]
    )


def _attachments(parts: list[Message]) -> list[dict[str, Any]]:
    """All that is not the body. An invitation among alternatives is kept once, not twice."""
    kept = [part for part in parts if not _is_body(part)]
    has_calendar = any(_name(part).lower().endswith(".ics") for part in kept)
    return [
        _attachment(part, number)
        for number, part in enumerate(kept, start=1)
        if not (getattr(part, "is_alternative", False) and has_calendar and part.get_content_type() == "text/calendar")
        and part.get_content_type() not in {"message/delivery-status", "text/rfc822-headers"}
    ]


def _attachment(part: Message, number: int) -> dict[str, Any]:
    kind = part.get_content_type()
    content_id = header(part, "Content-ID").strip("<> ")[:255]
    content = b"".join(inner.as_bytes() for inner in _inner(part)) if kind == "message/rfc822" else _payload(part)
    endings = {"message/rfc822": ".eml", "text/calendar": ".ics", "text/html": ".html", "text/plain": ".txt"}
    return {
        "name": _name(part) or f"part-{number}{endings.get(kind, '')}",
        "content_type": kind[:120],
        "content_id": content_id,
        "inline": part.get_content_disposition() == "inline" or bool(content_id),
        "content": content,
    }


def _inner(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _date(text: str) -> str | None:
    """ISO 8601 with an offset; an absurd date is none."""
    try:
        found = parsedate_to_datetime(text)
        return found.isoformat() if found.tzinfo else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_auto_reply(message: Message) -> bool:
    """Whether a machine answered (RFC 3834); then nobody waits for anything."""
    submitted = header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    return (
        submitted not in {"", "no"}
        or header(message, "Precedence").lower() == "auto_reply"
        or any(header(message, name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply"))
        or message.get_content_type() == "multipart/report"
    )


def _is_silent(message: Message) -> bool:
    """Whether this mail must not be answered automatically (security.md §7.5)."""
    names = {key.lower() for key, _ in message.raw_items()}
    return (
        _is_auto_reply(message)
        or _envelope(message)["return_path"] == ""
        or header(message, "Precedence").lower() in SILENT_PRECEDENCE
        or any(name.startswith("list-") for name in names)
        or "x-auto-response-suppress" in names
        or "x-kvalita-loop" in names
        or any(ROBOT.match(one["address"]) for one in addresses(message, "From", limit=MAX_ADDRESSES))
    )


def _bounce(message: Message) -> dict[str, str] | None:
    """What a delivery report (RFC 3464) says of the first recipient that failed; None if it is none."""
    if message.get_content_type() != "multipart/report":
        return None
    fields: dict[str, str] = {}
    original = ""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            fields = _failed(part) or fields
        elif kind == "text/rfc822-headers":
            inner = message_from_bytes(_payload(part), policy=policy.compat32)
            original = original or header(inner, "Message-ID")
        elif kind == "message/rfc822":
            original = original or next((header(inner, "Message-ID") for inner in _inner(part)), "")
    if not fields:
        return None
    return {
        "recipient": fields.get("final-recipient", "").rpartition(";")[2].strip(),
        "action": fields.get("action", "").lower(),
        "status": fields.get("status", ""),
        "diagnostic": fields.get("diagnostic-code", "").rpartition(";")[2].strip()[:400],
        "original_message_id": next(iter(message_ids(original)), ""),
    }


def _failed(report: Message) -> dict[str, str]:
    """The block of the first recipient that failed, else the last block there is."""
    payload = report.get_payload()
    blocks = [
        {key.lower(): header(block, key) for key in block}
        for block in (payload if isinstance(payload, list) else [])
        if isinstance(block, Message) and "action" in block
    ]
    return next(
        (block for block in blocks if block.get("action", "").lower() == "failed"), blocks[-1] if blocks else {}
    )
