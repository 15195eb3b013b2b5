from typing import Any

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import ensure_csrf_cookie
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.serializers import MeInput, MeSerializer
from accounts.api.viewsets import MemberViewSet
from accounts.queries import me
from accounts.services.profile import change_profile


@method_decorator(ensure_csrf_cookie, name="dispatch")
class MeViewSet(MemberViewSet):
    actions = {"retrieve": "profile.edit", "partial_update": "profile.edit"}
    serializer_class = MeSerializer

    @extend_schema(operation_id="me_retrieve")
    def retrieve(self, request: Request) -> Response:
        return Response(me(self.membership))

    @extend_schema(operation_id="me_update", request=MeInput, responses=MeSerializer)
    def partial_update(self, request: Request) -> Response:
        """Change one's own name, language, time zone or appearance."""
        values = MeInput.read(request.data)
        seen = values.pop("version")
        self.membership.user = change_profile(
            values=values, seen_version=seen, actor=self.membership, at=timezone.now()
        )
        return Response(me(self.membership))

    def current(self) -> Any:
        self.membership.user.refresh_from_db()
        return me(self.membership)
