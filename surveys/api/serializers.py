from typing import Any

from rest_framework import serializers

from helpdesk.api.shapes.tickets import NamedSerializer
from surveys.models import SurveyAnswer


class NumberedSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.IntegerField()


class SurveyAnswerSerializer(serializers.Serializer[Any]):
    """One answer of a customer. `comment` is their text; show it as text and nothing else.

    A `suspect` answer was perhaps sent by a program that follows links; it is in no figure.
    """

    id = serializers.UUIDField()
    ticket = NumberedSerializer()
    department = NamedSerializer()
    agent = NamedSerializer(allow_null=True)
    rating = serializers.IntegerField(min_value=1, max_value=5)
    solved_at_once = serializers.BooleanField(allow_null=True)
    comment = serializers.CharField(allow_blank=True)
    suspect = serializers.BooleanField()
    asked_at = serializers.DateTimeField(allow_null=True)
    first_answered_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField()
    version = serializers.IntegerField()


def answer_row(answer: SurveyAnswer) -> dict[str, Any]:
    """The row of `SurveyAnswerSerializer`; needs `for_reading()`."""
    invitation = answer.invitation
    return {
        "id": answer.public_id,
        "ticket": {"id": invitation.ticket.public_id, "number": invitation.ticket.number},
        "department": {"id": invitation.department.public_id, "name": invitation.department.name},
        "agent": {"id": invitation.agent.public_id, "name": invitation.agent.user.name} if invitation.agent else None,
        "rating": answer.rating,
        "solved_at_once": answer.was_solved_at_once,
        "comment": answer.comment,
        "suspect": answer.is_suspect,
        "asked_at": invitation.invited_at,
        "first_answered_at": answer.first_answered_at,
        "answered_at": answer.answered_at,
        "version": answer.version,
    }
