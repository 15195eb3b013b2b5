"""What the reports answer, as the description of the API says it. The answers themselves are plain rows."""

from typing import Any

from rest_framework import serializers

from reports.api.shapes.parts import NamedSerializer, ShareSerializer, number
from reports.stats import Tier


class PeriodSerializer(serializers.Serializer[Any]):
    """Whole local days, both included."""

    to = serializers.DateField()

    def get_fields(self) -> dict[str, Any]:
        return {"from": serializers.DateField(), **super().get_fields()}


class SpreadSerializer(serializers.Serializer[Any]):
    """Seconds. Without cases `n` is 0 and the rest null."""

    n = serializers.IntegerField()
    mean = number()
    median = number()
    p90 = number()


class TalkSerializer(serializers.Serializer[Any]):
    n = serializers.IntegerField()
    total_seconds = serializers.FloatField()
    mean = number()
    median = number()
    p90 = number()


class FiguresSerializer(serializers.Serializer[Any]):
    assigned = serializers.IntegerField()
    replied = serializers.IntegerField()
    replies = serializers.IntegerField()
    solved = serializers.IntegerField()
    calls_answered = serializers.IntegerField()
    first_response = SpreadSerializer()
    talk = TalkSerializer()


class ProductivityRowSerializer(FiguresSerializer):
    agent = NamedSerializer()


class ProductivityTotalSerializer(FiguresSerializer):
    """`not_additive` names the columns whose rows do not add up to the total, because a ticket counts once."""

    received = serializers.IntegerField()
    calls_offered = serializers.IntegerField()
    calls_abandoned = serializers.IntegerField()
    not_additive = serializers.ListField(child=serializers.CharField())


class DaySerializer(serializers.Serializer[Any]):
    day = serializers.DateField()
    received = serializers.IntegerField()
    solved = serializers.IntegerField()
    replies = serializers.IntegerField()
    calls_offered = serializers.IntegerField()
    calls_answered = serializers.IntegerField()
    csat = ShareSerializer()
    first_response_median = number()
    talk_mean = number()


class LeftOutSerializer(serializers.Serializer[Any]):
    """Cases that are listed and not counted."""

    kind = serializers.CharField()
    reason = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the name in the API
    count = serializers.IntegerField()


class HeadSerializer(serializers.Serializer[Any]):
    """What every report says about itself. `stale`: something older than five seconds is not counted yet."""

    period = PeriodSerializer()
    zone = serializers.CharField()
    clock = serializers.CharField()
    data_as_of = serializers.DateTimeField()
    stale = serializers.BooleanField()
    days = DaySerializer(many=True)
    left_out = LeftOutSerializer(many=True)


class PreviousSerializer(serializers.Serializer[Any]):
    """The period compared with: as many days before, or for whole calendar months as many months."""

    period = PeriodSerializer()
    days = DaySerializer(many=True)


class PreviousProductivitySerializer(PreviousSerializer):
    total = ProductivityTotalSerializer()


class ProductivitySerializer(HeadSerializer):
    """Agent productivity. Each number opens at `/reports/rows/`."""

    rows = ProductivityRowSerializer(many=True)
    total = ProductivityTotalSerializer()
    previous = PreviousProductivitySerializer(allow_null=True)


class RatingRowSerializer(ShareSerializer):
    """`shown` false: too few answers for a number; `tier` null: too few to compare."""

    agent = NamedSerializer()
    positive = serializers.IntegerField(allow_null=True)
    mean = number()
    shrunk_percent = number()
    tier = serializers.ChoiceField(choices=[tier.value for tier in Tier], allow_null=True)
    shown = serializers.BooleanField()


class TeamRatingSerializer(ShareSerializer):
    """`withheld`: too few answers of colleagues, theirs could be worked out."""

    mean = number()
    withheld = serializers.BooleanField()


class PreviousRatingSerializer(PreviousSerializer):
    team = TeamRatingSerializer()


class RatingSerializer(HeadSerializer):
    """Agent rating, ordered by the adjusted share. Each number opens at `/reports/rows/`."""

    rows = RatingRowSerializer(many=True)
    team = TeamRatingSerializer()
    previous = PreviousRatingSerializer(allow_null=True)
