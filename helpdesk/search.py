"""Words as they are compared in a search: without case, diacritics and punctuation."""

import re
import unicodedata

# letters that do not come apart into a base and a mark
_WHOLE = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
WORDS = 12  # of a query; more narrow nothing down
FEWEST_DIGITS = 6  # of a telephone number; the end of one tells nothing with fewer
NATIONAL_DIGITS = 9  # numbers are the same if so many at their ends are: one is written with its country, one without
_TELEPHONE = re.compile(r"\+?[\d\s().\-/]+", re.ASCII)


def plain(text: str) -> str:
    """`Číslo účtu, prosím` is `cislo uctu prosim`; an address falls apart at its dots and at sign."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_WHOLE))
    return " ".join("".join(c if c.isalnum() else " " for c in apart if not unicodedata.combining(c)).split())


def prefix_query(text: str) -> str:
    """What `to_tsquery` reads as: every word, or the beginning of it. Empty if there is no word."""
    return " & ".join(f"{word}:*" for word in plain(text).split()[:WORDS])


def ticket_number(text: str) -> int | None:
    """The number asked for, if the query is `1042` or `#1042`."""
    digits = text.strip().removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else None  # noqa: PLR2004 — integer


def backward_digits(text: str) -> str:
    """How the digits of a telephone number that ends like this begin, read from its end; empty: it is none.

    `+420 601 555 018`, `00420601555018` and `601 555 018` are all `810555106`.
    """
    digits = re.sub(r"\D", "", text)
    is_number = _TELEPHONE.fullmatch(text.strip()) and len(digits) >= FEWEST_DIGITS
    return digits[::-1][:NATIONAL_DIGITS] if is_number else ""
