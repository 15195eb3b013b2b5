import uuid

from django.db import models

from accounts.models import Membership
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.enums import TicketStatus
from helpdesk.models.ticket import Ticket
from helpdesk.querysets import HeldReplyQuerySet


class HeldReply(TenantModel):
    """An answer its author has sent and may still take back; it becomes a message at `release_at`.

    Until then it is no message: nothing counts it and nobody outside hears of it. The message it becomes has the
    same `public_id`. Written by `helpdesk.services.holding`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="held_replies"
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    text = models.TextField(blank=True)
    html = models.TextField(blank=True, default="")
    then_status = models.CharField(max_length=10, choices=TicketStatus, blank=True, default="")
    status_before = models.CharField(max_length=10, choices=TicketStatus)  # a colleague's later change wins
    held_at = models.DateTimeField()
    release_at = models.DateTimeField()

    objects = HeldReplyQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="helpdesk_heldreply_public_id"),
            TenantForeignKey(name="helpdesk_heldreply_ticket", field="ticket", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_heldreply_membership", field="membership"),
        ]
        indexes = [models.Index(fields=["organization", "ticket", "held_at", "id"], name="helpdesk_heldreply_thread")]

    def __str__(self) -> str:
        return f"held until {self.release_at:%H:%M:%S}"
