from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.serializers import (
    NothingInput,
    PeopleQuery,
    PersonSerializer,
    RoleInput,
)
from accounts.api.viewsets import MemberViewSet
from accounts.models import Membership
from accounts.queries import Person, person_row, person_rows
from accounts.services.people import change_role, end_membership, remove_second_factor, restore_membership
from core.api.inputs import VersionInput
from core.api.pagination import KeysetPagination


class ByName(KeysetPagination):
    ordering = ("user__name", "pk")


class PeopleViewSet(MemberViewSet):
    """The people of the organization; who left is shown to who manages people."""

    actions = {
        "list": "member.view",
        "retrieve": "member.view",
        "partial_update": "member.manage",
        "end": "member.manage",
        "restore": "member.manage",
        "remove_second_factor": "member.manage",
    }
    serializer_class = PersonSerializer
    pagination_class = ByName

    def get_queryset(self) -> QuerySet[Membership]:
        return Membership.objects.visible_to(self.membership)

    @extend_schema(operation_id="people_list", parameters=[PeopleQuery])
    def list(self, request: Request) -> Response:
        asked = PeopleQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        people = self.get_queryset()
        if text := asked.validated_data.get("q"):
            people = people.filter(Q(user__name__icontains=text) | Q(user__email__icontains=text))
        if role := asked.validated_data.get("role"):
            people = people.filter(role=role)
        page = self.paginate_queryset(person_rows(people))
        return self.get_paginated_response([person_row(row, viewer=self.membership) for row in page or ()])

    @extend_schema(operation_id="people_retrieve", responses=PersonSerializer)
    def retrieve(self, request: Request, public_id: UUID) -> Response:
        return Response(self._person(public_id))

    @extend_schema(operation_id="people_update", request=RoleInput, responses=PersonSerializer)
    def partial_update(self, request: Request, public_id: UUID) -> Response:
        """Give a colleague another role."""
        sent = RoleInput.read(request.data)
        change_role(
            member_id=public_id,
            role=sent["role"],
            seen_version=sent["version"],
            actor=self.membership,
            at=timezone.now(),
        )
        return Response(self._person(public_id))

    @extend_schema(operation_id="people_end", request=VersionInput, responses=PersonSerializer)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, public_id: UUID) -> Response:
        """The person leaves: their sessions end at once, what they did stays."""
        sent = VersionInput.read(request.data)
        seen = sent["version"]
        end_membership(member_id=public_id, seen_version=seen, actor=self.membership, at=timezone.now())
        return Response(self._person(public_id))

    @extend_schema(operation_id="people_restore", request=NothingInput, responses=PersonSerializer)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, public_id: UUID) -> Response:
        """The person comes back with the role they had."""
        NothingInput.read(request.data)
        restore_membership(member_id=public_id, actor=self.membership, at=timezone.now())
        return Response(self._person(public_id))

    @extend_schema(operation_id="people_remove_second_factor", request=NothingInput, responses=PersonSerializer)
    @action(detail=True, methods=["post"], url_path="remove-second-factor")
    def remove_second_factor(self, request: Request, public_id: UUID) -> Response:
        """For a person who lost it, after making sure who is asking: signed out everywhere, told by mail."""
        NothingInput.read(request.data)
        remove_second_factor(member_id=public_id, actor=self.membership, at=timezone.now())
        return Response(self._person(public_id))

    def current(self) -> Any:
        return self._person(self.kwargs["public_id"])

    def _person(self, public_id: UUID) -> Person:
        row = person_rows(self.get_queryset()).get(public_id=public_id)
        return person_row(row, viewer=self.membership)
