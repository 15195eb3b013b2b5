"""What the reports answer, as the description of the API says it. The answers themselves are plain rows."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from helpdesk.enums import PresenceState
from reports.stats import Tier


def number() -> serializers.FloatField:
    return serializers.FloatField(allow_null=True)


@extend_schema_serializer(component_name="Credited")  # the inbox has a Named of its own, never null
class NamedSerializer(serializers.Serializer[Any]):
    """A person. `id` is null for what nobody is credited with."""

    id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()


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


class ShareSerializer(serializers.Serializer[Any]):
    """Positive ratings among all, in percent, with the 95 % interval."""

    n = serializers.IntegerField()
    positive = serializers.IntegerField()
    percent = number()
    low = number()
    high = number()


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


class TicketNameSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()


class DrillRowSerializer(serializers.Serializer[Any]):
    """One case behind a figure. `id` is null where the caller may no longer see the ticket or call."""

    kind = serializers.ChoiceField(choices=["ticket", "call", "answer"])
    id = serializers.UUIDField(allow_null=True)
    title = serializers.CharField()
    at = serializers.DateTimeField()
    value = number()
    agent = NamedSerializer(allow_null=True)
    ticket = TicketNameSerializer(allow_null=True)
    comment = serializers.CharField(allow_null=True)


class DefinitionSerializer(serializers.Serializer[Any]):
    """How a figure is counted, in the caller's language."""

    code = serializers.CharField()
    metric = serializers.CharField()
    version = serializers.IntegerField()
    name = serializers.CharField()
    sentence = serializers.CharField()
    formula = serializers.CharField()
    period_rule = serializers.CharField()
    clock = serializers.CharField()
    exclusions = serializers.ListField(child=serializers.CharField())
    settings = serializers.DictField(child=serializers.IntegerField())
    zone = serializers.CharField()


class ScopeSerializer(serializers.Serializer[Any]):
    """The one department of the board; both null: all the caller may see."""

    id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField(allow_null=True)


class TicketsNowSerializer(serializers.Serializer[Any]):
    waiting = serializers.IntegerField()
    longest_waiting_since = serializers.DateTimeField(allow_null=True)
    due_soon = serializers.IntegerField()
    overdue = serializers.IntegerField()
    open = serializers.IntegerField()


class CallsNowSerializer(serializers.Serializer[Any]):
    waiting = serializers.IntegerField()
    longest_waiting_since = serializers.DateTimeField(allow_null=True)
    answered_today = serializers.IntegerField()
    offered_today = serializers.IntegerField()
    abandoned_today = serializers.IntegerField()
    service_level_percent = number()


class AgentStateSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=PresenceState.values)
    since = serializers.DateTimeField(allow_null=True)


class AgentsNowSerializer(serializers.Serializer[Any]):
    free = serializers.IntegerField()
    total = serializers.IntegerField()
    by_state = AgentStateSerializer(many=True)


class TodaySerializer(serializers.Serializer[Any]):
    solved = serializers.IntegerField()
    csat = ShareSerializer()


class DepartmentLineSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    waiting = serializers.IntegerField()
    longest_waiting_since = serializers.DateTimeField(allow_null=True)
    due_soon = serializers.IntegerField()
    overdue = serializers.IntegerField()
    open = serializers.IntegerField()
    agents_free = serializers.IntegerField()
    agents_total = serializers.IntegerField()
    solved = serializers.IntegerField()
    csat_percent = number()
    csat_n = serializers.IntegerField()
    calls_waiting = serializers.IntegerField()
    arrived = serializers.ListField(child=serializers.IntegerField())


class WallboardSerializer(serializers.Serializer[Any]):
    """One instant of the live board, the same as the socket sends.

    `arrived`: tickets and calls that came in, per quarter of an hour by the clock, the last four hours, oldest first.
    """

    scope = ScopeSerializer()
    at = serializers.DateTimeField()
    tickets = TicketsNowSerializer()
    calls = CallsNowSerializer()
    agents = AgentsNowSerializer()
    today = TodaySerializer()
    arrived = serializers.ListField(child=serializers.IntegerField())
    departments = DepartmentLineSerializer(many=True)
