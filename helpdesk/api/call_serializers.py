"""Calls as the API shows them. The rows come from `queries.calls`; these say what is in them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from core.api.inputs import StrictSerializer
from helpdesk.call_enums import (
    CallDirection,
    CallOutcome,
    CallState,
    EndedBy,
    Lane,
    LegResult,
    RecordingState,
    TransferKind,
    VisitResult,
)
from helpdesk.search import backward_digits

type Shape = serializers.Serializer[Any]


class CallNamedSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class CallTicketSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()


class CallAbilitiesSerializer(serializers.Serializer[Any]):
    link = serializers.BooleanField()
    play = serializers.BooleanField()


class CallRowSerializer(serializers.Serializer[Any]):
    """A call as the caller may see it. What the telephone system does not tell is null, never 0."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    direction = serializers.ChoiceField(CallDirection.choices)
    state = serializers.ChoiceField(CallState.choices)
    outcome = serializers.ChoiceField(CallOutcome.choices, allow_blank=True, help_text="Empty while it is not decided.")
    contact = CallNamedSerializer(allow_null=True)
    caller = serializers.CharField(help_text="Name or number; empty if withheld.")
    department = CallNamedSerializer()
    agent = CallNamedSerializer(allow_null=True)
    agent_name = serializers.CharField(help_text="Also of somebody without an account.")
    queue = serializers.CharField()
    started_at = serializers.DateTimeField(help_text="The first moment its source knows of.")
    answered_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    waiting_since = serializers.DateTimeField(allow_null=True)
    wait_seconds = serializers.FloatField(allow_null=True)
    connected_seconds = serializers.FloatField(allow_null=True, help_text="Talk and hold together.")
    talk_seconds = serializers.FloatField(allow_null=True, help_text="Without hold; null if hold is not known.")
    has_recording = serializers.BooleanField()
    recording_seconds = serializers.FloatField(allow_null=True, help_text="How long the sound is.")
    ticket = CallTicketSerializer(allow_null=True)
    abilities = CallAbilitiesSerializer()


class CallVisitSerializer(serializers.Serializer[Any]):
    queue = serializers.CharField()
    department = CallNamedSerializer()
    entered_at = serializers.DateTimeField()
    left_at = serializers.DateTimeField(allow_null=True)
    wait_seconds = serializers.FloatField(allow_null=True)
    result = serializers.ChoiceField(VisitResult.choices)
    position = serializers.IntegerField(allow_null=True)
    after_transfer = serializers.BooleanField()


class CallLegSerializer(serializers.Serializer[Any]):
    agent = CallNamedSerializer(allow_null=True)
    agent_name = serializers.CharField()
    queue = serializers.CharField(allow_null=True)
    rang_at = serializers.DateTimeField(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    left_at = serializers.DateTimeField(allow_null=True)
    ring_seconds = serializers.FloatField(allow_null=True)
    connected_seconds = serializers.FloatField(allow_null=True)
    talk_seconds = serializers.FloatField(allow_null=True)
    hold_seconds = serializers.FloatField(allow_null=True)
    wrap_seconds = serializers.FloatField(allow_null=True)
    result = serializers.ChoiceField(LegResult.choices)


class CallTransferSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(TransferKind.choices)
    at = serializers.DateTimeField()
    agent_name = serializers.CharField()
    target = serializers.CharField(allow_null=True)
    after_seconds = serializers.FloatField()


class SpanSerializer(serializers.Serializer[Any]):
    """Seconds from the beginning of the recording."""

    start = serializers.FloatField()
    end = serializers.FloatField()


class LaneSpeechSerializer(serializers.Serializer[Any]):
    lane = serializers.ChoiceField(Lane.choices)
    spans = SpanSerializer(many=True)


class RecordingSerializer(serializers.Serializer[Any]):
    """What was heard. One mixed lane tells nobody apart: shares and overtalk are null then."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(RecordingState.choices)
    reason = serializers.CharField(help_text="Why it is incomplete or cannot be played.")
    duration_seconds = serializers.FloatField(allow_null=True)
    channels = serializers.IntegerField(allow_null=True)
    lanes = serializers.ListField(child=serializers.ChoiceField(Lane.choices))
    agent_talk_percent = serializers.FloatField(allow_null=True)
    customer_talk_percent = serializers.FloatField(allow_null=True)
    overtalk_percent = serializers.FloatField(allow_null=True)
    silence_percent = serializers.FloatField(allow_null=True)
    music_percent = serializers.FloatField(allow_null=True)
    speech = LaneSpeechSerializer(many=True)
    music = SpanSerializer(many=True)
    silences = SpanSerializer(many=True, help_text="Neither speech nor music, of three seconds and more.")
    dead_air = SpanSerializer(many=True, help_text="Silences of ten seconds and more.")


class CallSerializer(CallRowSerializer):
    """One call with everything known about it."""

    caller_number = serializers.CharField()
    caller_name = serializers.CharField()
    queued_at = serializers.DateTimeField(allow_null=True)
    ended_by = serializers.ChoiceField(EndedBy.choices, allow_blank=True)
    hold_seconds = serializers.FloatField(allow_null=True)
    wrap_seconds = serializers.FloatField(allow_null=True)
    suspect = serializers.ListField(child=serializers.CharField(), help_text="Why its figures are doubted.")
    provider = serializers.CharField()
    visits = CallVisitSerializer(many=True)
    legs = CallLegSerializer(many=True)
    transfers = CallTransferSerializer(many=True)
    recording = RecordingSerializer(allow_null=True)


class LanePeaksSerializer(serializers.Serializer[Any]):
    name = serializers.ChoiceField(Lane.choices)
    peaks = serializers.ListField(child=serializers.FloatField(min_value=0, max_value=1))


class PeaksSerializer(serializers.Serializer[Any]):
    """The waveform, at most twenty points a second and six thousand in all."""

    lanes = LanePeaksSerializer(many=True)
    duration_seconds = serializers.FloatField()


class PlaySerializer(serializers.Serializer[Any]):
    """Start playing before `expires_at`; range requests of a started player go on working."""

    url = serializers.URLField()
    expires_at = serializers.DateTimeField()


class LinkCallInput(StrictSerializer):
    """`ticket_id` null takes the call off its ticket."""

    ticket_id = serializers.UUIDField(allow_null=True)


class CallFilterInput(serializers.Serializer[Any]):
    department = serializers.UUIDField(required=False)
    outcome = serializers.ChoiceField(CallOutcome.choices, required=False)
    direction = serializers.ChoiceField(CallDirection.choices, required=False)
    agent = serializers.UUIDField(required=False)
    recorded = serializers.BooleanField(required=False, default=False)
    number = serializers.CharField(
        required=False, max_length=40, help_text="The end of a telephone number, at least six digits."
    )

    def validate_number(self, number: str) -> str:
        backward = backward_digits(number)
        if not backward:
            raise serializers.ValidationError(_("Not a telephone number."), code="invalid")
        return backward
