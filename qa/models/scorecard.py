import uuid

from django.db import models
from django.db.models import F, Q

from core.tenancy import TenantForeignKey, TenantModel
from qa.enums import AutoFailPolicy, CriticalScope, NotApplicablePolicy, ScaleKind, ScoringMode, SubjectKind
from qa.querysets import ScorecardQuerySet


class Scorecard(TenantModel):
    """What good work means, for conversations or for calls; its content is in its versions.

    Written by `qa.services.scorecards`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    name = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=10, choices=SubjectKind)
    archived_at = models.DateTimeField(null=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="qa_scorecard_public_id"),
            models.UniqueConstraint(fields=["organization", "name"], name="qa_scorecard_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ScorecardVersion(TenantModel):
    """A scorecard as it was published once. Never changed: reviews keep theirs for ever.

    Written by `qa.services.scorecards`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    scorecard = models.ForeignKey(
        Scorecard, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="versions"
    )
    number = models.IntegerField()
    published_at = models.DateTimeField()
    mode = models.CharField(max_length=20, choices=ScoringMode, default=ScoringMode.SECTION_NORMALISED)
    na_policy = models.CharField(max_length=12, choices=NotApplicablePolicy, default=NotApplicablePolicy.EXCLUDE)
    auto_fail = models.CharField(max_length=6, choices=AutoFailPolicy, default=AutoFailPolicy.ZERO)
    bonus_capped = models.BooleanField(default=True)
    pass_mark_percent = models.DecimalField(max_digits=9, decimal_places=6, default=85)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="qa_scorecardversion_public_id"),
            models.UniqueConstraint(fields=["organization", "scorecard", "number"], name="qa_scorecardversion_number"),
            TenantForeignKey(name="qa_scorecardversion_scorecard", field="scorecard"),
            models.CheckConstraint(
                name="qa_scorecardversion_pass_mark",
                condition=Q(pass_mark_percent__gte=0, pass_mark_percent__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scorecard_id} v{self.number}"


class Section(TenantModel):
    """Criteria that belong together and weigh together."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.ForeignKey(
        ScorecardVersion, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="sections"
    )
    place = models.IntegerField()
    name = models.CharField(max_length=100)
    weight = models.DecimalField(max_digits=9, decimal_places=3)
    pass_mark_percent = models.DecimalField(max_digits=9, decimal_places=6, null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="qa_section_public_id"),
            models.UniqueConstraint(fields=["organization", "version", "place"], name="qa_section_place"),
            TenantForeignKey(name="qa_section_version", field="version", on_delete="CASCADE"),
            models.CheckConstraint(name="qa_section_weight", condition=Q(weight__gte=0)),
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(TenantModel):
    """One thing to judge. With `bonus_points` it is outside the weights and only adds."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="criteria"
    )
    place = models.IntegerField()
    name = models.CharField(max_length=200)
    guidance = models.TextField(blank=True, default="")
    weight = models.DecimalField(max_digits=9, decimal_places=3, default=1)
    scale = models.CharField(max_length=10, choices=ScaleKind, default=ScaleKind.YES_NO)
    lowest = models.IntegerField(default=0)
    highest = models.IntegerField(default=1)
    na_allowed = models.BooleanField(default=True)
    critical = models.CharField(max_length=10, choices=CriticalScope, default=CriticalScope.NONE)
    bonus_points = models.DecimalField(max_digits=9, decimal_places=3, null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="qa_criterion_public_id"),
            models.UniqueConstraint(fields=["organization", "section", "place"], name="qa_criterion_place"),
            TenantForeignKey(name="qa_criterion_section", field="section", on_delete="CASCADE"),
            models.CheckConstraint(name="qa_criterion_scale", condition=Q(highest__gt=F("lowest"))),
            models.CheckConstraint(name="qa_criterion_weight", condition=Q(weight__gte=0)),
        ]

    def __str__(self) -> str:
        return self.name
