from django.db import models
from django.db.models import Q

from accounts.models import Membership
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.enums import ParticipantSource, ParticipantState
from helpdesk.models.contact import Contact
from helpdesk.models.ticket import Ticket


class Participant(TenantModel):
    """One address beside the contact on a ticket: named in a mail, writing uninvited, or added by a member.

    Only who was added gets answers and may write as themselves. Written by `helpdesk.services.participants`.
    """

    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="participants"
    )
    email = models.CharField(max_length=320)
    email_key = models.CharField(max_length=320)
    name = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=10, choices=ParticipantState, default=ParticipantState.SUGGESTED)
    source = models.CharField(max_length=10, choices=ParticipantSource)
    suggested_at = models.DateTimeField()
    contact = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )  # null until a member says yes: a name in a copy makes nobody known
    decided_by = models.ForeignKey(
        Membership, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            TenantForeignKey(name="helpdesk_participant_ticket", field="ticket", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_participant_contact", field="contact"),
            TenantForeignKey(name="helpdesk_participant_decided_by", field="decided_by"),
            models.UniqueConstraint(fields=["organization", "ticket", "email_key"], name="helpdesk_participant_once"),
            models.CheckConstraint(
                name="helpdesk_participant_added_is_known",
                condition=~Q(state=ParticipantState.ADDED) | Q(contact__isnull=False, decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.state}"
