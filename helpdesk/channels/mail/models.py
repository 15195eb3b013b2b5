import uuid

from django.db import models

from accounts.models import Membership
from core.models import RawInbound, StoredFile
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.channels.mail.enums import SetAsideReason, SetAsideState
from helpdesk.models import Contact, Message, Ticket


class SentMail(TenantModel):
    """One mail we sent to one address about a ticket. Its number is signed into its Message-ID and reply address.

    What comes back under that name belongs to this ticket. Written by `helpdesk.channels.mail.outgoing`.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+")
    message = models.ForeignKey(
        Message, null=True, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )  # null: not a word of the conversation, such as an acknowledgement
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    address_key = models.CharField(max_length=320)  # who may answer under it as themselves
    purpose = models.CharField(max_length=40)
    sent_at = models.DateTimeField()
    bounced_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            TenantForeignKey(name="helpdesk_mail_sentmail_ticket", field="ticket", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_mail_sentmail_message", field="message", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_mail_sentmail_contact", field="contact"),
            models.UniqueConstraint(
                fields=["organization", "message", "address_key"], name="helpdesk_mail_sentmail_once"
            ),
        ]
        indexes = [models.Index(fields=["organization", "ticket"], name="helpdesk_mail_sent_of_ticket")]

    def __str__(self) -> str:
        return f"{self.purpose} to {self.address_key}"


class SetAsideMail(TenantModel):
    """One mail that is on no ticket, and why; of one that could not be read, where its original waits.

    What is shown of it is kept here as text when it is read, so that looking parses nothing.
    Written by `helpdesk.channels.mail.set_aside`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    raw = models.ForeignKey(RawInbound, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+")
    arrived_at = models.DateTimeField()
    reason = models.CharField(max_length=20, choices=SetAsideReason)
    detail = models.TextField(blank=True)  # what the reader complained of
    sender = models.CharField(max_length=320, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    headers = models.JSONField(default=list)  # [name, value] pairs worth reading, in the order of the mail
    text = models.TextField(blank=True)  # its beginning
    recipients = models.JSONField(default=list)  # of the envelope
    state = models.CharField(max_length=10, choices=SetAsideState, default=SetAsideState.WAITING)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )  # null: by nobody of the organization
    ticket = models.ForeignKey(
        Ticket, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )  # the one made of it, or the one a report is about
    original = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )  # made when somebody downloads it

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            TenantForeignKey(name="helpdesk_mail_setasidemail_raw", field="raw", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_mail_setasidemail_settled_by", field="settled_by"),
            TenantForeignKey(name="helpdesk_mail_setasidemail_ticket", field="ticket"),
            TenantForeignKey(name="helpdesk_mail_setasidemail_original", field="original"),
            models.UniqueConstraint(fields=["organization", "public_id"], name="helpdesk_mail_setasidemail_public_id"),
            models.UniqueConstraint(fields=["organization", "raw"], name="helpdesk_mail_setasidemail_once"),
            models.CheckConstraint(
                name="helpdesk_mail_setasidemail_settled",
                condition=models.Q(state=SetAsideState.WAITING) ^ models.Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="helpdesk_mail_setasidemail_ticketed",
                condition=~models.Q(state=SetAsideState.TICKETED) | models.Q(ticket__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "state", "-arrived_at", "-id"], name="helpdesk_mail_setaside_list"),
            models.Index(fields=["organization", "ticket"], name="helpdesk_mail_setaside_ticket"),
            models.Index(fields=["organization", "original"], name="helpdesk_mail_setaside_file"),
        ]

    def __str__(self) -> str:
        return f"{self.reason}: {self.subject}"
