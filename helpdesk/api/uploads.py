"""Files for messages, before there is a message."""

from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.http import parse_header_parameters
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from core.files.receiving import Received
from helpdesk.api.shapes.uploads import UploadLimitsSerializer, UploadSerializer
from helpdesk.models import Upload
from helpdesk.querysets import UploadQuerySet
from helpdesk.services.uploads import MOST_FILES, drop_upload, keep_upload

DISPOSITION = OpenApiParameter(
    "Content-Disposition",
    str,
    location=OpenApiParameter.HEADER,
    description="`attachment; filename*=UTF-8''name%20of%20the%20file.pdf`; only the name is read.",
)


class AnyBytes(BaseParser):
    """The body is the file itself and was taken in before the request began."""

    media_type = "application/octet-stream"

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        return {}


class UploadViewSet(MemberViewSet):
    actions = {"create": "ticket.note", "destroy": "ticket.note", "limits": "ticket.note"}
    serializer_class = UploadSerializer
    parser_classes = [AnyBytes]

    def get_queryset(self) -> UploadQuerySet:
        return Upload.objects.waiting_of(self.membership)

    @extend_schema(
        operation_id="uploads_create",
        parameters=[DISPOSITION],
        request={"application/octet-stream": OpenApiTypes.BINARY},
        responses={201: UploadSerializer},
    )
    def create(self, request: Request) -> Response:
        """Send one file: the body is its bytes. Name it in `upload_ids` of a reply, a note or a draft within a day."""
        received: Received = request._request.received  # type: ignore[attr-defined]
        upload = keep_upload(
            actor=self.membership,
            content=received.file,
            size=received.size,
            declared=received.declared,
            is_whole=received.is_whole,
            name=named_by(request.headers.get("Content-Disposition", "")),
            at=timezone.now(),
        )
        return Response(UploadSerializer(upload).data, status=status.HTTP_201_CREATED)

    @extend_schema(operation_id="uploads_destroy", responses={204: None})
    def destroy(self, request: Request, public_id: UUID) -> Response:
        """Throw away a file that was not sent."""
        drop_upload(upload_id=public_id, actor=self.membership)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(operation_id="uploads_limits", responses=UploadLimitsSerializer)
    @action(detail=False)
    def limits(self, request: Request) -> Response:
        """How large a file and all files of a message may be."""
        return Response(
            {
                "file_bytes": settings.UPLOAD_MAX_BYTES,
                "message_bytes": settings.MESSAGE_MAX_BYTES,
                "message_files": MOST_FILES,
            }
        )


def named_by(disposition: str) -> str:
    """The file name in a Content-Disposition header, also one written as RFC 8187 says; "" if there is none."""
    try:
        return str(parse_header_parameters(disposition)[1].get("filename", ""))
    except (ValueError, LookupError, UnicodeError):
        return ""
