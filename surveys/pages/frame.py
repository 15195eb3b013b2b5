"""What every survey page is: one document, its style inside, nothing fetched, kept, indexed or passed on."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from accounts.models import Organization
from surveys.models import Invitation
from surveys.services.surveys import LANGUAGES

CSS = (Path(__file__).parents[1] / "templates" / "surveys" / "survey.css").read_text().strip()
STYLE_HASH = b64encode(hashlib.sha256(CSS.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
}
NAMES = {"cs": "Čeština", "en": "English", "lv": "Latviešu", "pl": "Polski"}


def page(
    request: HttpRequest, template: str, invitation: Invitation, shown: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the language that is switched on now."""
    links = [(code, NAMES[code], _switched(request, code)) for code in sorted(LANGUAGES)]
    return _page(template, {"organization": invitation.organization.name, "languages": links, **shown}, status=status)


def closed(request: HttpRequest, invitation: Invitation, *, status: int) -> HttpResponse:
    """The time to answer is over: said kindly, without any detail of the ticket."""
    shown = {
        "heading": _("This survey is closed"),
        "words": _("The time to answer is over. Thank you for wanting to tell us; you can always write to us."),
    }
    return page(request, "surveys/closed.html", invitation, shown, status=status)


def unknown(request: HttpRequest) -> HttpResponse:
    """The same bytes whether there never was such an address, or it belongs to another organization."""
    organization = Organization.objects.get()
    asked = translation.get_language_from_request(request)[:2]
    with translation.override(
        asked if request.headers.get("Accept-Language") and asked in LANGUAGES else organization.language
    ):
        shown = {
            "organization": organization.name,
            "heading": _("There is no such survey"),
            "words": _("Please check that the whole address was copied from the e-mail."),
        }
        return _page("surveys/closed.html", shown, status=404)


def language_for(request: HttpRequest, invitation: Invitation) -> str:
    """The one chosen on the page, else that of the ticket."""
    chosen = request.POST.get("l") or request.GET.get("l") or ""
    return chosen if chosen in LANGUAGES else invitation.language


def _switched(request: HttpRequest, code: str) -> str:
    rating = request.GET.get("r", "")
    return f"?r={rating}&l={code}" if rating in {"1", "2", "3", "4", "5"} else f"?l={code}"


def _page(template: str, shown: Mapping[str, Any], *, status: int) -> HttpResponse:
    context = {"css": mark_safe(CSS), "language": translation.get_language(), **shown}  # noqa: S308 — our own file
    response = HttpResponse(render_to_string(template, context), status=status, headers=HEADERS)
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django logs the path of a refusal: it is the secret
    return response
