from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from helpdesk.api.shapes.departments import PresenceInput, PresenceSerializer
from helpdesk.enums import PresenceState
from helpdesk.models import Presence
from helpdesk.services.presence import set_presence


class PresenceViewSet(MemberViewSet):
    actions = {"list": "presence.set", "create": "presence.set"}
    serializer_class = PresenceSerializer
    pagination_class = None

    def get_queryset(self) -> QuerySet[Any]:
        return Presence.objects.now().filter(membership=self.membership)

    @extend_schema(operation_id="presence_retrieve", responses=PresenceSerializer)
    def list(self, request: Request) -> Response:
        """The caller's own state."""
        return _shown(self.get_queryset().first())

    @extend_schema(operation_id="presence_set", request=PresenceInput, responses=PresenceSerializer)
    def create(self, request: Request) -> Response:
        """Say what the caller does now."""
        sent = PresenceInput.read(request.data)
        return _shown(set_presence(membership=self.membership, at=timezone.now(), **sent))


def _shown(presence: Presence | None) -> Response:
    if presence is None:
        return Response({"state": PresenceState.OFFLINE, "reason": "", "since": None})
    return Response({"state": presence.state, "reason": presence.reason, "since": presence.started_at})
