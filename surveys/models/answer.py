import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.tenancy import TenantForeignKey, TenantModel
from surveys.models.invitation import Invitation
from surveys.querysets import SurveyAnswerQuerySet

MAX_COMMENT = 4000
RATINGS = (1, 2, 3, 4, 5)


class SurveyAnswer(TenantModel):
    """What one customer said about one resolution, as it stands now.

    A suspect answer was perhaps sent by a machine that follows links: kept, not counted. Written by
    `surveys.services.answers`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    invitation = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, db_constraint=False, related_name="answer", db_index=False
    )
    rating = models.IntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    was_solved_at_once = models.BooleanField(null=True)  # null: the question was skipped
    comment = models.TextField(blank=True, default="")
    is_suspect = models.BooleanField(default=False)
    first_answered_at = models.DateTimeField()
    answered_at = models.DateTimeField()

    objects = SurveyAnswerQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="surveys_surveyanswer_public_id"),
            models.UniqueConstraint(fields=["organization", "invitation"], name="surveys_surveyanswer_once"),
            TenantForeignKey(name="surveys_surveyanswer_invitation", field="invitation", on_delete="CASCADE"),
            models.CheckConstraint(
                name="surveys_surveyanswer_rating_on_the_scale", condition=Q(rating__gte=1, rating__lte=5)
            ),
        ]
        indexes = [models.Index(fields=["organization", "-answered_at", "-id"], name="surveys_surveyanswer_newest")]

    def __str__(self) -> str:
        return f"{self.rating} for {self.invitation_id}"


class AnswerVersion(TenantModel):
    """What the answer said at one time; the nonce of its page, which counts once. Never changed."""

    answer = models.ForeignKey(
        SurveyAnswer, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="versions"
    )
    rating = models.IntegerField()
    was_solved_at_once = models.BooleanField(null=True)
    comment = models.TextField(blank=True, default="")
    is_suspect = models.BooleanField(default=False)
    nonce_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "nonce_sha256"], name="surveys_answerversion_nonce_once"),
            TenantForeignKey(name="surveys_answerversion_answer", field="answer", on_delete="CASCADE"),
        ]
        indexes = [models.Index(fields=["organization", "answer", "id"], name="surveys_answerversion_of")]

    def __str__(self) -> str:
        return f"{self.rating} at {self.at}"
