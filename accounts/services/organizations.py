from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import IntegrityError, connection

from accounts.enums import Language
from accounts.events import OrganizationCreated
from accounts.models import Organization
from core.errors import Conflict, DomainError
from core.services import record
from core.tenancy import tenant


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


def check_zone(zone: str) -> None:
    """Raise NoSuchZone for a name that is not in the time zone database."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NoSuchZone(f"There is no time zone called {zone}.", zone=zone) from error
