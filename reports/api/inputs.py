from datetime import date, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from rest_framework import serializers

from core.api.inputs import StrictSerializer
from reports.enums import Clock
from reports.queries.rows import FIGURES

LONGEST = timedelta(days=1100)  # three years
CREDIBLE = (MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2199, 12, 31)))  # calendars end somewhere


class PeriodInput(StrictSerializer):
    """Whole local days of the organization, `from` and `to` included. Left out: the last thirty days."""

    start = serializers.DateField(required=False, validators=CREDIBLE)  # `from`, which Python keeps for itself
    to = serializers.DateField(required=False, validators=CREDIBLE)
    department = serializers.UUIDField(required=False)
    clock = serializers.ChoiceField(choices=Clock.choices, default=Clock.CALENDAR)
    compare = serializers.ChoiceField(choices=["previous", "none"], default="none")

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        return {"from": fields.pop("start"), **fields}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        start, end = attrs.get("from"), attrs.get("to")
        if (start is None) is not (end is None):
            raise serializers.ValidationError({"to": _("Give both days of the period, or neither.")})
        if start is not None and end is not None and not timedelta() <= end - start < LONGEST:
            raise serializers.ValidationError({"to": _("The period must end after it begins, within three years.")})
        return attrs


class RowsInput(PeriodInput):
    """Which number of a report to open; `agent` is left out for the total, and `nobody` for cases without one."""

    report = serializers.ChoiceField(choices=sorted(FIGURES))
    figure = serializers.ChoiceField(choices=sorted({name for figures in FIGURES.values() for name in figures}))
    agent = serializers.CharField(required=False, max_length=36)
    sort = serializers.ChoiceField(choices=["-at", "at", "-value", "value"], default="-at")
    cursor = serializers.CharField(required=False, max_length=300)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["figure"] not in FIGURES[attrs["report"]]:
            raise serializers.ValidationError({"figure": _("This report has no such figure.")})
        return super().validate(attrs)


class ExportRowsInput(RowsInput):
    """The cases behind a number, all of them: a file has no pages."""

    def get_fields(self) -> dict[str, Any]:
        return {name: field for name, field in super().get_fields().items() if name != "cursor"}


class WallboardInput(StrictSerializer):
    """One department, or left out for all the caller may see."""

    department = serializers.UUIDField(required=False)
