import uuid

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from core.models import RawInbound, StoredFile
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.enums import AuthorKind, ContentKind, DraftKind, MessageDelivery, MessageDirection, MessageKind
from helpdesk.models.contact import Contact
from helpdesk.models.ticket import Ticket
from helpdesk.querysets import AttachmentQuerySet, MessageQuerySet


class Message(TenantModel):
    """One public reply or one internal note on a ticket.

    `html` is what came in, uncleaned: whoever shows it cleans it. Written by `helpdesk.services`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="messages"
    )
    kind = models.CharField(max_length=10, choices=MessageKind, default=MessageKind.PUBLIC)
    direction = models.CharField(max_length=4, choices=MessageDirection)
    author_kind = models.CharField(max_length=10, choices=AuthorKind)
    membership = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    text = models.TextField(blank=True)
    html = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    content_kind = models.CharField(max_length=10, choices=ContentKind, default=ContentKind.TEXT)
    badges = models.JSONField(default=list, blank=True)  # of MessageBadge
    raw_inbound = models.ForeignKey(
        RawInbound, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    mail_message_id = models.CharField(max_length=998, blank=True, default="")
    delivery_state = models.CharField(max_length=20, choices=MessageDelivery, blank=True, default="")
    delivery_reason = models.TextField(blank=True, default="")

    objects = MessageQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="helpdesk_message_public_id"),
            TenantForeignKey(name="helpdesk_message_ticket", field="ticket", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_message_membership", field="membership"),
            TenantForeignKey(name="helpdesk_message_contact", field="contact"),
            TenantForeignKey(name="helpdesk_message_raw_inbound", field="raw_inbound"),
            models.CheckConstraint(
                name="helpdesk_message_only_a_note_goes_nowhere",
                condition=Q(kind=MessageKind.NOTE, direction=MessageDirection.NONE)
                | (Q(kind=MessageKind.PUBLIC) & ~Q(direction=MessageDirection.NONE)),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "ticket", "at", "id"], name="helpdesk_message_thread"),
            models.Index(
                fields=["organization", "raw_inbound"],
                name="helpdesk_message_raw",
                condition=Q(raw_inbound__isnull=False),
            ),
            models.Index(
                fields=["organization", "mail_message_id"],
                name="helpdesk_message_mail_id",
                condition=~Q(mail_message_id=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Attachment(TenantModel):
    """One file on one message, under the name its sender gave it. Written by `helpdesk.services`."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="attachments"
    )
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.BigIntegerField()  # bytes
    content_id = models.CharField(max_length=255, blank=True, default="")  # what the HTML calls it
    inline = models.BooleanField(default=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="helpdesk_attachment_public_id"),
            TenantForeignKey(name="helpdesk_attachment_message", field="message", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_attachment_file", field="file"),
        ]
        indexes = [
            models.Index(fields=["organization", "message"], name="helpdesk_attachment_of"),
            models.Index(fields=["organization", "file"], name="helpdesk_attachment_of_file"),
        ]

    def __str__(self) -> str:
        return self.name


class Draft(TenantModel):
    """What one member is writing on one ticket and has not sent. Written by `helpdesk.services.drafts`."""

    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="drafts"
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=DraftKind, default=DraftKind.REPLY)
    text = models.TextField(blank=True, default="")
    html = models.TextField(blank=True, default="")
    saved_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "membership", "ticket"], name="helpdesk_draft_once"),
            TenantForeignKey(name="helpdesk_draft_ticket", field="ticket", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_draft_membership", field="membership", on_delete="CASCADE"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.membership_id} on {self.ticket_id}"
