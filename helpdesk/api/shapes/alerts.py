from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from core.api.inputs import StrictSerializer
from helpdesk.enums import AlertKind


class AlertTicketSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    subject = serializers.CharField()


class AlertSerializer(serializers.Serializer[Any]):
    """Something a colleague or customer did that the caller should look at."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=AlertKind.choices)
    at = serializers.DateTimeField()
    who = serializers.CharField(help_text="Who did it; empty: nobody in person.")
    seen = serializers.BooleanField()
    ticket = AlertTicketSerializer(allow_null=True)
    review_id = serializers.UUIDField(allow_null=True)


@extend_schema_serializer(many=False)
class AlertsSerializer(serializers.Serializer[Any]):
    """The newest fifty. The topic `alerts.<id of the caller>` carries the same."""

    unseen = serializers.IntegerField(help_text="Not looked at yet; 100 is a hundred or more.")
    results = AlertSerializer(many=True)


class SeenInput(StrictSerializer):
    """`up_to` is the time of the newest alert on the screen: what came since stays new."""

    up_to = serializers.DateTimeField()
