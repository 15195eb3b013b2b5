"""One change of many tickets: what is asked, and how it stands."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from core.api.inputs import StrictSerializer
from helpdesk.api.shapes.inputs import TicketFilters
from helpdesk.bulk_enums import BulkItemState, BulkKind, BulkState
from helpdesk.enums import TicketPriority, TicketStatus
from helpdesk.models import BulkChange
from helpdesk.services.bulk import can_cancel, can_undo

MOST_IDS = 1_000
SETTABLE = (TicketStatus.OPEN, TicketStatus.PENDING, TicketStatus.ON_HOLD, TicketStatus.SOLVED)


class CountFilters(TicketFilters):
    """A view and its filters, as for a list; a count has no pages."""

    cursor = None  # type: ignore[assignment]


class BulkChangeInput(StrictSerializer):
    """The tickets by name, or all of a view as it is at this moment; and what to do with them."""

    ids = serializers.ListField(
        child=serializers.UUIDField(), required=False, min_length=1, max_length=MOST_IDS, help_text="Or send `filters`."
    )
    filters = CountFilters(required=False)
    kind = serializers.ChoiceField(choices=BulkKind.choices)
    value = serializers.CharField(
        max_length=40,
        allow_blank=True,
        help_text="A member or nothing, a status (open, pending, on_hold, solved), a priority, or a department.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("ids" in attrs) == ("filters" in attrs):
            raise serializers.ValidationError(
                {"ids": _("Name the tickets, or a view: one of the two.")}, code="tickets_once"
            )
        attrs["value"] = self._value(BulkKind(attrs["kind"]), attrs["value"])
        return attrs

    def _value(self, kind: BulkKind, value: str) -> str:
        """In the spelling the services know; the people and departments it names are looked up by the view."""
        match kind:
            case BulkKind.STATUS:
                field: serializers.Field[Any, Any, Any, Any] = serializers.ChoiceField(choices=SETTABLE)
            case BulkKind.PRIORITY:
                field = serializers.ChoiceField(choices=TicketPriority.choices)
            case BulkKind.ASSIGN if not value:
                return ""
            case _:
                field = serializers.UUIDField()
        try:
            return str(field.run_validation(value))
        except serializers.ValidationError as refusal:
            raise serializers.ValidationError({"value": refusal.detail}) from None


class BulkAbilitiesSerializer(serializers.Serializer[Any]):
    cancel = serializers.BooleanField()
    undo = serializers.BooleanField()


class BulkChangeSerializer(serializers.ModelSerializer[BulkChange]):
    """How one change of many tickets stands. `changed` includes what was given back since."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    kind = serializers.ChoiceField(choices=BulkKind.choices)
    state = serializers.ChoiceField(choices=BulkState.choices)
    ended_at = serializers.DateTimeField(allow_null=True)
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = BulkChange
        fields = (
            "id",
            "version",
            "kind",
            "value",
            "state",
            "total",
            "changed",
            "skipped",
            "restored",
            "kept",
            "asked_at",
            "ended_at",
            "abilities",
        )
        read_only_fields = fields

    def get_abilities(self, bulk: BulkChange) -> BulkAbilitiesSerializer:
        at: datetime = self.context["at"]
        return {"cancel": can_cancel(bulk), "undo": can_undo(bulk, at=at)}  # type: ignore[return-value]


class PassedOverSerializer(serializers.Serializer[Any]):
    """A ticket the change did not touch, and why."""

    id = serializers.UUIDField(source="ticket__public_id")
    number = serializers.IntegerField(source="ticket__number")
    subject = serializers.CharField(source="ticket__subject")
    status = serializers.ChoiceField(source="ticket__status", choices=TicketStatus.choices)
    state = serializers.ChoiceField(choices=[BulkItemState.SKIPPED.value, BulkItemState.KEPT.value])
    code = serializers.CharField()
    reason = serializers.CharField()


class TicketCountSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    more = serializers.BooleanField(help_text="There are more than `count`.")
