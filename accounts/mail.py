"""Letters of the sign-in: written in the reader's language, sent through the outbox."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import Invitation, User
from accounts.queries import absolute_url, own_organization


class Letter(EmailMultiAlternatives):
    """Automatic mail, which no machine should answer."""

    def __init__(self, *, to: str, template: str, language: str, **context: Any) -> None:
        with translation.override(language):
            lines = render_to_string(f"accounts/mail/{template}.txt", context).strip().splitlines()
        super().__init__(
            subject=lines[0].strip(),
            body="\n".join(lines[1:]).strip() + "\n",
            to=[to],
            headers={"Auto-Submitted": "auto-generated"},
        )


def send_invitation(invitation: Invitation, *, token: str, inviter: str) -> None:
    """The only place where the secret of the link is known in clear."""
    organization = own_organization()
    Letter(
        to=invitation.email,
        template="invitation",
        language=invitation.language,
        name=invitation.name,
        inviter=inviter,
        organization=organization.name,
        url=absolute_url(reverse("accounts_invitation", args=[token]), organization),
    ).send()


def reset_letter(user: User, *, path: str) -> Letter:
    organization = own_organization()
    return Letter(
        to=user.email,
        template="reset",
        language=user.language,
        name=user.name,
        organization=organization.name,
        url=absolute_url(path, organization),
    )


def send_notice(user: User, what: str) -> None:
    """Tell a person that something which guards their account changed: a template `notice_<what>`."""
    organization = own_organization()
    Letter(
        to=user.email,
        template=f"notice_{what}",
        language=user.language,
        name=user.name,
        organization=organization.name,
        url=absolute_url(reverse("account_reset_password"), organization),
    ).send()
