from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from accounts.models import Membership
from core.api.pagination import KeysetPagination
from core.files.links import PLAYING_SECONDS, SECONDS, file_right, signed_file_url
from core.models import StoredFile
from helpdesk.api.call_serializers import (
    CallFilterInput,
    CallRowSerializer,
    CallSerializer,
    LinkCallInput,
    PeaksSerializer,
    PlaySerializer,
)
from helpdesk.call_querysets import PLAYABLE, CallQuerySet
from helpdesk.models import Call, Recording, Ticket
from helpdesk.queries.calls import call_details, call_row, peaks_of, plays_of
from helpdesk.services.calls import link_call
from helpdesk.services.recordings import play_recording

LISTENING_FACTOR = 3  # pausing, going back: somebody needs longer than the recording is


class NewestCalls(KeysetPagination):
    ordering = ("-started_at", "-pk")


@file_right("recording")
def may_hear(member: UUID, stored: StoredFile) -> bool:
    """Asked again with every range of the file: whoever lost the right hears no more."""
    membership = Membership.objects.active().filter(public_id=member).first()
    if membership is None:
        return False
    heard = Recording.objects.playable_by(membership)
    return heard.filter(file=stored, playable__isnull=True).exists() or heard.filter(playable=stored).exists()


class CallViewSet(MemberViewSet):
    actions = {
        "list": "call.view",
        "retrieve": "call.view",
        "peaks": "recording.play",
        "play": "recording.play",
        "link": "call.link",
    }
    serializer_class = CallSerializer
    pagination_class = NewestCalls

    def get_queryset(self) -> CallQuerySet:
        return Call.objects.visible_to(self.membership).for_reading()

    @extend_schema(operation_id="calls_list", parameters=[CallFilterInput], responses=CallRowSerializer(many=True))
    def list(self, request: Request) -> Response:
        """The calls you may see, newest first."""
        calls: CallQuerySet = _filtered(Call.objects.visible_to(self.membership).for_list(), request)
        page: list[Call] = list(self.paginate_queryset(calls) or ())
        plays = plays_of(self.membership, page)
        return self.get_paginated_response([call_row(call, viewer=self.membership, plays=plays) for call in page])

    @extend_schema(operation_id="calls_retrieve", responses=CallSerializer)
    def retrieve(self, request: Request, public_id: UUID) -> Response:
        return Response(self._shown(self.get_object()))

    @extend_schema(operation_id="calls_peaks", responses=PeaksSerializer)
    @action(detail=True)
    def peaks(self, request: Request, public_id: UUID) -> Response:
        """The waveform of its recording, ready to draw."""
        call = Call.objects.visible_to(self.membership).get(public_id=public_id)
        heard = Recording.objects.playable_by(self.membership).filter(call=call, state__in=PLAYABLE)
        recording = heard.first()
        if recording is None:
            raise NotFound
        return Response(peaks_of(recording))

    @extend_schema(operation_id="calls_play", request=None, responses=PlaySerializer)
    @action(detail=True, methods=["post"])
    def play(self, request: Request, public_id: UUID) -> Response:
        """An address to listen at, for you alone; that you asked is written down."""
        now = timezone.now()
        recording = play_recording(call_id=public_id, actor=self.membership, at=now)
        length = (recording.duration_seconds or 0) * LISTENING_FACTOR
        url = signed_file_url(
            recording.played_file,
            self.membership,
            inline=True,
            right="recording",
            playing_seconds=max(PLAYING_SECONDS, round(length)),
        )
        return Response({"url": url, "expires_at": now + timedelta(seconds=SECONDS)})

    @extend_schema(operation_id="calls_link", request=LinkCallInput, responses=CallSerializer)
    @action(detail=True, methods=["post"])
    def link(self, request: Request, public_id: UUID) -> Response:
        """Put the call to a ticket; it then stands in the ticket's conversation."""
        sent = LinkCallInput.read(request.data)
        ticket_id = sent["ticket_id"]
        try:
            link_call(call_id=public_id, ticket_id=ticket_id, actor=self.membership, at=timezone.now())
        except Ticket.DoesNotExist:
            raise ValidationError({"ticket_id": _("Not found.")}, code="not_found") from None
        return Response(self._shown(self.get_queryset().get(public_id=public_id)))

    def _shown(self, call: Call) -> dict[str, Any]:
        return call_details(call, viewer=self.membership)


def _filtered(calls: CallQuerySet, request: Request) -> CallQuerySet:
    asked = CallFilterInput(data=request.query_params)
    asked.is_valid(raise_exception=True)
    wanted = asked.validated_data
    columns = {"department": "department__public_id", "agent": "agent__public_id"}
    for name in ("department", "agent", "outcome", "direction"):
        if name in wanted:
            calls = calls.filter(**{columns.get(name, name): wanted[name]})
    if "number" in wanted:
        calls = calls.from_number(wanted["number"])
    return calls.recorded() if wanted["recorded"] else calls
