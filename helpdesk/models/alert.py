from django.db import models
from django.db.models import Q

from accounts.models import Membership
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.enums import AlertKind
from helpdesk.models.ticket import Ticket
from helpdesk.querysets import AlertQuerySet


class Alert(TenantModel):
    """Something a colleague or customer did that one member should look at.

    One row per member and event, however often the event is delivered. Written by `helpdesk.services.alerts`.
    """

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=AlertKind)
    subject_id = models.BigIntegerField()  # with `version`: of the event
    version = models.IntegerField()
    ticket = models.ForeignKey(
        Ticket, null=True, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    review_id = models.UUIDField(null=True)  # its public id; reviews are of an app above
    who = models.CharField(max_length=200, blank=True, default="")  # did it; empty: nobody in person
    at = models.DateTimeField()
    seen = models.BooleanField(default=False)

    objects = AlertQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organization", "membership", "kind", "subject_id", "version"], name="helpdesk_alert_once"
            ),
            TenantForeignKey(name="helpdesk_alert_membership", field="membership", on_delete="CASCADE"),
            TenantForeignKey(name="helpdesk_alert_ticket", field="ticket", on_delete="CASCADE"),
            models.CheckConstraint(
                name="helpdesk_alert_is_about_one_thing",
                condition=Q(kind=AlertKind.REVIEWED, review_id__isnull=False, ticket__isnull=True)
                | Q(~Q(kind=AlertKind.REVIEWED), review_id__isnull=True, ticket__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "membership", "-at", "-id"], name="helpdesk_alert_newest"),
            models.Index(
                fields=["organization", "membership", "ticket"], name="helpdesk_alert_unseen", condition=Q(seen=False)
            ),
            models.Index(fields=["organization", "at"], name="helpdesk_alert_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
