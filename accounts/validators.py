"""What a password must be. The texts are ours, to be translated with the rest."""

from difflib import SequenceMatcher
from typing import Any

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.backends import DEMO_PASSWORD, demo_allowed

TOO_LIKE = 0.7


class LengthValidator:
    def __init__(self, min_length: int = 12, max_length: int = 256) -> None:
        self.min_length, self.max_length = min_length, max_length

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < self.min_length and password != DEMO_PASSWORD:
            raise ValidationError(self.get_help_text(), code="password_too_short")
        if len(password) > self.max_length:
            raise ValidationError(_("This password is too long."), code="password_too_long")

    def get_help_text(self) -> str:
        text = ngettext(
            "Use at least %(count)d character. A few unrelated words are best.",
            "Use at least %(count)d characters. A few unrelated words are best.",
            self.min_length,
        )
        return text % {"count": self.min_length}


class OwnDataValidator:
    """Not one's own name or e-mail."""

    def validate(self, password: str, user: Any = None) -> None:
        typed = password.casefold()
        email = getattr(user, "email", "")
        for own in (getattr(user, "name", ""), email, *email.split("@")):
            known = own.casefold()
            if len(known) > 3 and (typed == known or SequenceMatcher(a=typed, b=known).ratio() >= TOO_LIKE):  # noqa: PLR2004 — "Eva" may be part of anything
                raise ValidationError(
                    _("This password is too much like the name or e-mail address."), code="password_too_similar"
                )

    def get_help_text(self) -> str:
        return _("Do not use the name or e-mail address.")


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    def validate(self, password: str, user: Any = None) -> None:
        if password.lower().strip() in self.passwords:
            raise ValidationError(
                _("This password is known to everybody who guesses passwords."), code="password_common"
            )

    def get_help_text(self) -> str:
        return _("Do not use a password that is often used.")


class DemoPasswordValidator:
    """The password of the demo is printed in the documentation: it opens demo organizations only."""

    def validate(self, password: str, user: Any = None) -> None:
        if password == DEMO_PASSWORD and not demo_allowed():
            raise ValidationError(
                _("This password is published with the demo. Choose another one."), code="password_demo"
            )

    def get_help_text(self) -> str:
        return ""
