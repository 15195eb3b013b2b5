import uuid

from django.db import models
from django.db.models import Q

from core.tenancy import TenantModel


class Survey(TenantModel):
    """Questions about one resolution: how it went from 1 to 5, was it solved at once, what to do better.

    `questions` is the first of them per language; the others, and a language that is missing here, come
    from the product. Written by `surveys.services.surveys`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    name = models.CharField(max_length=100)
    is_default = models.BooleanField(default=False)
    questions = models.JSONField(default=dict)
    throttle_days = models.IntegerField(default=30)  # of 24 hours, between two invitations of one person
    valid_days = models.IntegerField(default=14)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="surveys_survey_public_id"),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(is_default=True), name="surveys_survey_one_default"
            ),
            models.CheckConstraint(
                name="surveys_survey_days_positive", condition=Q(throttle_days__gte=0, valid_days__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name
