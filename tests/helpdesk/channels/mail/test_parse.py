"""Decoding, against the sample mails."""

import json
from pathlib import Path

import pytest

from helpdesk.channels.mail.language import language_of
from helpdesk.channels.mail.parse import parse
from helpdesk.quoting import split_quoted

DATA = Path(__file__).parents[3] / "data" / "mail"
EXPECTED = json.loads((DATA / "own" / "expected.json").read_text())
OWN = sorted(EXPECTED)


@pytest.fixture(params=OWN)
def sample(request):
    return parse((DATA / "own" / request.param).read_bytes()), EXPECTED[request.param]


def test_sender_subject_and_thread_are_decoded(sample):
    found, expected = sample

    assert found["from"]["address"] == expected["from"]
    assert found["subject"] == expected["subject"]
    assert found["in_reply_to"] == [expected["in_reply_to"]] if "in_reply_to" in expected else True


def test_the_new_words_are_what_stays_visible(sample):
    found, expected = sample

    split = split_quoted(found["text"])

    if "reply_text" in expected:
        assert split.visible.strip() == expected["reply_text"]
    assert [words for words in expected.get("must_keep", []) if words not in split.visible] == []
    if "signature" in expected:  # folded away with the quotes, so it is in neither the visible text nor lost
        assert expected["signature"] in split.quoted
    elif "has_quote" in expected and "must_keep" not in expected:
        assert bool(split.quoted) is expected["has_quote"]


def test_attachments_keep_their_names_types_and_bytes(sample):
    found, expected = sample

    assert [(one["name"], one["content_type"]) for one in found["attachments"]] == [
        (one["name"], one["type"]) for one in expected["attachments"]
    ]
    for mine, theirs in zip(found["attachments"], expected["attachments"], strict=True):
        assert len(mine["content"]) == theirs.get("bytes", len(mine["content"]))
        assert mine["content_id"] == theirs.get("cid", mine["content_id"])
        assert mine["inline"] is theirs.get("inline", False)


def test_the_language_is_told_from_the_words(sample):
    found, expected = sample

    assert language_of(f"{found['subject']}\n{found['text']}") == expected["language"]


def test_automatic_answers_and_delivery_reports_are_told_from_people(sample):
    found, expected = sample

    assert found["is_auto_reply"] is (expected["kind"] in {"auto_reply", "bounce"})
    if "bounced" in expected:
        assert {key: found["bounce"][key] for key in expected["bounced"]} == expected["bounced"]
    else:
        assert found["bounce"] is None


@pytest.mark.parametrize(
    ("name", "subject", "text", "attachments"),
    [
        ("all-special-chars", "Testovácí email", "íářčšáíéřášč", []),
        ("quoted_printable", "Český test", "Tohle je test českých písmen odeslaných z gmailu.", []),
        ("blank-body-with-attachment", None, "", ["baf"]),
        ("forwarded-message", "Test with original message from GitHub", None, []),
        ("utf-nondecodable", "Fwd: Cyklozaměstnavatel - změna vyhodnocení", None, []),
    ],
)
def test_mails_of_another_helpdesks_tests_are_read(name, subject, text, attachments):
    found = parse((DATA / "django-helpdesk" / f"{name}.eml").read_bytes())

    assert subject in (None, found["subject"])
    assert text in (None, found["text"].strip())
    assert [one["name"] for one in found["attachments"]] == attachments
    assert "\ufffd" not in found["subject"]


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("unknown charset", b"Content-Type: text/plain; charset=x-nonsense\r\n\r\np\xc5\x99\xff", "př\ufffd"),
        ("a codec that is no charset", b"Content-Type: text/plain; charset=rot13\r\n\r\nuryyb", "uryyb"),
        ("8 bit without a charset", b"\r\np\xc5\x99\xc3\xad", "pří"),
        ("broken base64", b"Content-Transfer-Encoding: base64\r\n\r\naGVsbG8=###!", "hello"),
        ("NUL", b"\r\na\x00b", "a\ufffdb"),
        ("html alone", b"Content-Type: text/html\r\n\r\n<p>a</p><blockquote>b<br>c</blockquote>d", "a\n\n> b\n> c\nd"),
        ("lone surrogate", b"Content-Type: text/plain; charset=utf-7\r\n\r\n+2AA-", "?"),
    ],
)
def test_broken_text_arrives_with_replacement_characters(name, content, text):
    """A24"""
    assert parse(b"From: a@b.test\r\n" + content)["text"].strip() == text


@pytest.mark.parametrize(
    "header",
    [b"Date: Thu, 99 Foo 99999 99:99:99 +9999", b"Date: ", b"From: ", b"From: <>", b"Subject: =?utf-8?q?=ff?="],
)
def test_absurd_headers_do_not_stop_a_mail(header):
    """A24"""
    assert parse(header + b"\r\n\r\nhello")["text"] == "hello"


def test_a_sender_cannot_write_the_lines_of_the_intake():
    found = parse(b"Subject: x\r\nReturn-Path: <evil@x.test>\r\nX-Kvalita-Recipients: r+x@y\r\n\r\nhello")

    assert (found["return_path"], found["recipients"]) == (None, [])


def test_a_comma_inside_an_encoded_name_divides_nobody():
    found = parse(b"From: =?utf-8?q?Mal=C3=A1=2C_Jana?= <jana@x.test>\r\n\r\nhello")

    assert found["from"] == {"name": "Malá, Jana", "address": "jana@x.test"}


def test_an_attached_mail_stays_closed():
    inner = b"From: c@d.test\r\nSubject: inner\r\n\r\nsecret"
    content = b"From: a@b.test\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    content += b"--x\r\n\r\nouter\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n"

    found = parse(content + inner + b"\r\n--x--\r\n")

    assert found["text"].strip() == "outer"
    assert [one["content_type"] for one in found["attachments"]] == ["message/rfc822"]
    assert b"secret" in found["attachments"][0]["content"]
