"""What is read of a conversation."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from helpdesk.api.shapes.held_replies import HeldSerializer
from helpdesk.api.shapes.uploads import UploadSerializer
from helpdesk.enums import (
    AuthorKind,
    ContentKind,
    DraftKind,
    MessageBadge,
    MessageDelivery,
    MessageDirection,
    MessageKind,
)


class ThreadAuthorSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=AuthorKind.choices)
    id = serializers.UUIDField(allow_null=True, help_text="Of the person or the contact; null for a machine.")
    name = serializers.CharField()
    email = serializers.CharField()


class ThreadAttachmentSerializer(serializers.Serializer[Any]):
    """`GET /attachments/{id}/` answers with a link to the content."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    inline = serializers.BooleanField(help_text="Shown inside the message.")
    content_id = serializers.CharField()


class MessageDeliverySerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=MessageDelivery.choices)
    reason = serializers.CharField()


class ThreadMessageSerializer(serializers.Serializer[Any]):
    """A public message or an internal note."""

    type = serializers.ChoiceField(choices=["message"])
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=MessageKind.choices)
    direction = serializers.ChoiceField(choices=MessageDirection.choices)
    author = ThreadAuthorSerializer()
    at = serializers.DateTimeField()
    text = serializers.CharField(help_text="Everything, quotes included.")
    visible_text = serializers.CharField(help_text="What the author wrote.")
    quoted_text = serializers.CharField(help_text="What their mail program put below it; often empty.")
    html = serializers.CharField(allow_null=True, help_text="Cleaned: show it in a sandboxed frame.")
    remote_images = serializers.IntegerField(help_text="How many images from elsewhere are held back.")
    attachments = ThreadAttachmentSerializer(many=True)
    delivery = MessageDeliverySerializer(allow_null=True, help_text="Null unless it is sent to the customer.")
    badges = serializers.ListField(child=serializers.ChoiceField(choices=MessageBadge.choices))
    content_kind = serializers.ChoiceField(choices=ContentKind.choices)
    held = HeldSerializer(allow_null=True, help_text="Null once it is sent; until then it can be taken back.")


class ThreadActorSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()


class ThreadEventDetailSerializer(serializers.Serializer[Any]):
    """What changed, from what to what; only the keys that fit the event are there."""

    before = serializers.CharField(allow_null=True, required=False)
    after = serializers.CharField(allow_null=True, required=False)
    channel = serializers.CharField(required=False)
    by_contact = serializers.BooleanField(required=False)


class ThreadEventSerializer(serializers.Serializer[Any]):
    """Something that happened to the ticket: assigned, solved, moved, …"""

    type = serializers.ChoiceField(choices=["event"])
    id = serializers.UUIDField()
    name = serializers.CharField()
    at = serializers.DateTimeField()
    actor = ThreadActorSerializer(allow_null=True, help_text="Null: the customer or the system.")
    detail = ThreadEventDetailSerializer()


class ThreadCallAgentSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(allow_null=True, help_text="Null: a name of the telephone system only.")
    name = serializers.CharField()


class ThreadCallSerializer(serializers.Serializer[Any]):
    """A phone call that belongs to the ticket."""

    type = serializers.ChoiceField(choices=["call"])
    id = serializers.UUIDField()
    at = serializers.DateTimeField()
    direction = serializers.ChoiceField(choices=["in", "out"])
    agent = ThreadCallAgentSerializer(allow_null=True)
    talk_seconds = serializers.IntegerField(allow_null=True)
    outcome = serializers.CharField()
    has_recording = serializers.BooleanField()


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="ThreadItem",
        serializers={"message": ThreadMessageSerializer, "event": ThreadEventSerializer, "call": ThreadCallSerializer},
        resource_type_field_name="type",
        many=True,
    )
)
class ThreadItemsField(serializers.ListField):
    """Items of three kinds, told apart by `type`."""


class ThreadPageSerializer(serializers.Serializer[Any]):
    """One page of a conversation, oldest first. The first answer is the newest page."""

    next = serializers.URLField(allow_null=True, help_text="Always null: newer items are on the first page.")
    previous = serializers.URLField(allow_null=True, help_text="What stands before this page.")
    results = ThreadItemsField()


class DraftSerializer(serializers.Serializer[Any]):
    """What the caller is writing on a ticket; `saved_at` null: nothing."""

    kind = serializers.ChoiceField(choices=DraftKind.choices)
    text = serializers.CharField()
    html = serializers.CharField()
    saved_at = serializers.DateTimeField(allow_null=True)
    uploads = UploadSerializer(many=True, help_text="Files that are attached already.")
