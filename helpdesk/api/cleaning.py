"""The last step before a message leaves: its HTML made harmless, its own pictures given an address."""

from collections.abc import Mapping
from typing import Any

from accounts.models import Membership
from core.files.links import signed_file_url
from core.models import StoredFile
from helpdesk.api.attachments import RIGHT
from helpdesk.queries.cleaned_html import cleaned_html

PICTURE_SECONDS = 600  # a folded message is opened later; the right is asked again each time


def for_display(item: Mapping[str, Any], viewer: Membership) -> dict[str, Any]:
    """A thread item as it is sent: `html` cleaned, pictures that came with the mail addressed for this member."""
    if item["type"] != "message":
        return dict(item)
    pictures: Mapping[str, StoredFile] = item["pictures"]

    def address(content_id: str) -> str | None:
        stored = pictures.get(content_id)
        if stored is None:
            return None
        return signed_file_url(stored, viewer, seconds=PICTURE_SECONDS, inline=True, right=RIGHT)

    shown = {name: value for name, value in item.items() if name != "pictures"}
    if not item["html"]:
        return {**shown, "html": None, "remote_images": 0}
    cleaned = cleaned_html(item["html"], part_url=address)
    return {**shown, "html": cleaned.html, "remote_images": cleaned.remote_images}
