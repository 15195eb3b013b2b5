from django.db import models

from core.tenancy import TenantModel


class Rebuild(TenantModel):
    """One run that throws the facts away and counts the event log anew; how far it is, and whether to stop.

    Written by `reports.services.rebuilding`.
    """

    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    events_total = models.IntegerField(default=0)
    events_done = models.IntegerField(default=0)
    facts = models.IntegerField(default=0)
    position = models.BigIntegerField(default=0)  # the last event that is counted: one that was killed goes on
    definitions = models.TextField(default="")  # versions it counts by: by others it begins anew

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["organization", "-started_at"], name="reports_rebuild_latest")]

    def __str__(self) -> str:
        return f"{self.events_done} of {self.events_total}"
