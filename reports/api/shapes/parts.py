"""Pieces that several answers are made of."""

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers


def number() -> serializers.FloatField:
    return serializers.FloatField(allow_null=True)


@extend_schema_serializer(component_name="Credited")  # the inbox has a Named of its own, never null
class NamedSerializer(serializers.Serializer[Any]):
    """A person. `id` is null for what nobody is credited with."""

    id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()


class ShareSerializer(serializers.Serializer[Any]):
    """Positive ratings among all, in percent, with the 95 % interval."""

    n = serializers.IntegerField()
    positive = serializers.IntegerField()
    percent = number()
    low = number()
    high = number()
