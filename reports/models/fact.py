from django.db import models
from django.db.models import Q

from core.tenancy import TenantModel
from reports.enums import NOBODY, Kind, LeftOut


class Fact(TenantModel):
    """One case as it is counted. Thrown away and rebuilt from the event log at will; nothing refers to it.

    The numbers of people and places are those of the moment it happened and no foreign keys: a fact outlives them.
    Written by `reports.services`.
    """

    event_id = models.BigIntegerField()
    part = models.SmallIntegerField(default=0)  # one event may be several cases
    kind = models.CharField(max_length=20, choices=Kind)
    at = models.DateTimeField()
    day = models.DateField()  # of `at`, in the organization's zone
    department_id = models.BigIntegerField()
    agent_id = models.BigIntegerField(default=NOBODY)  # who is credited
    subject_id = models.BigIntegerField()  # the ticket, the call or the answer
    version = models.IntegerField()  # of the subject: a newer event replaces its call or rating
    ticket_id = models.BigIntegerField(null=True)
    # Calendar: the wait, the talk. Telephony counts thousandths, and 20.4 s is not within 20 s.
    seconds = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    business_seconds = models.IntegerField(null=True)
    rating = models.SmallIntegerField(null=True)
    outcome = models.CharField(max_length=20, blank=True, default="")  # of a call
    in_time = models.BooleanField(null=True)  # of an offered call: answered within the threshold of its queue
    left_out = models.CharField(max_length=20, blank=True, default="", choices=LeftOut)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "event_id", "part"], name="reports_fact_once"),
            models.CheckConstraint(
                name="reports_fact_counted_rating_is_rated",
                condition=~Q(kind=Kind.RATING, left_out="") | Q(rating__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "day", "department_id", "agent_id"], name="reports_fact_day"),
            models.Index(fields=["organization", "subject_id", "kind"], name="reports_fact_subject"),
            # the rows behind a figure, newest first, and the few that are listed and not counted
            models.Index(fields=["organization", "kind", "at", "id"], name="reports_fact_newest"),
            models.Index(
                fields=["organization", "kind", "day"], name="reports_fact_left_out", condition=~Q(left_out="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}.{self.part}"
