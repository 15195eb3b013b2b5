from typing import Any

from rest_framework import serializers

from helpdesk.api.shapes.uploads import UploadSerializer
from helpdesk.enums import TicketStatus


class HeldSerializer(serializers.Serializer[Any]):
    """Until when an answer can be taken back, and what the ticket becomes when it goes out."""

    release_at = serializers.DateTimeField()
    then_status = serializers.ChoiceField(choices=TicketStatus.choices, allow_null=True)


class WithdrawnReplySerializer(serializers.Serializer[Any]):
    """An answer that was taken back, as it was written."""

    ticket_id = serializers.UUIDField()
    text = serializers.CharField()
    html = serializers.CharField()
    then_status = serializers.ChoiceField(choices=TicketStatus.choices, allow_null=True)
    uploads = UploadSerializer(many=True)
    is_draft = serializers.BooleanField(help_text="False: the caller has begun another draft, which stays.")
