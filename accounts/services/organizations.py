"""Organizations: made by an operator, and the settings their administrators change."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from accounts.enums import Language
from accounts.events import OrganizationChanged, OrganizationCreated
from accounts.models import Membership, Organization
from accounts.permissions import Reach, reach
from accounts.services.versions import refuse_stale
from core.errors import Conflict, DomainError, NotPermitted
from core.services import record
from core.tenancy import current_organization_id, tenant

SETTINGS = ("name", "language", "zone", "undo_send_seconds")


class HostTaken(Conflict):
    """Another organization has this host or short name."""

    code = "host_taken"


class NoSuchZone(DomainError):
    """The name is not in the list of time zones."""

    code = "no_such_zone"


def create_organization(
    *,
    name: str,
    host: str,
    at: datetime,
    slug: str = "",
    zone: str = "Europe/Prague",
    language: str = Language.ENGLISH,
    is_demo: bool = False,
) -> Organization:
    """A new, empty organization. Called by an operator, outside of any `tenant()`.

    Raises HostTaken, NoSuchZone.
    """
    check_zone(zone)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('accounts_organization', 'id'))")
        (pk,) = cursor.fetchone()
    host = host.strip().lower()
    try:
        with tenant(pk):
            organization = Organization.objects.create(
                pk=pk,
                name=name,
                slug=slug or host.partition(".")[0],
                host=host,
                zone=zone,
                language=language,
                is_demo=is_demo,
            )
            record(OrganizationCreated(subject_id=pk, version=1, actor_id=None, at=at, host=host))
    except IntegrityError as error:
        raise HostTaken(f"There already is an organization at {host}.") from error
    return organization


@transaction.atomic
def change_organization(
    *, values: Mapping[str, object], seen_version: int, actor: Membership, at: datetime
) -> Organization:
    """Change the named settings of the actor's organization. Raises NotPermitted, StaleVersion, NoSuchZone."""
    if reach(actor, "organization.manage") is not Reach.ALL:
        raise NotPermitted(_("Your role may not change the settings of the organization."))
    organization = Organization.objects.select_for_update(no_key=True).get(pk=current_organization_id())
    changed = [field for field in SETTINGS if field in values and values[field] != getattr(organization, field)]
    refuse_stale(organization, subject=OrganizationChanged.subject(), seen_version=seen_version, writes=changed)
    if "zone" in changed:
        check_zone(str(values["zone"]))
    if not changed:
        return organization
    before = {field: getattr(organization, field) for field in changed}
    for field in changed:
        setattr(organization, field, values[field])
    organization.version += 1
    organization.save(update_fields=[*changed, "version"])
    record(
        OrganizationChanged(
            subject_id=organization.pk,
            version=organization.version,
            actor_id=actor.pk,
            at=at,
            changed=tuple(changed),
            before=before,
            after={field: values[field] for field in changed},
        )
    )
    return organization


def check_zone(zone: str) -> None:
    """Raise NoSuchZone for a name that is not in the time zone database."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NoSuchZone(f"There is no time zone called {zone}.", zone=zone) from error
