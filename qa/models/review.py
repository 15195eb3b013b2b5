import uuid

from django.db import models
from django.db.models import Q

from accounts.models import Membership
from core.tenancy import TenantForeignKey, TenantModel
from helpdesk.models import Call, Department, Message, Ticket
from qa.enums import Outcome, ReviewState, RootCause, Selection
from qa.models.scorecard import Criterion, Scorecard, ScorecardVersion
from qa.querysets import ReviewQuerySet

JUDGED_ONCE = ["organization", "scorecard", "reviewer"]


class Review(TenantModel):
    """One piece of work judged by one version of a scorecard. Blind until it is submitted, then fixed.

    Written by `qa.services.reviews`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    version = models.IntegerField(default=1)
    scorecard = models.ForeignKey(
        Scorecard, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="reviews"
    )
    scorecard_version = models.ForeignKey(
        ScorecardVersion, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="reviews"
    )
    ticket = models.ForeignKey(
        Ticket, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="reviews"
    )
    call = models.ForeignKey(
        Call, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="reviews"
    )
    department = models.ForeignKey(  # where the work was done, as it was then
        Department, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    agent = models.ForeignKey(
        Membership, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="reviews_received"
    )
    reviewer = models.ForeignKey(
        Membership, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="reviews_written"
    )
    selection = models.CharField(max_length=10, choices=Selection)
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.DRAFT)
    worked_at = models.DateTimeField()  # when the work was finished: solved, or the call ended
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.PROVISIONAL)
    calculated_percent = models.DecimalField(max_digits=10, decimal_places=6, null=True)
    final_percent = models.DecimalField(max_digits=10, decimal_places=6, null=True)
    reasons = models.JSONField(default=list)
    receipt = models.JSONField(default=list)  # every mark, its applied weight and effect, as counted

    objects = ReviewQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="qa_review_public_id"),
            models.UniqueConstraint(
                fields=[*JUDGED_ONCE, "ticket"], condition=Q(ticket__isnull=False), name="qa_review_one_per_ticket"
            ),
            models.UniqueConstraint(
                fields=[*JUDGED_ONCE, "call"], condition=Q(call__isnull=False), name="qa_review_one_per_call"
            ),
            *(
                TenantForeignKey(name=f"qa_review_{field}", field=field)
                for field in (*("scorecard", "scorecard_version", "ticket", "call", "department", "agent", "reviewer"),)
            ),
            models.CheckConstraint(
                name="qa_review_of_one_thing", condition=Q(ticket__isnull=True) ^ Q(call__isnull=True)
            ),
            models.CheckConstraint(
                name="qa_review_submitted_at_fits_state",
                condition=Q(state=ReviewState.DRAFT) ^ Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(name="qa_review_not_own_work", condition=~Q(agent=models.F("reviewer"))),
        ]
        indexes = [
            models.Index(fields=["organization", "-started_at", "-id"], name="qa_review_newest"),
            models.Index(fields=["organization", "agent", "-submitted_at"], name="qa_review_of_agent"),
            models.Index(
                fields=["organization", "ticket"], name="qa_review_about_ticket", condition=Q(ticket__isnull=False)
            ),
            models.Index(fields=["organization", "call"], name="qa_review_about_call", condition=Q(call__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"review {self.pk} {self.state}"


class Mark(TenantModel):
    """The result of one criterion: a value, or not applicable; neither is not answered yet."""

    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="marks"
    )
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    value = models.IntegerField(null=True)
    not_applicable = models.BooleanField(default=False)
    note = models.TextField(blank=True, default="")
    root_cause = models.CharField(max_length=12, choices=RootCause, blank=True, default="")
    at_second = models.FloatField(null=True)  # of the recording
    message = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    saved_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "review", "criterion"], name="qa_mark_once"),
            TenantForeignKey(name="qa_mark_review", field="review", on_delete="CASCADE"),
            TenantForeignKey(name="qa_mark_criterion", field="criterion"),
            TenantForeignKey(name="qa_mark_message", field="message"),
            models.CheckConstraint(
                name="qa_mark_value_or_not_applicable", condition=Q(value__isnull=True) | Q(not_applicable=False)
            ),
        ]

    def __str__(self) -> str:
        return "N/A" if self.not_applicable else str(self.value)


class ReviewComment(TenantModel):
    """A remark pinned to a second of the recording or to a message, or to nothing in particular."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    review = models.ForeignKey(
        Review, on_delete=models.CASCADE, db_constraint=False, db_index=False, related_name="comments"
    )
    author = models.ForeignKey(
        Membership, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    text = models.TextField()
    at_second = models.FloatField(null=True)
    until_second = models.FloatField(null=True)  # a range; null: one moment
    message = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["organization", "public_id"], name="qa_reviewcomment_public_id"),
            TenantForeignKey(name="qa_reviewcomment_review", field="review", on_delete="CASCADE"),
            TenantForeignKey(name="qa_reviewcomment_author", field="author"),
            TenantForeignKey(name="qa_reviewcomment_message", field="message"),
            models.CheckConstraint(
                name="qa_reviewcomment_range",
                condition=Q(until_second__isnull=True) | Q(until_second__gt=models.F("at_second")),
            ),
        ]
        indexes = [models.Index(fields=["organization", "review", "at"], name="qa_reviewcomment_of")]

    def __str__(self) -> str:
        return self.text[:60]
