import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.enums import Language, Role
from accounts.models.membership import Membership
from core.tenancy import TenantForeignKey, TenantModel


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither accepted nor revoked; it may have expired."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)

    def usable(self, *, at: datetime) -> Self:
        return self.open().filter(expires_at__gt=at)


class Invitation(TenantModel):
    """One person asked by mail to join, until they set a password, it expires or is revoked.

    Written by `accounts.services.invitations`. The secret of the link is kept as a hash only.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    email = models.EmailField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role)
    language = models.CharField(max_length=5, choices=Language)
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    token_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    sends = models.IntegerField(default=1)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            TenantForeignKey(name="accounts_invitation_invited_by", field="invited_by"),
            models.UniqueConstraint(fields=["organization", "public_id"], name="accounts_invitation_public_id"),
            models.UniqueConstraint(fields=["organization", "token_hash"], name="accounts_invitation_token"),
            models.UniqueConstraint(
                "organization",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="accounts_invitation_one_open",
            ),
        ]
        indexes = [models.Index(fields=["organization", "-created_at"], name="accounts_invitation_newest")]

    def __str__(self) -> str:
        return f"{self.email} ({self.role})"
