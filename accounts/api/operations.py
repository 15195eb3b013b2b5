"""What waits for a person: deliveries that gave up, and input that could not be read."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from core.api.pagination import KeysetPagination
from core.delivery.parking import replay_delivery
from core.models import Delivery, RawInbound, RawState
from core.raw.store import read_again


class DeliverySerializer(serializers.Serializer[Delivery]):
    """One event on its way to one receiver."""

    id = serializers.UUIDField(source="public_id")
    event = serializers.CharField(source="event.name")
    receiver = serializers.CharField()
    state = serializers.SerializerMethodField()
    happened_at = serializers.DateTimeField(source="event.at")
    due_at = serializers.DateTimeField()
    attempts = serializers.IntegerField()
    parked_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()

    def get_state(self, delivery: Delivery) -> str:
        """`open`, `parked` or `done`."""
        if delivery.done_at:
            return "done"
        return "parked" if delivery.parked_at else "open"


class InboundSerializer(serializers.Serializer[RawInbound]):
    """Something that came in, kept as it came."""

    id = serializers.UUIDField(source="public_id")
    source = serializers.CharField()  # type: ignore[assignment]  # the name of the column, not the option
    external_key = serializers.CharField()
    size = serializers.IntegerField()
    received_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=RawState.choices)
    attempts = serializers.IntegerField()
    reason = serializers.CharField()


class StateQuery(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=["open", "parked"], default="parked")


class InboundQuery(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=RawState.choices, default=RawState.PARKED)


class DeliveryPagination(KeysetPagination):
    ordering = ("-pk",)


class DeliveryViewSet(MemberViewSet):
    actions = {"list": "operation.manage", "replay": "operation.manage"}
    serializer_class = DeliverySerializer
    pagination_class = DeliveryPagination

    def get_queryset(self) -> QuerySet[Delivery]:
        return Delivery.objects.select_related("event")

    @extend_schema(
        operation_id="deliveries_list",
        parameters=[OpenApiParameter("state", str, enum=["open", "parked"], default="parked")],
        responses=DeliverySerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """Deliveries that gave up and wait for a person, or that are still on their way."""
        asked = StateQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        is_parked = asked.validated_data["state"] == "parked"
        rows = Delivery.objects.parked() if is_parked else Delivery.objects.open()
        page = self.paginate_queryset(rows.select_related("event"))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(operation_id="deliveries_replay", request=None, responses=DeliverySerializer)
    @action(detail=True, methods=["post"])
    def replay(self, request: Request, public_id: UUID) -> Response:
        """Try it again now, with all its tries."""
        delivery = replay_delivery(delivery_id=public_id, at=timezone.now())
        return Response(self.get_serializer(delivery).data)


class InboundPagination(KeysetPagination):
    ordering = ("-received_at", "-pk")


class InboundViewSet(MemberViewSet):
    actions = {"list": "operation.manage", "parse_again": "operation.manage"}
    serializer_class = InboundSerializer
    pagination_class = InboundPagination

    def get_queryset(self) -> QuerySet[RawInbound]:
        return RawInbound.objects.defer("content")

    @extend_schema(
        operation_id="inbound_list",
        parameters=[OpenApiParameter("state", str, enum=RawState.values, default=RawState.PARKED)],
        responses=InboundSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """What came in and could not be read, or was read, or waits."""
        asked = InboundQuery(data=request.query_params)
        asked.is_valid(raise_exception=True)
        page = self.paginate_queryset(self.get_queryset().filter(state=asked.validated_data["state"]))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(operation_id="inbound_parse_again", request=None, responses=InboundSerializer)
    @action(detail=True, methods=["post"], url_path="parse-again")
    def parse_again(self, request: Request, public_id: UUID) -> Response:
        """Have it read once more, for instance after an update."""
        raw = read_again(raw_id=public_id, actor_id=self.membership.pk, at=timezone.now())
        return Response(self.get_serializer(raw).data)
