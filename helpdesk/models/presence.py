from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.enums import PresenceSource, PresenceState
from helpdesk.querysets import PresenceQuerySet


class Presence(TenantModel):
    """A stretch of one state of one member; the one without an end is now.

    Written by `helpdesk.services.presence`.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="presences"
    )
    version = models.IntegerField()  # counts the stretches of this member
    state = models.CharField(max_length=10, choices=PresenceState)
    reason = models.CharField(max_length=100, blank=True, default="")
    source = models.CharField(max_length=10, choices=PresenceSource, default=PresenceSource.SELF)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = PresenceQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            TenantForeignKey(name="helpdesk_presence_membership", field="membership", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["organization", "membership"],
                condition=Q(ended_at__isnull=True),
                name="helpdesk_presence_one_now",
            ),
            models.UniqueConstraint(fields=["organization", "membership", "version"], name="helpdesk_presence_version"),
            models.CheckConstraint(
                name="helpdesk_presence_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "membership", "started_at"], name="helpdesk_presence_when"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.state}"
