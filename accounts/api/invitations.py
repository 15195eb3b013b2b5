from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.serializers import InvitationFilters, InvitationInput, InvitationSerializer, NothingInput
from accounts.api.viewsets import MemberViewSet
from accounts.models import Invitation
from accounts.models.invitation import InvitationQuerySet
from accounts.services.invitations import invite_member, resend_invitation, revoke_invitation
from core.api.pagination import KeysetPagination


class NewestInvitations(KeysetPagination):
    ordering = ("-created_at", "-pk")


class InvitationViewSet(MemberViewSet):
    actions = dict.fromkeys(("list", "create", "revoke", "resend"), "member.manage")
    serializer_class = InvitationSerializer
    pagination_class = NewestInvitations

    def get_queryset(self) -> InvitationQuerySet:
        return Invitation.objects.select_related("invited_by__user")

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "at": timezone.now()}

    @extend_schema(operation_id="invitations_list", parameters=[InvitationFilters])
    def list(self, request: Request) -> Response:
        """Invitations, newest first."""
        asked = InvitationFilters.read(request.query_params)
        invitations = self.get_queryset()
        page = self.paginate_queryset(invitations.open() if asked["waiting"] else invitations)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(operation_id="invitations_create", request=InvitationInput, responses={201: InvitationSerializer})
    def create(self, request: Request) -> Response:
        """Send a link by mail; it works for seven days and once."""
        sent = InvitationInput.read(request.data)
        invitation = invite_member(**sent, actor=self.membership, at=timezone.now())
        return Response(self.get_serializer(invitation).data, status=201)

    @extend_schema(operation_id="invitations_revoke", request=NothingInput, responses=InvitationSerializer)
    @action(detail=True, methods=["post"])
    def revoke(self, request: Request, public_id: UUID) -> Response:
        """The link stops working at once."""
        NothingInput.read(request.data)
        invitation = revoke_invitation(invitation_id=public_id, actor=self.membership, at=timezone.now())
        return Response(self.get_serializer(invitation).data)

    @extend_schema(operation_id="invitations_resend", request=NothingInput, responses=InvitationSerializer)
    @action(detail=True, methods=["post"])
    def resend(self, request: Request, public_id: UUID) -> Response:
        """Send a new link, valid for seven days from now; the old one stops working."""
        NothingInput.read(request.data)
        invitation = resend_invitation(invitation_id=public_id, actor=self.membership, at=timezone.now())
        return Response(self.get_serializer(invitation).data)
