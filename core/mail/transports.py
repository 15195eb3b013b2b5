"""Ways out: into the database, which is where demo and development keep their mail, or to an SMTP server.

Nothing here touches the database; a try is a network call between two short transactions.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

PERMANENT = 500  # SMTP answers from here on are final


class Verdict(StrEnum):
    SENT = "sent"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What one try needs, and nothing that would lead back into the database."""

    sender: str
    recipient: str
    content: bytes
    is_automatic: bool
    is_first: bool


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one try ended. `is_uncertain`: the bytes were out when the answer got lost."""

    verdict: Verdict
    reason: str = ""
    is_uncertain: bool = False


def send(attempt: Attempt) -> Outcome:
    """By the transport of this installation."""
    return by_smtp(attempt) if settings.MAIL_TRANSPORT == "smtp" else Outcome(verdict=Verdict.SENT)


def by_smtp(attempt: Attempt) -> Outcome:
    """Hand it to the server of the settings. A 5xx about this mail is final, everything else worth another try."""
    try:
        server = _connected()
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(verdict=Verdict.LATER, reason=f"The mail server cannot be reached: {error}")
    try:
        return _handed_over(server, attempt)
    finally:
        server.close()


def _handed_over(server: smtplib.SMTP, attempt: Attempt) -> Outcome:
    is_body_out = False
    try:
        _expect(*server.mail(attempt.sender, _options(server, attempt)))
        _expect(*server.rcpt(attempt.recipient))
        is_body_out = True
        _expect(*server.data(attempt.content))
    except smtplib.SMTPResponseException as error:
        return _refused(error)
    except UnicodeEncodeError:
        return Outcome(verdict=Verdict.NEVER, reason="The mail server takes no address with such letters.")
    except (smtplib.SMTPException, OSError) as error:
        return Outcome(
            verdict=Verdict.LATER, reason=f"No answer from the mail server: {error}", is_uncertain=is_body_out
        )
    with suppress(smtplib.SMTPException, OSError):
        server.quit()  # a lost goodbye changes nothing: the mail was taken
    return Outcome(verdict=Verdict.SENT)


def _connected() -> smtplib.SMTP:
    """Greeted, and encrypted and signed in as the settings say."""
    host, port, timeout = settings.MAIL_SMTP_HOST, settings.MAIL_SMTP_PORT, settings.MAIL_SMTP_TIMEOUT
    context = ssl.create_default_context()
    server = (
        smtplib.SMTP_SSL(host, port, timeout=timeout, context=context)
        if settings.MAIL_SMTP_SECURITY == "tls"
        else smtplib.SMTP(host, port, timeout=timeout)
    )
    try:
        if settings.MAIL_SMTP_SECURITY == "starttls":
            server.starttls(context=context)
        if settings.MAIL_SMTP_USER:
            server.login(settings.MAIL_SMTP_USER, settings.MAIL_SMTP_PASSWORD)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _options(server: smtplib.SMTP, attempt: Attempt) -> list[str]:
    wide = not (attempt.sender.isascii() and attempt.recipient.isascii())
    return ["SMTPUTF8"] if wide and server.has_extn("smtputf8") else []


def _expect(code: int, answer: bytes) -> None:
    if not 200 <= code < 300:  # noqa: PLR2004 — the SMTP answers that mean yes
        raise smtplib.SMTPResponseException(code, answer)


def _refused(error: smtplib.SMTPResponseException) -> Outcome:
    answer = error.smtp_error
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
    verdict = Verdict.NEVER if error.smtp_code >= PERMANENT else Verdict.LATER
    return Outcome(verdict=verdict, reason=f"{error.smtp_code} {words}")
