import uuid

from django.db import models
from django.db.models import Q

from core.tenancy import TenantModel
from helpdesk.models.telephone import BackwardDigits


class Contact(TenantModel):
    """A person outside the organization who asks for something.

    `email_key` is the address as addresses are compared: case folds, a plus does not. Nobody is
    merged silently. Written by `helpdesk.services.contacts`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=320, blank=True, default="")  # as written, display case
    email_key = models.CharField(max_length=320, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")  # E.164 where it could be read
    phone_backward = models.GeneratedField(
        expression=BackwardDigits("phone"), output_field=models.CharField(max_length=60), db_persist=True
    )
    language = models.CharField(max_length=10, blank=True, default="")
    zone = models.CharField(max_length=60, blank=True, default="")
    surveys_stopped_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="helpdesk_contact_public_id"),
            models.UniqueConstraint(
                fields=["organization", "email_key"], condition=~Q(email_key=""), name="helpdesk_contact_email"
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "phone"], name="helpdesk_contact_phone", condition=~Q(phone="")),
            models.Index(fields=["organization", "phone_backward"], name="helpdesk_contact_phone_end"),
        ]

    def __str__(self) -> str:
        return self.name
