"""Folding quotes, against three collections of mail."""

import time
from pathlib import Path

import pytest

from helpdesk.quoting import split_quoted

DATA = Path(__file__).parents[1] / "data" / "mail"
TRIMMER = sorted(
    path.name.removesuffix(".expected.txt") for path in (DATA / "email-reply-trimmer").glob("*.expected.txt")
)


@pytest.mark.parametrize("name", TRIMMER)
def test_what_another_product_leaves_is_what_stays_visible(name):
    folder = DATA / "email-reply-trimmer"

    split = split_quoted((folder / f"{name}.txt").read_text())

    assert split.visible.strip() == (folder / f"{name}.expected.txt").read_text().strip()


# first and last words that stay visible, and how the folded part begins
PARSER = {
    "correct_sig": ("this is an email", "signature.", "-- "),
    "email_1_3": (
        "Oh thanks.",
        None,
        "",
    ),  # a mailing list wrote below the quote; what follows a quote may be an answer
    "email_1_4": ("Awesome!", "problem with it.", "On Aug 22"),
    "email_1_5": ("One: Here's", None, ""),
    "email_1_6": ("I get proper", "torch of pixels", "On Dec 16"),  # "Sent from a magnificent torch" is somebody's wit
    "email_1_7": (":+1:", ":+1:", "On Tue, Sep 25"),
    "email_1_8": ("On Tue, Apr 29", "and under this.", ">"),  # answers between the lines stay, with the lines
    "email_2_1": ("Outlook with", "with a reply", " ------"),
    "email_2_2": ("Outlook with", "above line", "______"),
    "email_2_3": ("Outlook with", "unusual format", "*From:*"),
    "email_BlackBerry": ("Here is", "another email", "Sent from my"),
    "email_bullets": ("test 2", "and another", "On Fri, Feb 24"),
    "email_gmail": ("This is a test", "github message.", "On Wed, May 18"),
    "email_headers_no_delimiter": ("And another", "reply!", "From: Dan"),
    "email_iPhone": ("Here is", "another email", "Sent from my"),
    "email_multi_word_sent_from_my_mobile_device": ("Here is", "another email", "Sent from my"),
    "email_one_is_not_on": ("Thank, this", "when I run...", "On Oct 1"),
    "email_partial_quote_header": ("On your remote", "not working.", "On 9 Jan"),
    "email_sent_from_my_not_signature": ("Here is", "mobile phone.", ""),
    "email_sig_delimiter_in_middle_of_line": ("Hi there!", "kthxbai", ""),
    "greedy_on": ("On your remote", "not working.", "On 9 Jan"),
    "pathological": ("I think", "to a computer.", "On Dec 8"),
    "email_1_1": ("Hi folks", "lists.basho.com", ""),  # a list's footer is nobody's quote; it stays
    "email_1_2": ("Hi,", None, ""),  # answers between quoted lines stay
}


@pytest.mark.parametrize("name", sorted(PARSER))
def test_replies_of_a_third_product_are_split_where_a_reader_would(name):
    begins, ends, folded = PARSER[name]

    split = split_quoted((DATA / "email-reply-parser" / f"{name}.txt").read_text())

    assert split.visible.strip().startswith(begins)
    assert ends is None or split.visible.strip().endswith(ends)
    assert split.quoted.startswith(folded) if folded else split.quoted == ""


def test_every_sample_is_looked_at():
    assert sorted(PARSER) == sorted(path.stem for path in (DATA / "email-reply-parser").glob("*.txt"))


@pytest.mark.parametrize("text", ["", "\n\n", "> only a quote", "hello", "On Monday Eva wrote:"])
def test_nothing_is_ever_lost(text):
    split = split_quoted(text)

    assert split.visible == text.strip("\n")


HOSTILE = {
    "quotes in one line": "> ",
    "quoted lines": "> \n",
    "spaces": " ",
    "lines of spaces": " " * 70 + "\n",
    "attributions": "On 1. 2. 2025 12:30 x wrote:\n",
    "dated addresses": "1. 2. 2025 v 12:30, x <a@b.c>:\n",
    "headers": "From: x\n",
    "rules": "--\n",
    "letters": "a",
    "addresses": "<a@b ",
}


def seconds(text):
    best = 1e9
    for _ in range(3):
        start = time.process_time()
        split_quoted(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_the_work_grows_with_the_text_and_no_faster(piece):
    """A25: eight times the text, at most about eight times the work."""
    small = (piece * (125_000 // len(piece) + 1))[:125_000]

    assert seconds(small * 8) < 0.02 + 16 * seconds(small)
