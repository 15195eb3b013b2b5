"""HTML of strangers, in every place it is shown (security.md §4, A30 and A31; §7.10)."""

import re
from html.parser import HTMLParser

import pytest

from helpdesk.html import ATTRIBUTES, STYLES, TAGS, clean_html
from tests.attacks.vectors import vectors

VECTORS = vectors()
FILES = "http://files.northwind.testserver/f/"


class Page(HTMLParser):
    """What a browser would find: tags, attributes, addresses it fetches by itself, addresses it would go to."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def part_url(content_id: str) -> str | None:
    return f"{FILES}{len(content_id)}/"


def faults(text: str) -> list[str]:
    found = []
    for tag, attributes in Page(text).tags:
        if tag not in TAGS:
            found.append(f"tag {tag}")
        for name, value in attributes.items():
            if name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | {"rel"}:
                found.append(f"attribute {name} of {tag}")
            if name.startswith("on") or name in {"class", "id", "formaction", "srcset"}:  # whatever the list allows
                found.append(f"{name} of {tag}")
            if name == "src" and not (value or "").startswith(FILES):
                found.append(f"fetches {value}")
            if name == "href" and not re.match(r"(https?://[^/\s]|mailto:|tel:)", value or ""):
                found.append(f"leads to {value}")
            if name == "style" and re.search(r"url|expression|import|position|\\|@", value or ""):
                found.append(f"style {value}")
    return found


def test_there_are_more_than_two_hundred_tricks():
    assert len(VECTORS) > 200
    assert len(set(VECTORS)) == len(VECTORS)


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_a30_nothing_runs_and_nothing_is_fetched(vector):
    cleaned = clean_html(f"<p>before</p>{vector}<p>after</p>", part_url=part_url)

    assert faults(cleaned.html) == []
    assert "before" in cleaned.html


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_a30_cleaning_twice_changes_nothing(vector):
    """What a second parser makes of the text must be what the first one made (mutation XSS)."""
    once = clean_html(vector).html

    assert clean_html(once).html == once


def test_a31_dress_and_remote_pictures_are_taken_out_and_counted():
    html = (
        '<style>p{color:red}</style><p class="x" id="y" style="color:red;position:fixed">text</p>'
        '<img src="https://evil.test/1.png"><img src="//evil.test/2.png"><img src="http://evil.test/3.gif" width="1">'
        '<img src="cid:mine"><img src="data:image/png;base64,AAAA"><form><input name="password"></form>'
    )

    cleaned = clean_html(html, part_url=part_url)

    assert cleaned.remote_images == 3
    assert "evil" not in cleaned.html
    assert re.findall(r'src="([^"]*)"', cleaned.html) == [f"{FILES}4/"]
    assert not re.search(r"class|id=|position|<form|<input|<style", cleaned.html)
    assert "text" in cleaned.html


def test_links_lead_to_web_mail_and_telephone_and_tell_nothing_on_the_way():
    links = '<a href="https://a.test/?x=1&y=2">a</a><a href="mailto:a@b.test">b</a><a href="tel:+420">c</a>'

    cleaned = clean_html(links).html

    assert re.findall(r'href="([^"]*)"', cleaned) == ["https://a.test/?x=1&amp;y=2", "mailto:a@b.test", "tel:+420"]
    assert cleaned.count('rel="noopener noreferrer nofollow"') == 3


def test_what_a_mail_is_made_of_stays():
    cell = '<td colspan="2" style="text-align:right">349 Kč</td>'
    html = f'<table border="1"><tbody><tr>{cell}</tr></tbody></table><blockquote>q</blockquote>'

    assert clean_html(html).html == html


def test_a_picture_nobody_sent_has_no_address():
    assert clean_html('<img src="cid:unknown" alt="Logo">', part_url=lambda _: None).html == '<img alt="Logo">'


def test_the_address_of_a_picture_cannot_break_out_of_its_attribute():
    cleaned = clean_html("<img src='cid:a'>", part_url=lambda _: 'http://f.test/"><script>alert(1)</script>').html

    assert "<script>" not in cleaned


def test_no_style_can_reach_outside_or_leave_its_place():
    dangerous = re.compile(r"image|position|content|filter|^transform|behavior|binding|display")

    assert [name for name in STYLES if dangerous.search(name)] == []
