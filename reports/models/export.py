from django.db import models

from accounts.models import Membership
from core.tenancy import TenantForeignKey, TenantModel


class Export(TenantModel):
    """One table that a member took out as a file. What it was about stands in its event.

    Written by `reports.services.exports`.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            TenantForeignKey(name="reports_export_membership", field="membership"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} at {self.at}"
