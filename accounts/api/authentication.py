"""The browser's cookie as the way into the API."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class CookieAuthentication(SessionAuthentication):
    """Django's session. Who has none is told 401: the way in is a page, not a password box."""

    def authenticate_header(self, request: Request) -> str:
        return 'Cookie realm="api"'


class CookieScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "accounts.api.authentication.CookieAuthentication"
    name = "cookie"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        from django.conf import settings  # noqa: PLC0415 — at import the settings may still be loading

        return {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": (
                "Sign in at `/login/`. Calls that change something also carry the value of the cookie "
                f"`{settings.CSRF_COOKIE_NAME}` in the header `X-CSRFToken`."
            ),
        }
