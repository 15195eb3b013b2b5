from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from core.api.inputs import StrictSerializer
from helpdesk.enums import ArrivalKind, PresenceState


class DepartmentAbilitiesSerializer(serializers.Serializer[Any]):
    manage = serializers.BooleanField()


class DepartmentSerializer(serializers.Serializer[Any]):
    """A department. `hours` maps a weekday ("0" is Monday) to [opens, closes] in minutes after local midnight;
    `holidays` and `special_days` map a date to the hours of that day alone, and a special day wins.
    """

    id = serializers.UUIDField()
    name = serializers.CharField()
    zone = serializers.CharField()
    hours = serializers.DictField()
    holidays = serializers.DictField()
    special_days = serializers.DictField()
    address_local_part = serializers.CharField()
    address = serializers.CharField(help_text="Where customers write to; empty if by mail they cannot.")
    colour = serializers.CharField()
    first_response_seconds = serializers.IntegerField(help_text="Promised working time until the first answer.")
    survey_enabled = serializers.BooleanField()
    member_ids = serializers.ListField(child=serializers.UUIDField())
    version = serializers.IntegerField()
    archived_at = serializers.DateTimeField(allow_null=True)
    abilities = DepartmentAbilitiesSerializer()


class DepartmentFilters(StrictSerializer):
    """What the list of departments may be narrowed or widened by."""

    mine = serializers.BooleanField(required=False, default=False, help_text="Only where the caller sees tickets.")
    archived = serializers.BooleanField(required=False, default=False, help_text="Also those that take no new work.")
    cursor = serializers.CharField(required=False)


class DepartmentInput(StrictSerializer):
    """Only the fields that are sent are written; for a change `version` is the one that was on the screen."""

    name = serializers.CharField(max_length=100, required=False)
    zone = serializers.CharField(max_length=60, required=False)
    hours = serializers.DictField(required=False)
    holidays = serializers.DictField(required=False)
    special_days = serializers.DictField(required=False)
    address_local_part = serializers.CharField(max_length=64, required=False, allow_blank=True)
    colour = serializers.RegexField(r"^#[0-9a-fA-F]{6}$", required=False)
    first_response_seconds = serializers.IntegerField(min_value=60, max_value=90 * 86400, required=False)
    survey_enabled = serializers.BooleanField(required=False)
    version = serializers.IntegerField(min_value=1, required=False)


class PromiseInput(StrictSerializer):
    """A promise nobody has saved yet."""

    zone = serializers.CharField(max_length=60)
    hours = serializers.DictField()
    holidays = serializers.DictField(required=False)
    special_days = serializers.DictField(required=False)
    first_response_seconds = serializers.IntegerField(min_value=60, max_value=90 * 86400)


class PromiseExampleSerializer(serializers.Serializer[Any]):
    """When a ticket arriving then is due for its first answer."""

    kind = serializers.ChoiceField(choices=ArrivalKind.choices)
    arrives_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True, help_text="Null: not within two years.")


class PromisePreviewSerializer(serializers.Serializer[Any]):
    """Examples by the clock that runs for tickets."""

    examples = PromiseExampleSerializer(many=True)


class MembersInput(StrictSerializer):
    member_ids = serializers.ListField(child=serializers.UUIDField(), max_length=1000)
    version = serializers.IntegerField(min_value=1)


class MemberEffectSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    open_tickets = serializers.IntegerField(help_text="Of this department; nobody has them when the person leaves it.")


class DepartmentEffectsSerializer(serializers.Serializer[Any]):
    """What a change would touch."""

    open_tickets = serializers.IntegerField(help_text="An archived department has none.")
    running_clocks = serializers.IntegerField(help_text="New hours give them new deadlines.")
    members = MemberEffectSerializer(many=True)


@extend_schema_serializer(many=False)  # one object, though the action is called list
class PresenceSerializer(serializers.Serializer[Any]):
    """The caller's own state; `since` null: never said."""

    state = serializers.ChoiceField(choices=PresenceState.choices)
    reason = serializers.CharField()
    since = serializers.DateTimeField(allow_null=True)


class PresenceInput(StrictSerializer):
    state = serializers.ChoiceField(choices=PresenceState.choices)
    reason = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)
