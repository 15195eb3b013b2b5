"""What every answer gets: the reader's language, and what the page may load."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from accounts.models import User
from accounts.queries import own_organization

LANGUAGES = frozenset(code for code, _ in settings.LANGUAGES)


class LanguageMiddleware:
    """The signed-in person's language, else `?language=` or its cookie, else the browser's, else the organization's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_for(request)
        with translation.override(language):  # puts back what was: nothing is left for the next request
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        if request.GET.get("language") in LANGUAGES:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=settings.LANGUAGE_COOKIE_AGE,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                samesite="Lax",
                httponly=True,
            )
        return response


class PolicyMiddleware(ContentSecurityPolicyMiddleware):
    """The content policy, with the files host of the organization asked for in its place."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        policy = response.headers.get("Content-Security-Policy", "")
        if settings.FILES_HOST in policy:
            files = f"files.{request.get_host()}"
            response.headers["Content-Security-Policy"] = policy.replace(settings.FILES_HOST, files)
        return response


def language_for(request: HttpRequest) -> str:
    """One of the four; English outside of every organization, as for a probe."""
    if getattr(request, "organization_id", None) is None:
        return str(settings.LANGUAGE_CODE)
    if settings.SESSION_COOKIE_NAME in request.COOKIES and isinstance(request.user, User):
        return request.user.language
    chosen = request.GET.get("language") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in LANGUAGES:
        return chosen
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        language = wanted.partition("-")[0]
        if language in LANGUAGES:
            return language
    return own_organization().language
