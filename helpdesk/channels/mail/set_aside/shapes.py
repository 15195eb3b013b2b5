"""A mail that was set aside, as the staff application reads it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.api.inputs import StrictSerializer
from core.models import RawState
from helpdesk.channels.mail.enums import SetAsideReason, SetAsideState
from helpdesk.channels.mail.models import SetAsideMail
from helpdesk.channels.mail.set_aside.acts import can_ask_again, can_make_ticket


class SetAsideFilters(StrictSerializer):
    """What the list may be narrowed by."""

    state = serializers.ChoiceField(choices=SetAsideState.choices, default=SetAsideState.WAITING)
    reason = serializers.ChoiceField(choices=SetAsideReason.choices, required=False)
    cursor = serializers.CharField(required=False)


class SetAsideTicketInput(StrictSerializer):
    """`version` is that of the mail the person was looking at."""

    department_id = serializers.UUIDField()
    version = serializers.IntegerField(min_value=1)


class SetAsideTicketSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    number = serializers.IntegerField()


class SetAsideAbilitiesSerializer(serializers.Serializer[Any]):
    ticket = serializers.BooleanField(help_text="Make a ticket of it.")
    read_again = serializers.BooleanField()
    dismiss = serializers.BooleanField()
    restore = serializers.BooleanField(help_text="Let it wait again.")


class SetAsideMailSerializer(serializers.Serializer[SetAsideMail]):
    """A mail that came in and is on no ticket; or one that could not be read, with the ticket of its original."""

    id = serializers.UUIDField(source="public_id")
    version = serializers.IntegerField()
    reason = serializers.ChoiceField(choices=SetAsideReason.choices)
    sender = serializers.CharField(help_text="By the mail's own word; empty if it could not be read.")
    sender_name = serializers.CharField()
    subject = serializers.CharField()
    arrived_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=SetAsideState.choices)
    settled_at = serializers.DateTimeField(allow_null=True)
    settled_by = serializers.CharField(source="settled_by.user.name", allow_null=True, default=None)
    ticket = SetAsideTicketSerializer(allow_null=True)
    is_being_read = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    def get_is_being_read(self, mail: SetAsideMail) -> bool:
        return mail.raw.state == RawState.STORED

    @extend_schema_field(SetAsideAbilitiesSerializer)
    def get_abilities(self, mail: SetAsideMail) -> dict[str, bool]:
        return {
            "ticket": can_make_ticket(mail, mail.raw.state),
            "read_again": can_ask_again(mail, mail.raw.state),
            "dismiss": mail.state == SetAsideState.WAITING,
            "restore": mail.state == SetAsideState.DISMISSED,
        }


class SetAsideLinkSerializer(serializers.Serializer[Any]):
    """Where the original is, for one minute and for the caller alone."""

    url = serializers.URLField()


class SetAsideHeaderSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    value = serializers.CharField()


class SetAsideDepartmentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()


class SetAsideMailDetailSerializer(SetAsideMailSerializer):
    """One of them with what it says: never HTML, never its attachments; the original has everything."""

    detail = serializers.CharField(help_text="Why it could not be read, in the words of the reader.")
    recipients = serializers.ListField(child=serializers.CharField())
    headers = serializers.SerializerMethodField()
    text = serializers.CharField(help_text="The beginning, at most 20,000 characters.")
    size = serializers.IntegerField(source="raw.size", help_text="Bytes of the original.")
    department = serializers.SerializerMethodField()

    @extend_schema_field(SetAsideHeaderSerializer(many=True))
    def get_headers(self, mail: SetAsideMail) -> list[dict[str, str]]:
        return [{"name": name, "value": value} for name, value in mail.headers]

    @extend_schema_field(SetAsideDepartmentSerializer(allow_null=True))
    def get_department(self, mail: SetAsideMail) -> Any:
        """Where a ticket made of it would most likely belong."""
        found = self.context["department_for"](mail.recipients)
        return SetAsideDepartmentSerializer(found).data if found else None
