"""Whether the sender's domain stands behind the mail, as our own mail server judged it (security.md §7.4)."""

import re
from collections.abc import Sequence
from enum import StrEnum

from core.mail.addresses import ascii_domain

COMMENT = re.compile(r"\([^()]*\)")
DMARC = re.compile(r"(?:^|[;\s])dmarc\s*=\s*([a-z]+)", re.IGNORECASE)
FROM = re.compile(r"header\.from\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105 — the word of RFC 8601
    FAIL = "fail"
    UNKNOWN = "unknown"  # nobody we trust said anything


def verdict(authentication: Sequence[str], *, trusted: str, sender_domain: str) -> Verdict:
    """The DMARC result of the topmost Authentication-Results, if that is by `trusted`; all others are hearsay.

    With no trusted server configured nothing can be known.
    """
    if not trusted or not authentication:
        return Verdict.UNKNOWN
    topmost = COMMENT.sub(" ", authentication[0])
    if topmost.partition(";")[0].split()[:1] != [trusted]:
        return Verdict.UNKNOWN
    found, about = DMARC.search(topmost), FROM.search(topmost.partition("dmarc")[2])
    if not found:
        return Verdict.UNKNOWN
    if found[1].lower() != "pass":
        return Verdict.FAIL if found[1].lower() == "fail" else Verdict.UNKNOWN
    aligned = about is None or ascii_domain(about[1].rpartition("@")[2]) == sender_domain
    return Verdict.PASS if aligned else Verdict.FAIL
