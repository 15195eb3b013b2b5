"""`docs/attacks.md` says which test tries what: what it names is there, and nothing asked for is left out."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ATTACKS = (*range(1, 4), *range(6, 12), *range(13, 17), 19, 20, *range(22, 25), 30, 31, *range(33, 37))
LATER_ATTACKS = (46, *range(48, 51), *range(54, 58), 60, 61)
FAULTS = (*range(1, 8), 12, 15, 18, 19, 23, 25)
ASKED = [f"A{number}" for number in (*ATTACKS, *LATER_ATTACKS)] + [f"F{number}" for number in FAULTS]


def listed():
    page, _, _guards = (ROOT / "docs/attacks.md").read_text().partition("\n## Guards")
    rows = re.findall(r"^\| ([AF]\d+) \|.*\| (.+) \|$", page, re.MULTILINE)
    return {line: re.findall(r"`([^`]+)::([^`]+)`", tests) for line, tests in rows}


@pytest.mark.parametrize("line", ASKED)
def test_each_line_that_was_asked_for_names_tests_that_are_there(line):
    for path, wanted in listed()[line]:
        there = re.findall(r"^(?:async )?def (test_\w+)", (ROOT / path).read_text(), re.MULTILINE)

        assert [name for name in there if fnmatch(name, wanted)] != [], f"{path}::{wanted}"
        assert re.search(rf"_{line.lower()}_", wanted), f"{wanted} does not carry the number {line}"


def test_no_line_is_empty():
    assert [line for line, tests in listed().items() if not tests] == []
