"""Addresses that belong to no organization and answer on every host, for whoever watches over the processes."""

import orjson
from django.db.transaction import non_atomic_requests
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from core.health import readiness


@non_atomic_requests  # a transaction would need a database
@csrf_exempt  # a refusal would be a page of an organization, and here is none
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers. Touches nothing else, not even a transaction: a broken database restarts nobody."""
    return _json({"ok": True}, 200)


@non_atomic_requests
@csrf_exempt
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """503 while the database is away; broken helpers are named but do not take the pages down."""
    ok, findings = readiness()
    complete = all(part["ok"] for part in findings.values())
    return _json({"ok": ok, "complete": complete, "parts": findings}, 200 if ok else 503)


def _json(content: object, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(orjson.dumps(content), status=status, content_type="application/json", headers=headers)


urlpatterns = [path("healthz", healthz), path("readyz", readyz)]
