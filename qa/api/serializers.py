"""Quality work as the API shows it. The rows come from `queries.reviews`; these say what is in them."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from core.api.inputs import StrictSerializer
from qa.enums import (
    AutoFailPolicy,
    CriticalScope,
    NotApplicablePolicy,
    Outcome,
    ReviewState,
    RootCause,
    ScaleKind,
    ScoringMode,
    Selection,
    SubjectKind,
)


class QaNamedSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class ScaleSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(ScaleKind.choices)
    lowest = serializers.IntegerField()
    highest = serializers.IntegerField()


class CriterionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    guidance = serializers.CharField()
    weight = serializers.FloatField()
    scale = ScaleSerializer()
    na_allowed = serializers.BooleanField()
    critical = serializers.ChoiceField(CriticalScope.choices)
    bonus_points = serializers.FloatField(allow_null=True, help_text="Set: it only adds, and weighs nothing.")


class SectionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    weight = serializers.FloatField()
    weight_percent = serializers.FloatField(allow_null=True, help_text="Of all sections, if none is left out.")
    pass_mark_percent = serializers.FloatField(allow_null=True)
    criteria = CriterionSerializer(many=True)


class RootCauseSerializer(serializers.Serializer[Any]):
    key = serializers.ChoiceField(RootCause.choices)
    label = serializers.CharField()  # type: ignore[assignment]  # what is shown, not of the field


class ScorecardRowSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    subject_kind = serializers.ChoiceField(SubjectKind.choices)
    version_number = serializers.IntegerField()
    published_at = serializers.DateTimeField()
    pass_mark_percent = serializers.FloatField()


class ScorecardSerializer(ScorecardRowSerializer):
    """One version of a scorecard with everything that is judged."""

    mode = serializers.ChoiceField(ScoringMode.choices)
    na_policy = serializers.ChoiceField(NotApplicablePolicy.choices)
    auto_fail = serializers.ChoiceField(AutoFailPolicy.choices)
    bonus_capped = serializers.BooleanField()
    root_causes = RootCauseSerializer(many=True)
    sections = SectionSerializer(many=True)


class SubjectSerializer(serializers.Serializer[Any]):
    """What is judged; `id` is that of the ticket or call."""

    kind = serializers.ChoiceField(SubjectKind.choices)
    id = serializers.UUIDField()
    title = serializers.CharField()
    ticket_id = serializers.UUIDField(allow_null=True)
    call_id = serializers.UUIDField(allow_null=True)


class WorkSerializer(serializers.Serializer[Any]):
    """A piece of work to judge. Deliberately without rating or score."""

    subject = SubjectSerializer()
    department = QaNamedSerializer()
    agent = QaNamedSerializer()
    worked_at = serializers.DateTimeField()


class ReviewQueueSerializer(serializers.Serializer[Any]):
    """This week's draw for you, in its order; asking again does not change it."""

    week_starts_at = serializers.DateTimeField()
    submitted_this_week = serializers.IntegerField()
    results = WorkSerializer(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class UsedScorecardSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    version_number = serializers.IntegerField()


class ReviewAbilitiesSerializer(serializers.Serializer[Any]):
    write = serializers.BooleanField()
    acknowledge = serializers.BooleanField()


class ReviewRowSerializer(serializers.Serializer[Any]):
    """A review as the caller may see it. A draft has no score in lists."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    state = serializers.ChoiceField(ReviewState.choices)
    selection = serializers.ChoiceField(Selection.choices)
    subject = SubjectSerializer()
    agent = QaNamedSerializer()
    reviewer = QaNamedSerializer()
    department = QaNamedSerializer()
    scorecard = UsedScorecardSerializer()
    worked_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    final_percent = serializers.FloatField(allow_null=True)
    passed = serializers.BooleanField(allow_null=True)
    abilities = ReviewAbilitiesSerializer()


class MarkSerializer(serializers.Serializer[Any]):
    criterion_id = serializers.UUIDField()
    value = serializers.IntegerField(allow_null=True)
    not_applicable = serializers.BooleanField()
    note = serializers.CharField()
    root_cause = serializers.ChoiceField(RootCause.choices, allow_blank=True)
    at_second = serializers.FloatField(allow_null=True)
    message_id = serializers.UUIDField(allow_null=True)
    saved_at = serializers.DateTimeField()


class ReviewCommentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    at_second = serializers.FloatField(allow_null=True)
    until_second = serializers.FloatField(allow_null=True)
    message_id = serializers.UUIDField(allow_null=True)
    author = QaNamedSerializer()
    at = serializers.DateTimeField()


class SectionScoreSerializer(serializers.Serializer[Any]):
    section_id = serializers.UUIDField()
    percent = serializers.FloatField(allow_null=True)
    applied_weight_percent = serializers.FloatField()


class ReceiptLineSerializer(serializers.Serializer[Any]):
    section_id = serializers.UUIDField()
    criterion_id = serializers.UUIDField()
    value = serializers.IntegerField(allow_null=True)
    not_applicable = serializers.BooleanField()
    earned_percent = serializers.FloatField(allow_null=True)
    applied_weight_percent = serializers.FloatField()
    fired = serializers.ChoiceField(CriticalScope.choices)


class ScoreSerializer(serializers.Serializer[Any]):
    """`calculated_percent` is as if nothing critical had fired; null: nothing is scored yet."""

    calculated_percent = serializers.FloatField(allow_null=True)
    final_percent = serializers.FloatField(allow_null=True)
    outcome = serializers.ChoiceField(Outcome.choices)
    passed = serializers.BooleanField(allow_null=True)
    reasons = serializers.ListField(child=serializers.CharField())
    provisional = serializers.BooleanField()
    answered = serializers.IntegerField()
    total = serializers.IntegerField()
    pass_mark_percent = serializers.FloatField()
    bonus_points = serializers.FloatField()
    sections = SectionScoreSerializer(many=True)
    receipt = ReceiptLineSerializer(many=True)


class ReviewSerializer(ReviewRowSerializer):
    """One review with its marks, comments and score."""

    scorecard = ScorecardSerializer()  # type: ignore[assignment]  # the whole version, not its name alone
    marks = MarkSerializer(many=True)
    comments = ReviewCommentSerializer(many=True)
    score = ScoreSerializer()


class StartReviewInput(StrictSerializer):
    """Exactly one of `ticket_id` and `call_id`."""

    scorecard_id = serializers.UUIDField()
    ticket_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    call_id = serializers.UUIDField(required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if (attrs["ticket_id"] is None) == (attrs["call_id"] is None):
            raise serializers.ValidationError(_("Name a ticket or a call, not both."), code="one_subject")
        return attrs


class MarkInput(StrictSerializer):
    """`value` null and `not_applicable` false take the answer back."""

    value = serializers.IntegerField(allow_null=True)
    not_applicable = serializers.BooleanField(default=False)
    note = serializers.CharField(allow_blank=True, default="", max_length=4000)
    root_cause = serializers.ChoiceField(RootCause.choices, allow_blank=True, default="")
    at_second = serializers.FloatField(allow_null=True, default=None)
    message_id = serializers.UUIDField(allow_null=True, default=None)


class ReviewCommentInput(StrictSerializer):
    text = serializers.CharField(max_length=4000)
    at_second = serializers.FloatField(allow_null=True, default=None)
    until_second = serializers.FloatField(allow_null=True, default=None)
    message_id = serializers.UUIDField(allow_null=True, default=None)


class SubmitReviewInput(StrictSerializer):
    """`version` is that of the review the person was looking at."""

    version = serializers.IntegerField(min_value=1)


class ReviewFilterInput(serializers.Serializer[Any]):
    agent = serializers.UUIDField(required=False)
    subject = serializers.UUIDField(required=False, help_text="A ticket or a call.")
    subjects = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=50, help_text="Any of these tickets and calls."
    )
    state = serializers.ChoiceField(ReviewState.choices, required=False)
