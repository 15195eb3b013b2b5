from typing import Any

from rest_framework import serializers


class UploadSerializer(serializers.Serializer[Any]):
    """One file that waits for its message. `content_type` is what the content says, not what the name says."""

    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")


class UploadLimitsSerializer(serializers.Serializer[Any]):
    """How much may be attached; all in bytes but the last."""

    file_bytes = serializers.IntegerField()
    message_bytes = serializers.IntegerField()
    message_files = serializers.IntegerField()
