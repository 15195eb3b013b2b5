"""Departments: everybody may know them, who manages may change them."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from accounts.models import Membership
from core.api.inputs import VersionInput
from core.api.pagination import KeysetPagination
from helpdesk.api.shapes.departments import (
    DepartmentEffectsSerializer,
    DepartmentFilters,
    DepartmentInput,
    DepartmentSerializer,
    MembersInput,
    PromiseInput,
    PromisePreviewSerializer,
)
from helpdesk.models import Department
from helpdesk.queries.departments import department_effects, department_row, with_members
from helpdesk.queries.promises import promise_examples
from helpdesk.querysets import DepartmentQuerySet
from helpdesk.services.departments import (
    archive_department,
    checked_fields,
    create_department,
    edit_department,
    restore_department,
    set_members,
)


class ByName(KeysetPagination):
    ordering = ("name", "pk")


class DepartmentViewSet(MemberViewSet):
    actions = {
        "list": "department.view",
        "retrieve": "department.view",
        "effects": "department.manage",
        "preview": "department.manage",
        "create": "department.manage",
        "partial_update": "department.manage",
        "members": "department.manage",
        "archive": "department.manage",
        "restore": "department.manage",
    }
    serializer_class = DepartmentSerializer
    pagination_class = ByName

    def get_queryset(self) -> DepartmentQuerySet:
        return Department.objects.all()  # department.view reaches everybody

    @extend_schema(
        operation_id="departments_list", parameters=[DepartmentFilters], responses=DepartmentSerializer(many=True)
    )
    def list(self, request: Request) -> Response:
        """Departments by name."""
        asked = DepartmentFilters.read(request.query_params)
        departments = self.get_queryset()
        if asked["mine"]:
            departments = departments.visible_to(self.membership)
        if not asked["archived"]:
            departments = departments.in_use()
        page = self.paginate_queryset(with_members(departments))
        return self.get_paginated_response([department_row(row, viewer=self.membership) for row in page or ()])

    @extend_schema(operation_id="departments_retrieve", responses=DepartmentSerializer)
    def retrieve(self, request: Request, public_id: UUID) -> Response:
        return self._department(public_id)

    @extend_schema(operation_id="departments_effects", responses=DepartmentEffectsSerializer)
    @action(detail=True)
    def effects(self, request: Request, public_id: UUID) -> Response:
        """What stands in the department now, to be shown before it is changed."""
        return Response(department_effects(self.get_object()))

    @extend_schema(operation_id="departments_preview", request=PromiseInput, responses=PromisePreviewSerializer)
    @action(detail=False, methods=["post"])
    def preview(self, request: Request) -> Response:
        """When tickets would be due under these hours and this promise. Changes nothing."""
        department = Department(**checked_fields(PromiseInput.read(request.data)))
        return Response({"examples": promise_examples(department, at=timezone.now())})

    @extend_schema(operation_id="departments_create", request=DepartmentInput, responses={201: DepartmentSerializer})
    def create(self, request: Request) -> Response:
        """A new department without members."""
        sent = DepartmentInput.read(request.data)
        sent.pop("version", None)
        if not sent.get("name"):
            raise ValidationError({"name": _("A department needs a name.")}, code="required")
        department = create_department(actor=self.membership, at=timezone.now(), **sent)
        return self._department(department.public_id, status=status.HTTP_201_CREATED)

    @extend_schema(operation_id="departments_update", request=DepartmentInput, responses=DepartmentSerializer)
    def partial_update(self, request: Request, public_id: UUID) -> Response:
        """Change what is sent. New hours move the deadlines of clocks that still run."""
        sent = DepartmentInput.read(request.data)
        if "version" not in sent:
            raise ValidationError({"version": _("Say which version you changed.")}, code="required")
        version = sent.pop("version")
        edit_department(
            department_id=public_id, seen_version=version, changes=sent, actor=self.membership, at=timezone.now()
        )
        return self._department(public_id)

    @extend_schema(operation_id="departments_members", request=MembersInput, responses=DepartmentSerializer)
    @action(detail=True, methods=["put"])
    def members(self, request: Request, public_id: UUID) -> Response:
        """Let exactly these people work there. Who leaves loses their open tickets of it."""
        sent = MembersInput.read(request.data)
        known = Membership.objects.active().filter(public_id__in=sent["member_ids"]).count()
        if known != len(set(sent["member_ids"])):
            raise ValidationError({"member_ids": _("Not found.")}, code="not_found")
        set_members(
            department_id=public_id,
            member_ids=sent["member_ids"],
            seen_version=sent["version"],
            actor=self.membership,
            at=timezone.now(),
        )
        return self._department(public_id)

    @extend_schema(operation_id="departments_archive", request=VersionInput, responses=DepartmentSerializer)
    @action(detail=True, methods=["post"])
    def archive(self, request: Request, public_id: UUID) -> Response:
        """Take no new work. Refused while there are open tickets."""
        version = VersionInput.read(request.data)["version"]
        archive_department(department_id=public_id, seen_version=version, actor=self.membership, at=timezone.now())
        return self._department(public_id)

    @extend_schema(operation_id="departments_restore", request=VersionInput, responses=DepartmentSerializer)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, public_id: UUID) -> Response:
        """Take new work again."""
        version = VersionInput.read(request.data)["version"]
        restore_department(department_id=public_id, seen_version=version, actor=self.membership, at=timezone.now())
        return self._department(public_id)

    def current(self) -> Any:
        return self._department(self.kwargs["public_id"]).data

    def _department(self, public_id: UUID, *, status: int = status.HTTP_200_OK) -> Response:
        department = with_members(self.get_queryset()).get(public_id=public_id)
        return Response(department_row(department, viewer=self.membership), status=status)
