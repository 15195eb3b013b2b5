from typing import Any

from rest_framework import serializers

from helpdesk.enums import PresenceState
from reports.api.shapes.parts import ShareSerializer, number


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
