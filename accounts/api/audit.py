from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.serializers import AuditKindSerializer, AuditQuery, AuditSerializer
from accounts.api.viewsets import MemberViewSet
from accounts.audit import WHAT, audit_rows
from accounts.models import Membership
from core.api.pagination import KeysetPagination
from core.models import Event


class NewestEvents(KeysetPagination):
    ordering = ("-at", "-pk")


class AuditViewSet(MemberViewSet):
    """Who came in, who changed whose rights, who listened to a recording."""

    actions = {"list": "audit.view", "kinds": "audit.view"}
    serializer_class = AuditSerializer
    pagination_class = NewestEvents

    def get_queryset(self) -> QuerySet[Event]:
        return Event.objects.filter(name__in=WHAT)

    @extend_schema(operation_id="audit_list", parameters=[AuditQuery])
    def list(self, request: Request) -> Response:
        asked = AuditQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        events = self.get_queryset()
        if name := asked.validated_data.get("name"):
            if name not in WHAT:
                raise ValidationError({"name": "There is no such event in the trail."})
            events = events.filter(name=name)
        if person := asked.validated_data.get("person"):
            events = events.filter(actor_id__in=Membership.objects.filter(public_id=person).values("pk"))
        page = self.paginate_queryset(events)
        return self.get_paginated_response(audit_rows(page or []))

    @extend_schema(operation_id="audit_kinds", responses=AuditKindSerializer(many=True))
    @action(detail=False, pagination_class=None)
    def kinds(self, request: Request) -> Response:
        """Every kind of line the trail can have, in the caller's language: what it can be narrowed to."""
        return Response([{"name": name, "what": str(what)} for name, what in WHAT.items()])
