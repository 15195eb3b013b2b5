import uuid

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.models import Contact, Department, Ticket
from surveys.enums import NotAsked
from surveys.models.survey import Survey


class Invitation(TenantModel):
    """One resolution, and its customer asked once about it; or not, and why.

    The token is only in the mail; here is its SHA-256. Written by `surveys.services.invitations`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+")
    contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    agent = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    resolution = models.IntegerField()  # version of the ticket that was solved: a reopened ticket may be asked again
    resolved_at = models.DateTimeField()
    language = models.CharField(max_length=10)
    not_asked = models.CharField(max_length=20, choices=NotAsked, blank=True, default="")
    invited_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    token_sha256 = models.CharField(max_length=64, blank=True, default="")
    mail_message_id = models.CharField(max_length=300, blank=True, default="")
    failed_at = models.DateTimeField(null=True)  # the mail did not arrive: out of the response rate

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="surveys_invitation_public_id"),
            models.UniqueConstraint(
                fields=["organization", "ticket", "resolution"], name="surveys_invitation_once_a_resolution"
            ),
            models.UniqueConstraint(
                fields=["organization", "token_sha256"], condition=~Q(token_sha256=""), name="surveys_invitation_token"
            ),
            models.CheckConstraint(
                name="surveys_invitation_asked_or_why_not",
                condition=Q(not_asked="", invited_at__isnull=False, expires_at__isnull=False)
                | (~Q(not_asked="") & Q(invited_at__isnull=True, token_sha256="")),
            ),
            TenantForeignKey(name="surveys_invitation_survey", field="survey"),
            TenantForeignKey(name="surveys_invitation_ticket", field="ticket", on_delete="CASCADE"),
            TenantForeignKey(name="surveys_invitation_contact", field="contact"),
            TenantForeignKey(name="surveys_invitation_department", field="department"),
            TenantForeignKey(name="surveys_invitation_agent", field="agent"),
        ]
        indexes = [
            models.Index(fields=["organization", "contact", "invited_at"], name="surveys_invitation_contact_at"),
            models.Index(fields=["organization", "resolved_at"], name="surveys_invitation_resolved_at"),
        ]

    def __str__(self) -> str:
        return f"invitation for {self.ticket_id}"
