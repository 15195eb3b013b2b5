import time

from django.db import models

from core.tenancy import TenantModel


def first_version() -> int:
    """Milliseconds of now: a topic forgotten and watched again starts above its old versions."""
    return int(time.time() * 1000)


class LiveTopic(TenantModel):
    """One thing somebody watches: how often it changed, and which change everybody was told.

    Made when the first socket joins; a change of something nobody watches leaves no row.
    Written by `core.live`.
    """

    name = models.CharField(max_length=100)  # kind.subject
    params = models.JSONField(default=dict)  # what a subject stands for, if it is not the id of a row
    version = models.BigIntegerField(default=first_version)
    sent_version = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)  # of the latest data sent
    refreshed_at = models.DateTimeField(null=True)
    watched_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        app_label = "core"
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "name"], name="core_livetopic_name"),
        ]

    def __str__(self) -> str:
        return self.name
