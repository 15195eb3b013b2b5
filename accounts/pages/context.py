from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.enums import Language
from accounts.queries import own_organization


def page(request: HttpRequest) -> dict[str, Any]:
    """What the frame of every page shows; the organization is read only if it is used."""
    here = SimpleLazyObject(own_organization)
    return {
        "page_organization": here,
        "page_languages": [(choice.value, choice.label) for choice in Language],
        "page_is_demo": SimpleLazyObject(lambda: bool(settings.DEMO and here.is_demo)),
    }
