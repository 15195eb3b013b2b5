"""Files on messages: a link of a minute, for one member, asked again when it is followed."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from accounts.models import Membership
from core.files.links import file_right, signed_file_url
from core.models import StoredFile
from helpdesk.models import Attachment
from helpdesk.querysets import AttachmentQuerySet

RIGHT = "attachment"


@file_right(RIGHT)
def may_open(member_id: UUID, stored: StoredFile) -> bool:
    """The ticket is checked, not the file: after it moved out of the member's sight its old links are dead."""
    member = Membership.objects.active().filter(public_id=member_id).first()
    return member is not None and Attachment.objects.visible_to(member).filter(file=stored).exists()


class FileLinkSerializer(serializers.Serializer[object]):
    """Where the file is, for one minute and for the caller alone."""

    url = serializers.URLField()


class AttachmentViewSet(MemberViewSet):
    actions = {"retrieve": "ticket.view"}
    serializer_class = FileLinkSerializer

    def get_queryset(self) -> AttachmentQuerySet:
        return Attachment.objects.visible_to(self.membership).select_related("file", "organization")

    @extend_schema(operation_id="attachments_retrieve", responses=FileLinkSerializer)
    def retrieve(self, request: Request, public_id: UUID) -> Response:
        """A link to download one file of a message."""
        attachment = self.get_object()
        return Response({"url": signed_file_url(attachment.file, self.membership, right=RIGHT)})
