"""Reads that more than one face needs."""

from urllib.parse import urlsplit

from django.conf import settings

from accounts.models import Membership, Organization, User
from core.tenancy import current_organization_id


def own_organization() -> Organization:
    """The organization whose scope is open."""
    return Organization.objects.get(pk=current_organization_id())


def absolute_url(path: str, organization: Organization) -> str:
    """The full address of one of our pages: from the organization's row, never from the request."""
    scheme = "https" if settings.HTTPS else "http"
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{scheme}://{organization.host}{port}{path}"


def is_own_path(url: str | None) -> bool:
    """Whether `url` leads to a page of this host: a path, and nothing a browser reads otherwise."""
    if not url or not url.startswith("/") or url.startswith("//") or "\\" in url:
        return False
    if any(ord(letter) < 32 for letter in url):  # noqa: PLR2004 — control characters, which browsers skip
        return False
    parts = urlsplit(url)
    return not parts.scheme and not parts.netloc


def membership_of(user: User) -> Membership | None:
    """The active place of this account."""
    return user.membership or Membership.objects.active().select_related("user").filter(user=user).first()
