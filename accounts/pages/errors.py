"""Pages for what goes wrong: in words for people, as a problem for programs."""

import logging
import secrets
from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request, HTTPStatus.BAD_REQUEST, "400.html", code="invalid", detail=_("The request was not understood.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(
        request, HTTPStatus.FORBIDDEN, "403.html", code="permission_denied", detail=_("You may not do this.")
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, HTTPStatus.NOT_FOUND, "404.html", code="not_found", detail=_("Not found."))


def server_error(request: HttpRequest) -> HttpResponse:
    """With a short reference that stands in the log too, to quote when asking for help."""
    reference = secrets.token_hex(4)
    logger.error("server error", extra={"reference": reference})
    return _answer(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "500.html",
        code="error",
        detail=_("Something went wrong here. Try again in a moment."),
        reference=reference,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    logger.warning("request from another site refused", extra={"reason": reason})
    return _answer(
        request,
        HTTPStatus.FORBIDDEN,
        "403_csrf.html",
        code="csrf_failed",
        detail=_("This form was open too long or came from another site. Load the page again."),
    )


def _answer(  # noqa: PLR0913 — what an answer is made of
    request: HttpRequest, status: HTTPStatus, template: str, *, code: str, detail: str, reference: str = ""
) -> HttpResponse:
    if not request.path.startswith("/api/"):
        return render(request, template, {"reference": reference}, status=status)
    problem = {
        "type": f"/problems/{code}",
        "status": status.value,
        "code": code,
        "detail": detail,
        "params": {"reference": reference} if reference else {},
        "errors": [],
    }
    return HttpResponse(orjson.dumps(problem), status=status, content_type="application/problem+json")
