import uuid

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.call_enums import (
    CallDirection,
    CallOutcome,
    CallState,
    EndedBy,
    LegResult,
    TransferKind,
    VisitResult,
)
from helpdesk.call_querysets import CallQuerySet
from helpdesk.models.contact import Contact
from helpdesk.models.department import Department
from helpdesk.models.telephone import BackwardDigits
from helpdesk.models.ticket import Ticket


class Call(TenantModel):
    """One telephone conversation, or the attempt at one. What its source does not know is null.

    Written by `helpdesk.services.calls`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    provider = models.CharField(max_length=40)
    external_id = models.CharField(max_length=120)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="calls"
    )
    queue_name = models.CharField(max_length=100, blank=True, default="")  # the first one it entered
    direction = models.CharField(max_length=3, choices=CallDirection)
    state = models.CharField(max_length=10, choices=CallState, default=CallState.OVER)
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="calls"
    )
    ticket = models.ForeignKey(
        Ticket, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="calls"
    )
    agent = models.ForeignKey(  # who answered first
        Membership, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    agent_name = models.CharField(max_length=100, blank=True, default="")  # as the source names them
    caller_number = models.CharField(max_length=60, blank=True, default="")  # empty: withheld
    caller_backward = models.GeneratedField(
        expression=BackwardDigits("caller_number"), output_field=models.CharField(max_length=60), db_persist=True
    )
    caller_name = models.CharField(max_length=200, blank=True, default="")
    started_at = models.DateTimeField()  # the first moment the source knows of
    queued_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)  # only while somebody waits
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, choices=CallOutcome, blank=True, default="")  # "": not decided
    ended_by = models.CharField(max_length=10, choices=EndedBy, blank=True, default="")
    customer_wait_seconds = models.FloatField(null=True)
    connected_seconds = models.FloatField(null=True)  # jointly covered by the legs, hold included
    talk_seconds = models.FloatField(null=True)
    hold_seconds = models.FloatField(null=True)
    wrap_seconds = models.FloatField(null=True)
    suspect = models.JSONField(default=list)  # why its figures are doubted

    objects = CallQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="helpdesk_call_public_id"),
            models.UniqueConstraint(fields=["organization", "provider", "external_id"], name="helpdesk_call_once"),
            TenantForeignKey(name="helpdesk_call_department", field="department"),
            TenantForeignKey(name="helpdesk_call_contact", field="contact"),
            TenantForeignKey(name="helpdesk_call_ticket", field="ticket"),
            TenantForeignKey(name="helpdesk_call_agent", field="agent"),
            models.CheckConstraint(
                name="helpdesk_call_waits_since",
                condition=Q(state="waiting") ^ Q(waiting_since__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "-started_at", "-id"], name="helpdesk_call_newest"),
            models.Index(fields=["organization", "department", "-started_at"], name="helpdesk_call_of_department"),
            models.Index(fields=["organization", "caller_backward"], name="helpdesk_call_caller_end"),
            models.Index(
                fields=["organization", "department", "waiting_since"],
                name="helpdesk_call_now",
                condition=~Q(state="over"),
            ),
            models.Index(
                fields=["organization", "ticket"], name="helpdesk_call_of_ticket", condition=Q(ticket__isnull=False)
            ),
            models.Index(
                fields=["organization", "contact"], name="helpdesk_call_of_contact", condition=Q(contact__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def assignee_id(self) -> int | None:
        """Whose call it is, for `policies.can`."""
        return self.agent_id


class QueueVisit(TenantModel):
    """One stay of a call in one queue."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="visits")
    place = models.IntegerField()  # first, second, …
    queue_name = models.CharField(max_length=100)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    wait_seconds = models.FloatField(null=True)
    result = models.CharField(max_length=20, choices=VisitResult)
    position = models.IntegerField(null=True)  # in the queue, on entering
    after_transfer = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "call", "place"], name="helpdesk_queuevisit_place"),
            TenantForeignKey(name="helpdesk_queuevisit_call", field="call", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_queuevisit_department", field="department"),
        ]

    def __str__(self) -> str:
        return f"{self.queue_name} {self.result}"


class CallLeg(TenantModel):
    """One person's part in a call: it rang there, and perhaps they answered."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="legs")
    place = models.IntegerField()
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    agent_name = models.CharField(max_length=100)
    queue_name = models.CharField(max_length=100, blank=True, default="")
    rang_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    ring_seconds = models.FloatField(null=True)
    connected_seconds = models.FloatField(null=True)
    talk_seconds = models.FloatField(null=True)
    hold_seconds = models.FloatField(null=True)
    wrap_seconds = models.FloatField(null=True)
    result = models.CharField(max_length=20, choices=LegResult)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "call", "place"], name="helpdesk_callleg_place"),
            TenantForeignKey(name="helpdesk_callleg_call", field="call", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_callleg_membership", field="membership"),
        ]
        indexes = [models.Index(fields=["organization", "membership"], name="helpdesk_callleg_of")]

    def __str__(self) -> str:
        return f"{self.agent_name} {self.result}"


class CallTransfer(TenantModel):
    """A call handed on by the person who had it."""

    call = models.ForeignKey(
        Call, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="transfers"
    )
    place = models.IntegerField()
    kind = models.CharField(max_length=10, choices=TransferKind)
    at = models.DateTimeField()
    agent_name = models.CharField(max_length=100)
    target = models.CharField(max_length=100, blank=True, default="")  # empty: the source does not say
    after_seconds = models.FloatField()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "call", "place"], name="helpdesk_calltransfer_place"),
            TenantForeignKey(name="helpdesk_calltransfer_call", field="call", on_delete="CASCADE"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.target}"
