"""`Idempotency-Key`: one effect and one answer, however often an unsafe call is sent."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _

from core.api.atomic import SAFE
from core.api.problems import TOO_LARGE_TEXT, is_api, problem_response
from core.models import IdempotentCall

KEPT = timedelta(hours=24)
MAX_KEY_LENGTH = 200


class IdempotencyMiddleware:
    """Stores the answer in the transaction of the effect, so that neither exists without the other.

    Scoped by organization, person and path. A second call with the same key waits for the first one
    (two seconds, the role's lock limit) and gets its answer. Only successes are kept: a refused call
    did nothing, so the same key may be sent again with a better body. Stands inside authentication.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        key = request.headers.get("Idempotency-Key", "")
        if not key or request.method in SAFE or not is_api(request) or not request.user.is_authenticated:
            return self.get_response(request)
        if len(key) > MAX_KEY_LENGTH:
            return problem_response(status=400, code="idempotency_key_too_long")
        try:
            body = hashlib.sha256(request.body).hexdigest()
        except RequestDataTooBig:
            return problem_response(status=413, code="too_large", detail=str(TOO_LARGE_TEXT))
        try:
            call, is_new = self._begin(request, key, body)
        except OperationalError:  # the lock limit: the first call holds the key and has not ended
            return _still_running()
        if not is_new:
            return _kept(call, body)
        response = self.get_response(request)
        _finish(call, response)
        return response

    def _begin(self, request: HttpRequest, key: str, body: str) -> tuple[IdempotentCall, bool]:
        at = timezone.now()
        path = f"{request.method} {escape_uri_path(request.path)}"[:200]
        named = {"principal": f"user:{request.user.pk}", "path": path, "key": key}
        with transaction.atomic():
            IdempotentCall.objects.filter(**named, at__lt=at - KEPT).delete()
            return IdempotentCall.objects.get_or_create(**named, defaults={"body_sha256": body, "at": at})


def _finish(call: IdempotentCall, response: HttpResponseBase) -> None:
    success = 200 <= response.status_code < 300  # noqa: PLR2004
    if not success or not isinstance(response, HttpResponse):
        call.delete()
        return
    call.status = response.status_code
    call.content_type = response.get("Content-Type", "")
    call.content = response.content
    call.save(update_fields=["status", "content_type", "content"])


def _kept(call: IdempotentCall, body: str) -> HttpResponse:
    if call.body_sha256 != body:
        return problem_response(
            status=422,
            code="idempotency_key_reused",
            detail=_("This key was used for another request. Send a new key with a new request."),
        )
    assert call.status is not None  # written in the transaction that made the row
    return HttpResponse(
        bytes(call.content),
        status=call.status,
        content_type=call.content_type,
        headers={"Idempotent-Replayed": "true"},
    )


def _still_running() -> HttpResponse:
    response = problem_response(
        status=409,
        code="idempotency_key_in_use",
        detail=_("The same request is still being carried out. Ask again in a moment."),
    )
    response["Retry-After"] = "1"
    return response
