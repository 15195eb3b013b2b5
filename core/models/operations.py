from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from core.tenancy import TenantModel


class IdempotentCall(TenantModel):
    """One unsafe API call that was carried out under an `Idempotency-Key`, and its answer.

    Written by `core.api.idempotency`, in the transaction of the effect.
    """

    principal = models.CharField(max_length=60)
    path = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    body_sha256 = models.CharField(max_length=64)
    status = models.IntegerField(null=True)  # null only while it runs, which nobody else can see
    content_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(default=bytes)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        app_label = "core"
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "principal", "path", "key"], name="core_idempotentcall_key"
            ),
        ]
        indexes = [models.Index(fields=["organization", "at"], name="core_idempotentcall_at")]

    def __str__(self) -> str:
        return f"{self.path} {self.key}"


NO_PARTS = models.Value([], output_field=models.JSONField())  # for what writes rows itself, and for older code


class PeriodicRun(models.Model):
    """One job at one slot of time: whoever writes the row does the job. Belongs to no organization.

    Written by `core.periodic`.
    """

    job = models.CharField(max_length=80)
    slot = models.DateTimeField()
    began_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    parts = models.JSONField(
        default=list, db_default=NO_PARTS
    )  # "first-last" organization of each part that is still on its way
    failed = models.JSONField(default=list, encoder=DjangoJSONEncoder)  # ids of organizations it did not work for

    class Meta:
        app_label = "core"
        constraints = [models.UniqueConstraint(fields=["job", "slot"], name="core_periodicrun_once")]

    def __str__(self) -> str:
        return f"{self.job} {self.slot}"


class Heartbeat(models.Model):
    """The latest sign of life of one kind of process, of the house and not of an organization."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        app_label = "core"

    def __str__(self) -> str:
        return self.name
