"""What is known of the telephone systems of an organization: their queues, their agents, what they wrote."""

import uuid

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.call_enums import StretchKind
from helpdesk.models.department import Department


class CallQueue(TenantModel):
    """A queue of a telephone system, and the department whose calls it brings.

    Written by `helpdesk.services.telephony`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    provider = models.CharField(max_length=40)  # which telephone system; one organization may have several
    name = models.CharField(max_length=100)  # as the telephone system writes it
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="call_queues"
    )
    threshold_seconds = models.IntegerField(default=20)  # answered within: metrics.md 6.3
    short_abandon_seconds = models.IntegerField(default=5)
    keeps_hours = models.BooleanField(default=False)  # calls outside the department's hours are `closed`

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "provider", "name"], name="helpdesk_callqueue_name"),
            models.UniqueConstraint(fields=["organization", "public_id"], name="helpdesk_callqueue_public_id"),
            TenantForeignKey(name="helpdesk_callqueue_department", field="department"),
        ]
        indexes = [models.Index(fields=["organization", "department"], name="helpdesk_callqueue_of")]

    def __str__(self) -> str:
        return f"{self.provider}/{self.name}"


class PhoneAgent(TenantModel):
    """Somebody's name in a telephone system, and who that is; nobody: kept by name alone.

    Written by `helpdesk.services.telephony`.
    """

    provider = models.CharField(max_length=40)
    name = models.CharField(max_length=100)  # PJSIP/2001, Agent/2013
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="phone_names"
    )

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "provider", "name"], name="helpdesk_phoneagent_name"),
            TenantForeignKey(name="helpdesk_phoneagent_membership", field="membership"),
        ]
        indexes = [models.Index(fields=["organization", "membership"], name="helpdesk_phoneagent_of")]

    def __str__(self) -> str:
        return self.name


class PhoneStretch(TenantModel):
    """A span of an agent at the telephones: signed in, or paused. An open end is not known.

    Written by `helpdesk.services.telephony`.
    """

    agent = models.ForeignKey(
        PhoneAgent, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="stretches"
    )
    kind = models.CharField(max_length=10, choices=StretchKind)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=100, blank=True, default="")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "agent", "kind", "started_at"], name="helpdesk_phonestretch_once"
            ),
            TenantForeignKey(name="helpdesk_phonestretch_agent", field="agent", on_delete="CASCADE"),
            models.CheckConstraint(
                name="helpdesk_phonestretch_ends_after_it_starts",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.kind} {self.started_at}"


class PhoneFact(TenantModel):
    """One event a telephone system wrote about one call or one agent, as it wrote it.

    Calls and stretches are folded from these, so order and repeats do not matter, nor in how many
    files or hooks they came. Written by `helpdesk.services.telephony`.
    """

    provider = models.CharField(max_length=40)
    subject = models.CharField(max_length=120)  # a call id, or an agent
    epoch = models.BigIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)  # sha256 of the text, which may be longer than an index takes

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "provider", "subject", "digest"], name="helpdesk_phonefact_once"
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "provider", "subject", "epoch"], name="helpdesk_phonefact_of"),
        ]

    def __str__(self) -> str:
        return self.text
