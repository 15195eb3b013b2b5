"""Taking an answer back before it goes out."""

from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import MemberViewSet
from helpdesk.api.shapes.held_replies import WithdrawnReplySerializer
from helpdesk.models import HeldReply
from helpdesk.querysets import HeldReplyQuerySet
from helpdesk.services.holding import withdraw_reply


class HeldReplyViewSet(MemberViewSet):
    actions = {"undo": "ticket.reply"}
    serializer_class = WithdrawnReplySerializer

    def get_queryset(self) -> HeldReplyQuerySet:
        return HeldReply.objects.withdrawable_by(self.membership)

    @extend_schema(operation_id="held_replies_undo", request=None, responses=WithdrawnReplySerializer)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, public_id: UUID) -> Response:
        """Take one's own answer back, with its files; it is the caller's draft again unless another was begun.

        409 `already_sent` when the seconds are over.
        """
        taken = withdraw_reply(held_id=public_id, actor=self.membership, at=timezone.now())
        return Response(
            WithdrawnReplySerializer(
                {
                    "ticket_id": taken.reply.ticket.public_id,
                    "text": taken.reply.text,
                    "html": taken.reply.html,
                    "then_status": taken.reply.then_status or None,
                    "uploads": taken.uploads,
                    "is_draft": taken.is_draft,
                }
            ).data
        )
