"""Reads that more than one face needs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict
from urllib.parse import urlsplit
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from accounts.enums import Role
from accounts.models import Membership, Organization, User
from accounts.permissions import PERMISSIONS, Reach, reach
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


class PersonAbilities(TypedDict):
    edit: bool
    end: bool
    restore: bool
    remove_second_factor: bool


class Person(TypedDict):
    """A colleague as the API shows them."""

    id: UUID
    version: int
    name: str
    email: str
    role: str
    ended_at: datetime | None
    abilities: PersonAbilities


PERSON_COLUMNS = ("pk", "public_id", "version", "user__name", "user__email", "role", "ended_at")


def person_rows(people: QuerySet[Membership]) -> QuerySet[Membership, dict[str, Any]]:
    """What `person_row` reads, in one query."""
    own = Authenticator.objects.filter(user_id=OuterRef("user_id"))
    rows: QuerySet[Membership, dict[str, Any]] = people.annotate(has_second_factor=Exists(own)).values(
        *PERSON_COLUMNS, "has_second_factor"
    )
    return rows


def person_row(row: Mapping[str, Any], *, viewer: Membership) -> Person:
    """`row` is one of `person_rows`."""
    may = row["pk"] != viewer.pk and may_manage(viewer, row["role"])
    active = row["ended_at"] is None
    return {
        "id": row["public_id"],
        "version": row["version"],
        "name": row["user__name"],
        "email": row["user__email"],
        "role": row["role"],
        "ended_at": row["ended_at"],
        "abilities": {
            "edit": may and active,
            "end": may and active,
            "restore": may and not active,
            "remove_second_factor": may and active and row["has_second_factor"],
        },
    }


def may_manage(actor: Membership, *roles: str) -> bool:
    """Whether the actor may give, take or touch these roles: owners are managed by owners only."""
    if reach(actor, "member.manage") is not Reach.ALL:
        return False
    return Role.OWNER not in roles or reach(actor, "owner.manage") is Reach.ALL


def organization_settings() -> dict[str, Any]:
    """The organization as who manages it sees it."""
    organization = own_organization()
    fields = ("name", "host", "zone", "language", "undo_send_seconds", "version")
    return {"id": organization.public_id, **{field: getattr(organization, field) for field in fields}}


def me(member: Membership) -> dict[str, Any]:
    """The signed-in person, their organization and what their role reaches."""
    user, organization = member.user, own_organization()
    return {
        "id": member.public_id,
        "version": user.version,
        "name": user.name,
        "email": user.email,
        "role": member.role,
        **{field: getattr(user, field) for field in ("language", "zone", "scheme", "density", "shortcuts")},
        "organization": {
            "id": organization.public_id,
            **{field: getattr(organization, field) for field in ("name", "host", "zone", "language")},
        },
        "abilities": {action: reach(member, action) is not Reach.NONE for action in PERMISSIONS},
        "is_demo": organization.is_demo,
    }
