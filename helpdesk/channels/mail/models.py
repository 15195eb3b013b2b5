from django.db import models

from core.tenancy import TenantForeignKey, TenantModel
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
