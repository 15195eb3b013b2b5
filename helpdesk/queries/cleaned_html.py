"""Cleaned HTML of messages, kept by what it was made of: the same bytes are cleaned once."""

import hashlib
from collections.abc import Callable

from django.core.cache import cache

from core.keys import key
from core.tenancy import current_organization_id
from helpdesk.html import RULES, Cleaned, with_parts, with_remote, without_parts

KEPT_SECONDS = 24 * 3600


def cleaned_html(
    html: str,
    *,
    part_url: Callable[[str], str | None] = lambda _: None,
    image_url: Callable[[int], str | None] = lambda _: None,
) -> Cleaned:
    """As `clean_html`; `image_url` gives the n-th image from elsewhere an address of ours.

    Kept without the addresses of pictures, which are made for each reader.

    A change of the rules is a new name, so nothing cleaned by older rules is ever shown.
    """
    digest = hashlib.sha256(html.encode("utf-8", "replace")).hexdigest()
    name = key(current_organization_id(), "html", RULES, digest)
    known = cache.get(name)
    if known is None:
        known = tuple(without_parts(html))
        cache.set(name, known, timeout=KEPT_SECONDS)
    text, remote = known
    return Cleaned(with_remote(with_parts(text, part_url), image_url), tuple(remote))
