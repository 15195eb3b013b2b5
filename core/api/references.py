from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError


def referenced(rows: QuerySet[Any], field: str, public_id: UUID) -> Any:
    """The row a body names. Foreign, out of sight and never there are one answer: 400 on that field."""
    return required(rows.filter(public_id=public_id).first(), field)


def required[Row](found: Row | None, field: str) -> Row:
    """The same for a row that was looked up another way."""
    if found is None:
        raise ValidationError({field: _("Not found.")}, code="not_found")
    return found
