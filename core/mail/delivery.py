"""One try: read the mail in a short transaction, make its bytes without any, begin in another, talk to the outside
without any, write down how it ended.
"""

from collections.abc import Callable
from datetime import datetime

from core.mail.compose import Letter, letter_of, written
from core.mail.limits import allow_automatic
from core.mail.models import THROUGH, OutgoingMail
from core.mail.services import begin_try, finish_try
from core.mail.transports import Attempt, Outcome, Verdict, send
from core.tenancy import tenant

TOO_MANY = "This address has had as many automatic mails today as anybody may get."


def deliver_mail(*, organization_id: int, outgoing_id: int, clock: Callable[[], datetime]) -> None:
    """Try to send the mail. Call it outside `tenant()`; a mail that is through is left alone."""
    with tenant(organization_id):
        letter = _unsent(outgoing_id)
    if letter is None:
        return
    content = written(letter)  # files may be large and far away; what cannot be read leaves nothing begun
    with tenant(organization_id):
        attempt = begin_try(outgoing_id=outgoing_id, content=content, at=clock())
    if attempt is None:
        return
    outcome = _tried(attempt, at=clock())
    with tenant(organization_id):
        finish_try(outgoing_id=outgoing_id, outcome=outcome, at=clock())


def _unsent(outgoing_id: int) -> Letter | None:
    """What the mail says, which nothing changes once it is queued; None if it is through."""
    mail = OutgoingMail.objects.exclude(state__in=THROUGH).filter(pk=outgoing_id).first()
    return letter_of(mail) if mail else None


def _tried(attempt: Attempt, *, at: datetime) -> Outcome:
    if attempt.is_automatic and attempt.is_first and not allow_automatic(attempt.recipient, at=at):
        return Outcome(verdict=Verdict.NEVER, reason=TOO_MANY)
    return send(attempt)
