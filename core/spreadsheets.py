"""Tables as CSV that a spreadsheet opens as it was meant: text stays text, numbers are numbers."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from unicodedata import category

from django.utils.formats import get_format

BOM = "\ufeff"  # without it Excel reads UTF-8 as the code page of the machine
FORMULA_STARTS = frozenset("=+-@|%＝＋－＠")  # wide ones too: spreadsheets take them for the narrow

type Cell = str | int | Decimal | date | None


def csv_lines(rows: Iterable[Sequence[Cell]], *, language: str) -> Iterator[str]:
    """Each row as one line, as the spreadsheet of a person of that language reads it.

    Where decimals have a comma, columns are parted by semicolons. Text is always in quotes, so that it stays one
    cell whatever stands in it; text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    mark = str(get_format("DECIMAL_SEPARATOR", language, use_l10n=True))
    parted_by = ";" if mark == "," else ","
    for row in rows:
        yield parted_by.join(_written(cell, mark) for cell in row) + "\r\n"


def as_text(value: str) -> str:
    """What a spreadsheet shows as it is, whoever wrote it."""
    begins = next((letter for letter in value if category(letter)[0] not in "ZC"), "")
    return f"'{value}" if begins in FORMULA_STARTS or value[:1] in ("\t", "\r", "\n") else value


def _written(cell: Cell, mark: str) -> str:
    match cell:
        case None:
            return ""
        case str():
            return '"' + as_text(cell).replace('"', '""') + '"'
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M:%S}"
        case date():
            return cell.isoformat()
        case Decimal():
            return f"{cell:f}".replace(".", mark)
    return str(cell)
