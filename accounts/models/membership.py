import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.enums import Role
from accounts.models.user import User
from accounts.permissions import HasRole, Reach, reach
from core.tenancy import TenantForeignKey, TenantModel


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def visible_to(self, membership: HasRole) -> Self:
        """Colleagues; those who left are shown only to who manages people."""
        return self if reach(membership, "member.manage") is Reach.ALL else self.active()


class Membership(TenantModel):
    """A person's place in the organization: what they may do, from when to when.

    Written by `accounts.services.people`; one row per account, ended and restored.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    user = models.ForeignKey(User, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    ended_at = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            TenantForeignKey(name="accounts_membership_user", field="user"),
            models.UniqueConstraint(fields=["organization", "public_id"], name="accounts_membership_public_id"),
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(ended_at__isnull=True),
                name="accounts_membership_one_active",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} ({self.role})"
