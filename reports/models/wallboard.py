from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.tenancy import TenantModel


class WallboardScope(TenantModel):
    """A set of departments that somebody watches as one board; people with equal rights share it.

    `subject` is made from the departments themselves, so that two people find the same one.
    Written by `reports.live.boards`.
    """

    subject = models.UUIDField()
    department_ids = ArrayField(models.BigIntegerField())
    next_change_at = models.DateTimeField(null=True)  # the next instant the clock alone changes the board

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "subject"], name="reports_wallboardscope_subject"),
        ]
        indexes = [models.Index(fields=["organization", "next_change_at"], name="reports_wallboardscope_clock")]

    def __str__(self) -> str:
        return str(self.subject)
