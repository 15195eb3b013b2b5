"""The surveys an organization has."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from surveys.models import Survey

LANGUAGES = ("en", "cs", "pl", "lv")


@transaction.atomic
def default_survey() -> Survey:
    """The survey sent after every resolution, made the first time it is asked for."""
    survey, _created = Survey.objects.get_or_create(
        is_default=True, defaults={"name": "CSAT", "questions": {name: _question(name) for name in LANGUAGES}}
    )
    return survey


def _question(language: str) -> str:
    with translation.override(language):
        return gettext("How do you rate the way we handled it?")
