"""HTML of strangers, made harmless for showing. The stored message stays as it came (security.md §7.10).

Allowed is what carries text, tables and pictures that came with the mail. No script, form, class, id, remote
image or address that is neither web, mail nor telephone gets through. The page cleans once more and shows the
rest in a sandbox.
"""

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

import nh3

RULES = 4  # part of the cache key: raise it with every change below
MAX_CHARACTERS = 2_000_000
MAX_REMOTE_IMAGES = 50  # different ones in one message; further ones are left out

TAGS = {
    *("a", "abbr", "address", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col"),
    *("colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "h1", "h2", "h3", "h4"),
    *("h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span"),
    *(
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr",
    ),
}
ATTRIBUTES = {
    "*": {"dir", "lang", "title", "style"},
    "a": {"href"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "font": {"color", "size"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "type"},
    "li": {"value"},
    "table": {"align", "bgcolor", "border", "cellpadding", "cellspacing", "width"},
    "td": {"align", "bgcolor", "colspan", "height", "rowspan", "valign", "width"},
    "th": {"align", "bgcolor", "colspan", "height", "rowspan", "scope", "valign", "width"},
    "tr": {"align", "bgcolor", "valign"},
}
STYLES = {
    *("background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left", "border-right"),
    *("border-spacing", "border-style", "border-top", "border-width", "color", "direction", "font-family", "font-size"),
    *("font-style", "font-weight", "height", "letter-spacing", "line-height", "list-style-type", "margin"),
    *("margin-bottom", "margin-left", "margin-right", "margin-top", "max-width", "padding", "padding-bottom"),
    *("padding-left", "padding-right", "padding-top", "text-align", "text-decoration", "text-indent"),
    *("text-transform", "vertical-align", "white-space", "width", "word-break", "word-wrap"),
}
PLAIN_STYLE = re.compile(r"[\w\s:;#%.,!'\"-]*")
SILENT = {"script", "style", "template", "title", "noscript"}
PART = re.compile(r'(<img\b[^>]*?)\ssrc="cid:([^"]*)"')
REMOTE = re.compile(r'(<img\b(?:[^>"]|"[^"]*")*?)\ssrc="remote:([0-9]+)"')
FROM_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


class Cleaned(NamedTuple):
    html: str
    remote: tuple[str, ...]  # addresses of the images that were taken out, each once

    @property
    def remote_images(self) -> int:
        return len(self.remote)


def clean_html(html: str, *, part_url: Callable[[str], str | None] = lambda _: None) -> Cleaned:
    """Harmless HTML. `part_url` gives the address of a picture that came with the mail, by its Content-ID."""
    cleaned = without_parts(html)
    return Cleaned(with_remote(with_parts(cleaned.html, part_url), lambda _: None), cleaned.remote)


def without_parts(html: str) -> Cleaned:
    """Harmless HTML whose pictures are still named: by `cid:` those that came along, by `remote:` and a number those
    from elsewhere. The same for everybody, so it can be kept. Not to be shown before both names are replaced.
    """
    remote: dict[str, int] = {}

    def keep(tag: str, attribute: str, value: str) -> str | None:
        match tag, attribute:
            case "img", "src":
                return _named(value.strip(), remote)
            case "a", "href":
                return value if _leads_outside(value) else None
            case _, "style":
                return value if PLAIN_STYLE.fullmatch(value) else None
        return value

    text = nh3.clean(
        html[:MAX_CHARACTERS],
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=keep,
        filter_style_properties=STYLES,
        url_schemes={"http", "https", "mailto", "tel", "cid", "remote"},
        link_rel="noopener noreferrer nofollow",
        clean_content_tags=SILENT,
        strip_comments=True,
    )
    return Cleaned(text, tuple(remote))


def _named(source: str, remote: dict[str, int]) -> str | None:
    if source[:4].lower() == "cid:":
        return f"cid:{source[4:]}"
    if not FROM_ELSEWHERE.match(source):
        return None
    address = f"https:{source}" if source.startswith("//") else source
    if address not in remote and len(remote) == MAX_REMOTE_IMAGES:
        return None
    return f"remote:{remote.setdefault(address, len(remote))}"


def with_parts(html: str, part_url: Callable[[str], str | None]) -> str:
    """`cid:` names replaced by addresses; a name nobody knows leaves the picture without one."""

    def addressed(found: re.Match[str]) -> str:
        url = part_url(found[2].replace("&amp;", "&"))
        return f'{found[1]} src="{_attribute(url)}"' if url else found[1]

    return PART.sub(addressed, html)


def with_remote(html: str, image_url: Callable[[int], str | None]) -> str:
    """The names of images from elsewhere replaced by addresses of ours; None leaves the image without one."""

    def addressed(found: re.Match[str]) -> str:
        url = image_url(int(found[2]))
        return f'{found[1]} src="{_attribute(url)}"' if url else found[1]

    return REMOTE.sub(addressed, html)


def _attribute(url: str) -> str:
    return url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _leads_outside(value: str) -> bool:
    """Web with a host, mail or telephone; `//host` and everything else would stay in our page."""
    try:
        url = urlsplit(value.strip())
    except ValueError:
        return False
    return (url.scheme in {"http", "https"} and bool(url.netloc)) or url.scheme in {"mailto", "tel"}
