"""The last step before a message leaves: its HTML made harmless, its own pictures given an address."""

from collections.abc import Mapping
from typing import Any

from accounts.models import Membership
from core.files.links import RIGHTS, signed_file_url
from core.models import StoredFile
from helpdesk.html import clean_html

PICTURE_SECONDS = 600  # a folded message is opened later; the right is asked again each time
RIGHT = "attachment"


def for_display(item: Mapping[str, Any], viewer: Membership) -> dict[str, Any]:
    """A thread item as it is sent: `html` cleaned, pictures that came with the mail addressed for this member."""
    if item["type"] != "message":
        return dict(item)
    pictures: Mapping[str, StoredFile] = item["pictures"]

    def address(content_id: str) -> str | None:
        stored = pictures.get(content_id)
        if stored is None or RIGHT not in RIGHTS:
            return None
        return signed_file_url(stored, viewer, seconds=PICTURE_SECONDS, inline=True, right=RIGHT)

    shown = {name: value for name, value in item.items() if name != "pictures"}
    if not item["html"]:
        return {**shown, "html": None, "remote_images": 0}
    cleaned = clean_html(item["html"], part_url=address)
    return {**shown, "html": cleaned.html, "remote_images": cleaned.remote_images}
