"""What a customer answers: once, changed for a day, and never by a machine that follows links."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from core.errors import Conflict
from core.services import record
from surveys.events import SurveyAnswered
from surveys.models import AnswerVersion, Invitation, SurveyAnswer
from surveys.tokens import digest

CHANGE_FOR = timedelta(hours=24)


class AnswerIsFinal(Conflict):
    """More than a day has passed since the first answer."""

    code = "answer_is_final"


@dataclass(frozen=True, kw_only=True)
class Said:
    """One filled-in page."""

    rating: int
    was_solved_at_once: bool | None
    comment: str


@transaction.atomic
def answer(*, invitation_id: int, said: Said, nonce: str, is_suspect: bool, at: datetime) -> SurveyAnswer:
    """Keep what was said; the last word within a day of the first counts, all words are kept.

    A page counts once: its nonce again gives the answer as it is. A suspect page is kept beside and changes
    no answer that counts. Raises AnswerIsFinal, except for the very page that made the answer.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
    known = SurveyAnswer.objects.filter(invitation=invitation).first()
    spent = digest(nonce)
    if known and AnswerVersion.objects.filter(nonce_sha256=spent).exists():
        return known
    if known and not known.is_suspect and at - known.first_answered_at > CHANGE_FOR:
        raise AnswerIsFinal("The answer can no longer be changed.")
    counts_already = known is not None and not known.is_suspect
    row = known or SurveyAnswer(invitation=invitation, version=0, first_answered_at=at)
    if not (is_suspect and counts_already):
        _write(row, said, is_suspect=is_suspect, counts_already=counts_already, at=at)
    AnswerVersion.objects.create(
        answer=row,
        rating=said.rating,
        was_solved_at_once=said.was_solved_at_once,
        comment=said.comment,
        is_suspect=is_suspect,
        nonce_sha256=spent,
        at=at,
    )
    if not (is_suspect and counts_already):
        _tell(row, invitation, is_change=counts_already, at=at)
    return row


def _write(row: SurveyAnswer, said: Said, *, is_suspect: bool, counts_already: bool, at: datetime) -> None:
    row.version += 1
    row.rating, row.was_solved_at_once, row.comment = said.rating, said.was_solved_at_once, said.comment
    row.is_suspect, row.answered_at = is_suspect, at
    if not counts_already:
        row.first_answered_at = at
    row.save()


def _tell(row: SurveyAnswer, invitation: Invitation, *, is_change: bool, at: datetime) -> None:
    record(
        SurveyAnswered(
            subject_id=row.pk,
            version=row.version,
            actor_id=None,
            actor_kind="customer",
            at=at,
            ticket_id=invitation.ticket_id,
            contact_id=invitation.contact_id,
            department_id=invitation.department_id,
            agent_id=invitation.agent_id,
            rating=row.rating,
            first_answered_at=None if row.is_suspect else row.first_answered_at,
            is_change=is_change,
            comment_present=bool(row.comment.strip()),
            suspect=row.is_suspect,
        )
    )
