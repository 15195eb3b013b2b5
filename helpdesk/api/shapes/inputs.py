"""What may be sent. Each input is its named fields and nothing else."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from core.api.inputs import StrictSerializer, VersionInput
from helpdesk.enums import DraftKind, TicketChannel, TicketPriority, TicketStatus, TicketView
from helpdesk.services.uploads import MOST_FILES

LONGEST_TEXT = 200_000


def uploads_field() -> serializers.ListField:
    """Files that were sent before, in the order they are to stand."""
    return serializers.ListField(
        child=serializers.UUIDField(), max_length=MOST_FILES, required=False, default=list, help_text="Of `uploads`."
    )


class TicketFilters(StrictSerializer):
    """What a list of tickets may be narrowed by."""

    view = serializers.ChoiceField(choices=TicketView.choices, required=False)
    department = serializers.UUIDField(required=False)
    status = serializers.CharField(required=False, help_text="One status, or several with commas between.")
    priority = serializers.ChoiceField(choices=TicketPriority.choices, required=False)
    assignee = serializers.UUIDField(required=False)
    contact = serializers.UUIDField(required=False)
    q = serializers.CharField(required=False, max_length=200, help_text="Number, subject, name or address.")
    cursor = serializers.CharField(required=False)

    def validate_status(self, value: str) -> list[str]:
        wanted = value.split(",")
        if unknown := set(wanted) - set(TicketStatus):
            raise serializers.ValidationError(
                _("Not a status: %(names)s.") % {"names": ", ".join(sorted(unknown))}, code="invalid_choice"
            )
        return wanted


class OpenTicketInput(StrictSerializer):
    """A ticket opened by a member: its first message goes to the contact."""

    department_id = serializers.UUIDField()
    contact_id = serializers.UUIDField(required=False, help_text="Somebody known; or send `contact_email`.")
    contact_email = serializers.EmailField(max_length=320, required=False)
    contact_name = serializers.CharField(max_length=200, required=False, default="", allow_blank=True)
    subject = serializers.CharField(max_length=300)
    text = serializers.CharField(max_length=LONGEST_TEXT)
    html = serializers.CharField(max_length=LONGEST_TEXT, required=False, default="", allow_blank=True)
    priority = serializers.ChoiceField(choices=TicketPriority.choices, default=TicketPriority.NORMAL)
    channel = serializers.ChoiceField(choices=TicketChannel.choices, default=TicketChannel.MAIL)
    language = serializers.CharField(max_length=10, required=False, default="", allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("contact_id" in attrs) == ("contact_email" in attrs):
            raise serializers.ValidationError(
                {"contact_email": _("Say who it is for: somebody known, or an address.")}, code="contact_once"
            )
        return attrs


class ReplyInput(StrictSerializer):
    """An answer to the contact.

    `last_seen_message_id` is the newest message the author had on the screen; if there are newer ones
    by others, the answer is 409 `newer_messages`, and sending again with the newest of them goes through.
    """

    text = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, trim_whitespace=False)
    html = serializers.CharField(max_length=LONGEST_TEXT, required=False, default="", allow_blank=True)
    last_seen_message_id = serializers.UUIDField(allow_null=True)
    then_status = serializers.ChoiceField(choices=TicketStatus.choices, required=False, default=None, allow_null=True)
    version = serializers.IntegerField(min_value=1, required=False, default=None, allow_null=True)
    upload_ids = uploads_field()


class NoteInput(StrictSerializer):
    """A note for colleagues."""

    text = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, trim_whitespace=False)
    html = serializers.CharField(max_length=LONGEST_TEXT, required=False, default="", allow_blank=True)
    upload_ids = uploads_field()


class AssignInput(VersionInput):
    """`assignee_id` null takes the ticket from everybody."""

    assignee_id = serializers.UUIDField(allow_null=True)


class StatusInput(VersionInput):
    status = serializers.ChoiceField(choices=TicketStatus.choices)


class TransferInput(VersionInput):
    department_id = serializers.UUIDField()


class PriorityInput(VersionInput):
    priority = serializers.ChoiceField(choices=TicketPriority.choices)


class ReadInput(StrictSerializer):
    """The newest message the caller has read; null marks the ticket unread."""

    message_id = serializers.UUIDField(allow_null=True)


class DraftInput(StrictSerializer):
    """What is typed and attached so far. Nothing of either is no draft."""

    kind = serializers.ChoiceField(choices=DraftKind.choices, default=DraftKind.REPLY)
    text = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, trim_whitespace=False, default="")
    html = serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True, trim_whitespace=False, default="")
    upload_ids = uploads_field()
