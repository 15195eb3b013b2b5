"""Pages for what goes wrong. Programs are answered by `core.api.problems` before they see one."""

import logging
import sys
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.api.problems import logged

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """With a short reference that stands in the log too, to quote when asking for help."""
    reference = logged(sys.exception() or RuntimeError("unknown"))
    response = render(request, "500.html", {"reference": reference}, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    response._has_been_logged = True  # type: ignore[attr-defined]  # the log has its one line
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    logger.warning("request from another site refused: %s", reason)
    return render(request, "403_csrf.html", status=HTTPStatus.FORBIDDEN)
