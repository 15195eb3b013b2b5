"""Two organizations of the same shape, and a fingerprint of everything they have."""

from dataclasses import dataclass

from django.db import connection

from accounts.enums import Role
from accounts.models import Membership, Organization
from core.tenancy import tenant
from helpdesk.models import Department
from tests.attacks.examples.registry import (
    OTHER_DEPARTMENT,
    OTHER_ORGANIZATION,
    OWN_DEPARTMENT,
    OWN_ROW,
    Place,
)
from tests.factories.accounts import MembershipFactory, OrganizationFactory
from tests.factories.helpdesk import DepartmentFactory


@dataclass(frozen=True)
class Cast:
    """One member of each role in department X of A; department Y of A and Z of B are others'."""

    ours: Organization
    theirs: Organization
    members: dict[str, Membership]
    departments: dict[str, Department]
    colleagues: dict[str, Membership]

    def place(self, name: str, role: str) -> Place:
        return Place(
            name=name,
            organization=self.theirs if name == OTHER_ORGANIZATION else self.ours,
            department=self.departments[name],
            actor=self.members[role],
            colleague=self.colleagues[name],
        )


def make_cast() -> Cast:
    ours = OrganizationFactory(host="northwind.testserver")
    theirs = OrganizationFactory(host="acme.testserver")
    members = {role: MembershipFactory(organization=ours, role=role) for role in Role}
    MembershipFactory(organization=ours, role=Role.OWNER)  # so that an owner can be spared
    near, far, foreign = (MembershipFactory(organization=one, role=Role.AGENT) for one in (ours, ours, theirs))
    own = DepartmentFactory(organization=ours, name="X", members=[*members.values(), near])
    other = DepartmentFactory(organization=ours, name="Y", members=[far])
    abroad = DepartmentFactory(organization=theirs, name="Z", members=[foreign])
    return Cast(
        ours=ours,
        theirs=theirs,
        members=members,
        departments={OWN_ROW: own, OWN_DEPARTMENT: own, OTHER_DEPARTMENT: other, OTHER_ORGANIZATION: abroad},
        colleagues={OWN_ROW: near, OWN_DEPARTMENT: near, OTHER_DEPARTMENT: far, OTHER_ORGANIZATION: foreign},
    )


def fingerprint(*organizations: Organization) -> dict[tuple[str, str], str]:
    """A checksum of every table, as each organization sees it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND has_table_privilege(oid, 'select') ORDER BY relname"
        )
        tables = [name for (name,) in cursor.fetchall()]
        sums = " UNION ALL ".join(
            f"SELECT '{table}', md5(string_agg(row::text, ' ' ORDER BY row::text)) FROM public.{table} AS row"
            for table in tables
        )
        found = {}
        for organization in organizations:
            with tenant(organization.pk):
                cursor.execute(sums)
                found |= {(organization.host, table): checksum for table, checksum in cursor.fetchall()}
    return found
