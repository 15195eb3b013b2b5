"""What stands behind a figure: its cases, and how it is counted."""

from typing import Any

from rest_framework import serializers

from reports.api.shapes.parts import NamedSerializer, number


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
