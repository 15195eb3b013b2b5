"""The conversation of one ticket, and what the caller is writing on it."""

from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from accounts.api.viewsets import MemberViewSet
from helpdesk.api.cleaning import for_display
from helpdesk.api.shapes.inputs import DraftInput
from helpdesk.api.shapes.thread import DraftSerializer, ThreadPageSerializer
from helpdesk.api.shapes.uploads import UploadSerializer
from helpdesk.enums import DraftKind
from helpdesk.models import Draft, Ticket
from helpdesk.queries.thread import Place, thread_page
from helpdesk.querysets import TicketQuerySet
from helpdesk.services.drafts import discard_draft, save_draft

CURSOR = OpenApiParameter("cursor", str, description="Where to go on: taken from `previous`.")


class ConversationViewSet(MemberViewSet):
    actions = {
        "thread": "ticket.view",
        "draft": "ticket.view",
        "save": "ticket.note",
        "discard": "ticket.note",
    }
    serializer_class = ThreadPageSerializer

    def get_queryset(self) -> TicketQuerySet:
        return Ticket.objects.visible_to(self.membership)

    @extend_schema(operation_id="tickets_thread", parameters=[CURSOR], responses=ThreadPageSerializer)
    @action(detail=True)
    def thread(self, request: Request, public_id: UUID) -> Response:
        """Messages, events and calls, oldest first. Without a cursor it is the newest page."""
        page = thread_page(self.get_object(), viewer=self.membership, before=_place(request))
        url = request.build_absolute_uri()
        previous = page.previous and replace_query_param(url, "cursor", page.previous.written())
        return Response(
            {"next": None, "previous": previous, "results": [for_display(item, self.membership) for item in page.items]}
        )

    @extend_schema(operation_id="tickets_draft_retrieve", responses=DraftSerializer)
    @action(detail=True)
    def draft(self, request: Request, public_id: UUID) -> Response:
        """What the caller was writing here."""
        return _shown(Draft.objects.filter(ticket=self.get_object(), membership=self.membership).first())

    @extend_schema(operation_id="tickets_draft_update", request=DraftInput, responses=DraftSerializer)
    @draft.mapping.put
    def save(self, request: Request, public_id: UUID) -> Response:
        """Keep what is typed so far. Nothing typed throws the draft away."""
        sent = DraftInput.read(request.data)
        draft = save_draft(ticket_id=public_id, actor=self.membership, at=timezone.now(), **sent)
        return _shown(draft)

    @extend_schema(operation_id="tickets_draft_destroy", responses={204: None})
    @draft.mapping.delete
    def discard(self, request: Request, public_id: UUID) -> Response:
        """Throw away what was typed."""
        discard_draft(ticket_id=public_id, actor=self.membership)
        return Response(status=status.HTTP_204_NO_CONTENT)


def _shown(draft: Draft | None) -> Response:
    if draft is None:
        return Response({"kind": DraftKind.REPLY, "text": "", "html": "", "saved_at": None, "uploads": []})
    return Response(
        {
            "kind": draft.kind,
            "text": draft.text,
            "html": draft.html,
            "saved_at": draft.saved_at,
            "uploads": UploadSerializer(list(draft.uploads.order_by("pk")), many=True).data,
        }
    )


def _place(request: Request) -> Place | None:
    cursor = request.query_params.get("cursor")
    try:
        return Place.read(cursor) if cursor else None
    except ValueError:
        raise NotFound from None
