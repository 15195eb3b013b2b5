"""The last step before a message leaves: its HTML made harmless, its own pictures given an address."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from accounts.models import Membership
from core.files.images import image_address, signed_image_url
from core.files.links import signed_file_url
from core.models import StoredFile
from helpdesk.api.attachments import RIGHT
from helpdesk.models import Message
from helpdesk.queries.cleaned_html import cleaned_html

PICTURE_SECONDS = 600  # a folded message is opened later; the right is asked again each time
REMOTE = "message"


def for_display(item: Mapping[str, Any], viewer: Membership) -> dict[str, Any]:
    """A thread item as it is sent: `html` cleaned, pictures that came with the mail addressed for this member."""
    if item["type"] != "message":
        return dict(item)
    shown = {name: value for name, value in item.items() if name != "pictures"}
    if not item["html"]:
        return {**shown, "html": None, "remote_images": 0}
    cleaned = cleaned_html(item["html"], part_url=_addresses(item["pictures"], viewer))
    return {**shown, "html": cleaned.html, "remote_images": cleaned.remote_images}


def with_remote_images(message: Message, viewer: Membership) -> str:
    """The HTML again, images from elsewhere addressed through us. Nothing is fetched before a browser asks."""
    pictures = {each.content_id: each.file for each in message.attachments.select_related("file") if each.content_id}

    def image(place: int) -> str:
        return signed_image_url(REMOTE, message.public_id, place, viewer, seconds=PICTURE_SECONDS)

    return cleaned_html(message.html, part_url=_addresses(pictures, viewer), image_url=image).html


@image_address(REMOTE)
def remote_address(member_id: UUID, message_id: UUID, place: int) -> str | None:
    """Where the n-th image of this message lies; None for whoever may not see its ticket (any more)."""
    member = Membership.objects.active().filter(public_id=member_id).first()
    message = member and Message.objects.visible_to(member).filter(public_id=message_id).first()
    if not message:
        return None
    remote = cleaned_html(message.html).remote
    return remote[place] if 0 <= place < len(remote) else None


def _addresses(pictures: Mapping[str, StoredFile], viewer: Membership) -> Callable[[str], str | None]:
    def address(content_id: str) -> str | None:
        stored = pictures.get(content_id)
        if stored is None:
            return None
        return signed_file_url(stored, viewer, seconds=PICTURE_SECONDS, inline=True, right=RIGHT)

    return address
