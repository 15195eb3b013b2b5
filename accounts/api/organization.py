from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.serializers import OrganizationInput, OrganizationSettingsSerializer
from accounts.api.viewsets import MemberViewSet
from accounts.queries import organization_settings
from accounts.services.organizations import change_organization


class OrganizationViewSet(MemberViewSet):
    """The settings of the one organization the host belongs to."""

    actions = {"retrieve": "organization.manage", "partial_update": "organization.manage"}
    serializer_class = OrganizationSettingsSerializer

    @extend_schema(operation_id="organization_retrieve")
    def retrieve(self, request: Request) -> Response:
        return Response(organization_settings())

    @extend_schema(
        operation_id="organization_update", request=OrganizationInput, responses=OrganizationSettingsSerializer
    )
    def partial_update(self, request: Request) -> Response:
        """Change what holds for everybody. A new time zone has all reports counted anew, by its midnights."""
        values = OrganizationInput.read(request.data)
        seen = values.pop("version")
        change_organization(values=values, seen_version=seen, actor=self.membership, at=timezone.now())
        return Response(organization_settings())

    def current(self) -> Any:
        return organization_settings()
