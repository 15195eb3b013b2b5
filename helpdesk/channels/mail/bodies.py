"""From a text part to text: format=flowed (RFC 3676) undone, HTML told in plain lines. Standard library only."""

import re
from html.parser import HTMLParser
from typing import Any

BLOCKS = {
    *("address", "article", "div", "dl", "dt", "dd", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul", "center"),
}
SILENT = {"script", "style", "head", "title", "template", "noscript", "svg", "math"}
SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
MANY_LINES = re.compile(r"\n{3,}")
DEEPEST_QUOTE = 20


def unflowed(text: str, *, joins_words: bool) -> str:
    """Lines that end in a space go on in the next one, if that is quoted as deeply; not so the signature mark."""
    output: list[str] = []
    before = -1  # how deep the line to be continued is quoted; -1 is none
    for line in text.replace("\r\n", "\n").split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        is_soft = content.endswith(" ") and content != "-- "
        if is_soft and joins_words:
            content = content[:-1]
        if depth == before and output:
            output[-1] += content
        else:
            output.append("> " * 0 + ">" * depth + (" " if depth and content else "") + content)
        before = depth if is_soft else -1
    return "\n".join(output)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.quotes = 0
        self.silent = 0
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag == "br":
            self.lines.append("")
        elif tag == "blockquote":
            self._break()
            self.quotes = min(self.quotes + 1, DEEPEST_QUOTE)
        elif tag in {"td", "th"} and self.lines[-1].strip():
            self.lines[-1] += " "
        elif tag == "li":
            self._break()
            self.lines[-1] += "- "
        elif tag in BLOCKS:
            self._break(paragraph=tag == "p")
        if tag == "pre":
            self.preformatted += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(self.silent - 1, 0)
        elif tag == "blockquote":
            self._break()
            self.quotes = max(self.quotes - 1, 0)
        elif tag in BLOCKS:
            self._break(paragraph=tag == "p")
        if tag == "pre":
            self.preformatted = max(self.preformatted - 1, 0)

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        mark = ">" * self.quotes + " " if self.quotes else ""
        pieces = data.split("\n") if self.preformatted else [SPACES.sub(" ", data)]
        for number, piece in enumerate(pieces):
            if number:
                self.lines.append("")
            if not self.lines[-1]:
                piece = piece if self.preformatted else piece.lstrip()  # noqa: PLW2901 — the space before a line
                self.lines[-1] = mark + piece if piece else ""
            else:
                self.lines[-1] += piece

    def _break(self, *, paragraph: bool = False) -> None:
        if self.lines[-1].strip():
            self.lines.append("")
        if paragraph and len(self.lines) > 1 and self.lines[-2].strip():
            self.lines.append("")


def text_of_html(html: str) -> str:
    """What a person would read, line by line, quotes marked by `>`."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # html.parser's own on some malformed declarations
        pass
    lines = "\n".join(line.rstrip() for line in reader.lines)
    return MANY_LINES.sub("\n\n", lines).strip("\n")


def charset_of(part: Any) -> str:
    """What the part says it is written in; rubbish there is no charset."""
    try:
        return str(part.get_content_charset("") or "")
    except (LookupError, ValueError, UnicodeError):
        return ""
