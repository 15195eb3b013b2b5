"""Addresses of the core's own tests."""

import uuid

from django.db import OperationalError
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from rest_framework import serializers
from rest_framework.decorators import api_view, permission_classes
from rest_framework.response import Response

from core.api.inputs import StrictSerializer
from core.errors import Conflict, DomainError, NotPermitted
from core.models import RawInbound


class Input(StrictSerializer):
    name = serializers.CharField(max_length=3)


def effect():
    RawInbound.objects.create(
        source="effect", external_key=uuid.uuid4().hex, sha256="", size=0, content=b"", received_at=timezone.now()
    )


@api_view(["POST"])
@permission_classes([])
def make(request):
    """Each call that is carried out is one more row, and another answer."""
    effect()
    return Response({"number": str(uuid.uuid4())}, status=201)


@api_view(["POST"])
@permission_classes([])
def refuse(request, kind):
    effect()
    match kind:
        case "conflict":
            raise Conflict("It changed meanwhile.", current=7)
        case "permission":
            raise NotPermitted("Not you.")
        case "domain":
            raise DomainError("It cannot be.")
        case "missing":
            raise RawInbound.DoesNotExist
        case "input":
            Input(data=request.data).is_valid(raise_exception=True)
        case "bug":
            raise ZeroDivisionError("secret detail")
        case "away":
            raise OperationalError("server closed the connection; secret detail")


def plain_bug(request):
    effect()
    raise ZeroDivisionError("secret detail")


def plain_away(request):
    raise OperationalError("secret detail")


def stream(request):
    return StreamingHttpResponse(str(RawInbound.objects.count()) for _ in range(1))


def page(request):
    return HttpResponse(str(request.organization_id))


urlpatterns = [
    path("api/v1/make/", make),
    path("api/v1/refuse/<str:kind>/", refuse),
    path("api/v1/plain-bug/", plain_bug),
    path("api/v1/plain-away/", plain_away),
    path("plain-away/", plain_away),
    path("stream/", stream),
    path("page/", page),
]
