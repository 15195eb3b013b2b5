"""Folding quotes as the mail programs of our readers write them: Czech, Polish, Latvian and English."""

import re
from pathlib import Path

import pytest

from helpdesk.quoting import split_quoted

SAMPLES = (Path(__file__).parents[1] / "data" / "mail" / "programs.txt").read_text()
WRITTEN = dict(re.findall(r"^=== (.+)\n((?:(?!=== ).*\n)+)", SAMPLES, re.MULTILINE))


@pytest.mark.parametrize("name", WRITTEN)
def test_what_the_program_put_below_is_folded(name):
    written, below = WRITTEN[name].strip().split("\n=-= below\n")

    split = split_quoted(f"{written}\n\n{below}")

    assert (split.visible.strip(), split.quoted.strip()) == (written, below.strip())


def test_every_sample_is_read():
    assert len(WRITTEN) == SAMPLES.count("=== ") == 30


@pytest.mark.parametrize(
    "text",
    [
        "Zákazník se ptal v e-mailu:\n1. Kdy?\n2. Kam?",
        "Quoting works like this:\n\nput a mark first",
        "13. 10. 2025 v 9:14, takhle to bylo:\nspadlo to",
        "Od: pondělí\nnic nefunguje",
        "Iegūstiet rēķinu šodien",
    ],
)
def test_words_that_only_look_like_it_stay(text):
    assert split_quoted(text) == (text, "")
