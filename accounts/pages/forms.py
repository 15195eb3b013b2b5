"""The sign-in package's forms with our texts, and the form of an invitation."""

from hashlib import sha256
from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter as second_factor
from allauth.mfa.base import forms as code
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.core.validators import EmailValidator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import int_to_base36
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.mail import reset_letter
from accounts.models import User
from accounts.queries import membership_of, own_organization

CODE_MEMORY = 180  # seconds; longer than a code is accepted
REQUIRED = {"required": _("Fill in this field.")}


class OurTexts(forms.Form):
    """Labels, hints and messages of ours on the fields of a package's form."""

    labels: dict[str, Any] = {}
    types: dict[str, dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = " ".join(filter(None, password_validators_help_texts())) if name == "password1" else ""
            field.error_messages = {**field.error_messages, **REQUIRED, "invalid": _("Check what you typed here.")}
            field.validators = [  # a new one: the framework's is shared by every form of the process
                EmailValidator(_("Check what you typed here.")) if isinstance(check, EmailValidator) else check
                for check in field.validators
            ]
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.update(self.types.get(name, {}))
            if isinstance(field.widget, forms.PasswordInput):
                field.widget.attrs["maxlength"] = "256"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for error in self.errors["password2"].as_data() if "password2" in self.errors else ():
            error.message = error.message if error.code else gettext("The two passwords differ.")
        return cleaned


EMAIL = {"autocomplete": "username", "inputmode": "email", "autocapitalize": "none", "spellcheck": "false"}
CODE = {"autocomplete": "one-time-code", "inputmode": "text", "autocapitalize": "none", "spellcheck": "false"}
NEW_PASSWORD = {"password1": _("New password"), "password2": _("New password once more")}


class SignInForm(OurTexts, account.LoginForm):  # type: ignore[misc]
    labels = {"login": _("E-mail"), "password": _("Password")}
    types = {"login": EMAIL}


class AskResetForm(OurTexts, account.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": _("E-mail")}
    types = {"email": EMAIL}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """The same work for an address nobody has: the letter is written, and not sent."""
        email: str = self.cleaned_data["email"]
        found = next((user for user in self.users if membership_of(user)), None)
        user = found or User(pk=0, email=email, name="", language=own_organization().language, password="!")  # noqa: S106 — nobody's
        key = f"{int_to_base36(user.pk)}-{default_token_generator.make_token(user)}"
        letter = reset_letter(user, path=reverse("account_reset_password_from_key", args=key.split("-", 1)))
        if found:
            letter.send()
        return email


class ResetLinkForm(account.UserTokenForm):  # type: ignore[misc]  # allauth has no types
    """What stands in the link; of who left meanwhile it opens nothing."""

    def _get_user(self, uidb36: str) -> User | None:
        user: User | None = super()._get_user(uidb36)
        return user if user and membership_of(user) else None


class NewPasswordForm(OurTexts, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = NEW_PASSWORD


class ChangePasswordForm(OurTexts, account.ChangePasswordForm):  # type: ignore[misc]
    labels = {"oldpassword": _("Current password"), **NEW_PASSWORD}


class ConfirmPasswordForm(OurTexts, account.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": _("Password")}


class OnceOnly(OurTexts):
    """A code opens one door: the package forgets a used one sooner than it stops accepting it."""

    user: User
    labels = {"code": _("Code")}
    types = {"code": CODE}

    def clean_code(self) -> str:
        typed: str = super().clean_code()  # type: ignore[misc]
        digest = sha256(typed.replace(" ", "").encode()).hexdigest()
        if not cache.add(f"used-code.{self.user.pk}.{digest}", 1, timeout=CODE_MEMORY):
            raise second_factor().validation_error("incorrect_code")
        return typed


class CodeForm(OnceOnly, code.AuthenticateForm):  # type: ignore[misc]
    pass


class ConfirmCodeForm(OnceOnly, code.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateCodeForm(OnceOnly, totp.ActivateTOTPForm):  # type: ignore[misc]
    labels = {"code": _("Code from the app")}
    types = {"code": {**CODE, "inputmode": "numeric", "maxlength": "7"}}


class AcceptInvitationForm(OurTexts):
    """The name people here will see, and a password."""

    labels = {"name": _("Your name"), "password1": _("Password"), "password2": _("Password once more")}

    name = forms.CharField(max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    password1 = forms.CharField(
        strip=False, max_length=256, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        strip=False, max_length=256, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean()
        password = typed.get("password1")
        if password:
            try:
                validate_password(password, User(email=self.email, name=typed.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password1", error)
            if typed.get("password2") and typed["password2"] != password:
                self.add_error("password2", gettext("The two passwords differ."))
        return typed
