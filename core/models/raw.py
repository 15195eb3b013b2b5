import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantModel


class RawState(models.TextChoices):
    STORED = "stored", _("Waiting to be read")
    PARSED = "parsed", _("Read")
    PARKED = "parked", _("Could not be read")


class RawInbound(TenantModel):
    """What came in, byte for byte, committed before anything looks inside.

    Written by `core.raw.store`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)  # how often reading it was asked for
    source = models.CharField(max_length=40)  # mail, queue_log, …
    external_key = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    content = models.BinaryField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=RawState, default=RawState.STORED)
    attempts = models.IntegerField(default=0)
    reason = models.TextField(blank=True)

    class Meta(TenantModel.Meta):
        app_label = "core"
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="core_rawinbound_public_id"),
            models.UniqueConstraint(
                fields=["organization", "source", "external_key", "sha256"],
                name="core_rawinbound_once",
            ),
        ]
        indexes = [models.Index(fields=["organization", "state", "received_at"], name="core_rawinbound_state")]

    def __str__(self) -> str:
        return f"{self.source} {self.external_key}"
