import uuid

from django.db import models

from accounts.models import Membership
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.bulk_enums import BulkItemState, BulkKind, BulkState
from helpdesk.models.ticket import Ticket
from helpdesk.querysets import BulkChangeQuerySet


class BulkChange(TenantModel):
    """One change that one member asked for many tickets at once.

    Which tickets is fixed when it is asked for. Written by `helpdesk.services.bulk`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)  # one more with every step
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=BulkKind)
    value = models.CharField(max_length=40, blank=True, default="")  # empty: assigned to nobody
    state = models.CharField(max_length=10, choices=BulkState, default=BulkState.RUNNING)
    total = models.IntegerField()
    changed = models.IntegerField(default=0)
    skipped = models.IntegerField(default=0)
    restored = models.IntegerField(default=0)
    kept = models.IntegerField(default=0)  # of those to be restored
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # of the change itself; undoing it does not move it

    objects = BulkChangeQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="helpdesk_bulkchange_public_id"),
            TenantForeignKey(name="helpdesk_bulkchange_membership", field="membership", on_delete="CASCADE"),
        ]
        indexes = [models.Index(fields=["organization", "membership", "-asked_at"], name="helpdesk_bulkchange_of")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.total}"


class BulkItem(TenantModel):
    """One ticket of a bulk change, what it was before, and what became of it."""

    bulk = models.ForeignKey(
        BulkChange, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="items"
    )
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+")
    state = models.CharField(max_length=10, choices=BulkItemState, default=BulkItemState.WAITING)
    before = models.JSONField(default=dict)  # the fields the change wrote, by public id
    version_after = models.IntegerField(null=True)  # of the ticket: what happened later was somebody else
    code = models.CharField(max_length=60, blank=True, default="")  # why it was skipped or kept
    reason = models.CharField(max_length=300, blank=True, default="")  # the same for the person, in their language

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "bulk", "ticket"], name="helpdesk_bulkitem_once"),
            TenantForeignKey(name="helpdesk_bulkitem_bulk", field="bulk", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_bulkitem_ticket", field="ticket", on_delete="CASCADE"),
        ]
        indexes = [models.Index(fields=["organization", "bulk", "state", "ticket"], name="helpdesk_bulkitem_next")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.state}"
