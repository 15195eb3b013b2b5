"""What is read of tickets. The rows are made in `helpdesk.queries`; these describe them."""

from typing import Any

from rest_framework import serializers

from helpdesk.clocks import ClockState
from helpdesk.enums import ParticipantSource, ParticipantState, TicketChannel, TicketPriority, TicketStatus, TicketView


class NamedSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class TicketContactSerializer(NamedSerializer):
    email = serializers.CharField()


class TicketContactDetailSerializer(TicketContactSerializer):
    """Who asks. Empty text is not known."""

    phone = serializers.CharField()
    language = serializers.CharField()
    zone = serializers.CharField()


class TicketAbilitiesSerializer(serializers.Serializer[Any]):
    """What the caller may do to this ticket."""

    reply = serializers.BooleanField()
    note = serializers.BooleanField()
    assign = serializers.BooleanField()
    solve = serializers.BooleanField()
    edit = serializers.BooleanField()


class TicketSerializer(serializers.Serializer[Any]):
    """A ticket as the caller may see it, in a list."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    version = serializers.IntegerField()
    subject = serializers.CharField()
    status = serializers.ChoiceField(choices=TicketStatus.choices)
    priority = serializers.ChoiceField(choices=TicketPriority.choices)
    channel = serializers.ChoiceField(choices=TicketChannel.choices)
    language = serializers.CharField()
    department = NamedSerializer()
    contact = TicketContactSerializer()
    assignee = NamedSerializer(allow_null=True)
    opened_at = serializers.DateTimeField()
    last_message_at = serializers.DateTimeField()
    preview = serializers.CharField()
    first_response_due_at = serializers.DateTimeField(allow_null=True)
    first_responded_at = serializers.DateTimeField(allow_null=True)
    waiting_since = serializers.DateTimeField(allow_null=True)
    solved_at = serializers.DateTimeField(allow_null=True)
    unread = serializers.BooleanField()
    has_draft = serializers.BooleanField()
    abilities = TicketAbilitiesSerializer()


class SlaClockSerializer(serializers.Serializer[Any]):
    """The promise of a first answer, and where it stands at the moment of asking."""

    state = serializers.ChoiceField(choices=[state.value for state in ClockState])
    started_at = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField(allow_null=True)
    stopped_at = serializers.DateTimeField(allow_null=True)
    target_seconds = serializers.IntegerField(allow_null=True, help_text="Working seconds.")


class TicketSlaSerializer(serializers.Serializer[Any]):
    first_response = SlaClockSerializer()


class OtherTicketSerializer(serializers.Serializer[Any]):
    """A ticket beside the one that is shown."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    subject = serializers.CharField()
    status = serializers.ChoiceField(choices=TicketStatus.choices)
    opened_at = serializers.DateTimeField()


class ParticipantSerializer(serializers.Serializer[Any]):
    """Somebody beside the contact. Only who is `added` gets answers and is believed."""

    email = serializers.CharField()
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=ParticipantState.choices)
    source = serializers.ChoiceField(choices=ParticipantSource.choices)  # type: ignore[assignment] # a field, no path
    suggested_at = serializers.DateTimeField()


class TicketDetailSerializer(TicketSerializer):
    """A ticket as the caller may see it, with what stands beside its conversation."""

    contact = TicketContactDetailSerializer()
    first_solved_at = serializers.DateTimeField(allow_null=True)
    sla = TicketSlaSerializer()
    recent_tickets = OtherTicketSerializer(many=True)
    mentions = OtherTicketSerializer(many=True, help_text="Tickets whose number stands in the subject.")
    participants = ParticipantSerializer(many=True)


class TicketViewCountSerializer(serializers.Serializer[Any]):
    key = serializers.ChoiceField(choices=TicketView.choices)
    count = serializers.IntegerField()
    more = serializers.BooleanField(help_text="There are more than `count`.")


class DepartmentCountSerializer(NamedSerializer):
    colour = serializers.CharField()
    count = serializers.IntegerField()
    more = serializers.BooleanField()
    due_soon = serializers.IntegerField(help_text="Late with the first answer, or due within the hour.")


class TicketViewsSerializer(serializers.Serializer[Any]):
    """How much is in each view of the caller's inbox; counts stop at 999."""

    views = TicketViewCountSerializer(many=True)
    departments = DepartmentCountSerializer(many=True)
