import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantModel


class MailState(models.TextChoices):
    QUEUED = "queued", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")  # one try began and has not come back
    DEFERRED = "deferred", _("Refused for now, will be tried again")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")


OPEN = (MailState.QUEUED, MailState.SENDING, MailState.DEFERRED)
THROUGH = (MailState.SENT, MailState.FAILED)


class OutgoingMail(TenantModel):
    """One mail to one address, with the Message-ID it has in every try.

    Written by `core.mail.services`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    purpose = models.CharField(max_length=40)
    to = models.CharField(max_length=254)
    to_key = models.CharField(max_length=254)
    subject = models.CharField(max_length=900)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)  # of [id of a stored file, name, content type]
    message_id = models.CharField(max_length=300)
    envelope_from = models.CharField(max_length=254, blank=True)  # empty: nobody wants the bounce
    is_automatic = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.QUEUED)
    queued_at = models.DateTimeField()
    tries = models.IntegerField(default=0)
    first_tried_at = models.DateTimeField(null=True)
    last_tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    is_possibly_sent_twice = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)  # what the other side answered last

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="core_mail_outgoing_public_id"),
            models.UniqueConstraint(
                fields=["organization", "message_id", "to_key"], name="core_mail_outgoing_message_to"
            ),
            models.CheckConstraint(
                name="core_mail_outgoing_sent_at_fits_state",
                condition=Q(state=MailState.SENT) ^ Q(sent_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "-queued_at", "-id"], name="core_mail_outgoing_newest"),
            models.Index(
                fields=["organization", "to_key", "queued_at"],
                name="core_mail_outgoing_automatic",
                condition=Q(is_automatic=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} to {self.to}"
