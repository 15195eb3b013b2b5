"""One message, shown in another way."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from helpdesk.api.cleaning import with_remote_images
from helpdesk.models import Message
from helpdesk.querysets import MessageQuerySet


class MessageHtmlSerializer(serializers.Serializer[object]):
    """A message for a sandboxed frame; the images in it are there for ten minutes and for the caller alone."""

    html = serializers.CharField()


class MessageViewSet(MemberViewSet):
    actions = {"remote_images": "ticket.view"}
    serializer_class = MessageHtmlSerializer

    def get_queryset(self) -> MessageQuerySet:
        return Message.objects.visible_to(self.membership)

    @extend_schema(operation_id="messages_remote_images", responses=MessageHtmlSerializer)
    @action(detail=True, url_path="remote-images")
    def remote_images(self, request: Request, public_id: UUID) -> Response:
        """The message with its images from elsewhere, each fetched by us when a browser shows it.

        What their sender may learn is that somebody here opened the message; asking for this alone tells nothing.
        """
        return Response({"html": with_remote_images(self.get_object(), self.membership)})
