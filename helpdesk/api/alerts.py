"""What the caller should look at."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from helpdesk.api.shapes.alerts import AlertsSerializer, SeenInput
from helpdesk.models import Alert
from helpdesk.queries.alerts import alerts_of
from helpdesk.services.alerts import see_alerts


class AlertViewSet(MemberViewSet):
    actions = {"list": "profile.edit", "seen": "profile.edit"}
    serializer_class = AlertsSerializer
    pagination_class = None

    def get_queryset(self) -> QuerySet[Alert]:
        return Alert.objects.visible_to(self.membership)

    @extend_schema(operation_id="alerts_retrieve", responses=AlertsSerializer)
    def list(self, request: Request) -> Response:
        """The caller's alerts, newest first, and how many were not looked at."""
        return Response(alerts_of(self.membership))

    @extend_schema(operation_id="alerts_seen", request=SeenInput, responses=AlertsSerializer)
    @action(detail=False, methods=["post"])
    def seen(self, request: Request) -> Response:
        """Say that the caller has looked."""
        see_alerts(actor=self.membership, **SeenInput.read(request.data))
        return Response(alerts_of(self.membership))
