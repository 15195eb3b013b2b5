"""Django's own mails (sign-in, invitations) take the same way out as everything else."""

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.core.mail import EmailAlternative, EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from core.mail.services import queue_mail

OWN = ("From", "To", "Subject", "Message-ID", "Date")


class OutboxBackend(BaseEmailBackend):
    """Queues one outgoing mail per recipient in the transaction of the caller, inside `tenant()`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return sum(self._queue(message) for message in email_messages)

    def _queue(self, message: EmailMessage) -> int:
        recipients = [parseaddr(recipient)[1] for recipient in message.recipients()]
        for recipient in recipients:
            queue_mail(
                to=recipient,
                subject=str(message.subject),
                text=str(message.body),
                html=_html(message),
                headers=_headers(message),
                purpose="account",
                at=timezone.now(),
            )
        return 1 if recipients else 0


def _html(message: EmailMessage) -> str:
    alternatives: list[EmailAlternative] = getattr(message, "alternatives", [])
    return next((str(one.content) for one in alternatives if one.mimetype == "text/html"), "")


def _headers(message: EmailMessage) -> dict[str, str]:
    """What the sender asked for; Django's technical default sender gives way to the organization's own."""
    asked: dict[str, Any] = {k: v for k, v in message.extra_headers.items() if k not in OWN}
    if message.reply_to:
        asked["Reply-To"] = ", ".join(message.reply_to)
    return {name: str(value) for name, value in asked.items()}
