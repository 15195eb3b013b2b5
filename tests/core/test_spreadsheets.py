"""A62: whatever a customer writes stays text in a spreadsheet."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets import FORMULA_STARTS, csv_lines

HOSTILE = ["=1+1", "+420 601", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1", "\ufeff=1", "＝1", "%0|cmd"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["en", "cs"])
def test_a62_text_that_would_run_as_a_formula_is_shown_as_it_is(text, language):
    (line,) = csv_lines([[text]], language=language)

    assert line == f'"\'{text}"\r\n'


@given(st.lists(st.text(), min_size=1), st.sampled_from(["en", "cs", "pl", "lv"]))
def test_a62_no_text_begins_a_formula_or_leaves_its_cell(texts, language):
    lines = csv_lines([[*texts, "end"]], language=language)

    parted_by = "," if language == "en" else ";"
    (cells,) = csv.reader(["".join(lines)], delimiter=parted_by, strict=True)
    assert [cell.removeprefix("'") for cell in cells[:-1]] == [text.removeprefix("'") for text in texts]
    assert not any(cell.strip()[:1] in FORMULA_STARTS for cell in cells if cell.strip())


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", '"a ""b""; c, d",-3,12.50,,2026-11-20,2026-11-20 16:42:05\r\n'),
        ("lv", '"a ""b""; c, d";-3;12,50;;2026-11-20;2026-11-20 16:42:05\r\n'),
    ],
)
def test_numbers_and_times_are_written_as_the_language_reads_them(language, line):
    moment = datetime(2026, 11, 20, 16, 42, 5, tzinfo=UTC)
    row = ['a "b"; c, d', -3, Decimal("12.50"), None, date(2026, 11, 20), moment]

    assert list(csv_lines([row], language=language)) == [line]
