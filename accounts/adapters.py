"""What the sign-in package asks us: limits, texts, links, letters, sealing of secrets."""

import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core import signing
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from qrcode import make as make_qr_code
from qrcode.image.svg import SvgPathImage

from accounts.crypto import seal, unseal
from accounts.mail import send_notice
from accounts.models import User
from accounts.queries import absolute_url, is_own_path, own_organization
from accounts.services import sign_in
from accounts.sessions import AGENT_KEY
from core.mail.addresses import address_key

logger = logging.getLogger(__name__)

DEVICE_COOKIE = "__Host-device" if settings.HTTPS else "device"
DEVICE_SALT = "accounts.device"
DEVICE_AGE = 400 * 24 * 3600


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "too_many_login_attempts": _("There were too many attempts. Wait a few minutes and try again."),
        "enter_current_password": _("This is not the current password."),
        "incorrect_password": _("This is not the password."),
        "invalid_password_reset": _("This link is no longer valid."),
        "rate_limited": _("There were too many attempts. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # people come by invitation

    def is_ajax(self, request: HttpRequest) -> bool:
        return False  # these pages speak HTML only

    def is_safe_url(self, url: str) -> bool:
        return is_own_path(url)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The peer, or what the trusted proxies say; a forged or short header is never an error."""
        try:
            return str(super().get_client_ip(request))
        except (ImproperlyConfigured, PermissionError):
            return request.META.get("REMOTE_ADDR") or "local"

    def get_reset_password_from_key_url(self, key: str) -> str:
        return absolute_url(f"/password/reset/{key}/", own_organization())

    def login(self, request: HttpRequest, user: Any) -> None:
        """Open the session, under a new id, and write it down."""
        super().login(request, user)
        agent = self.get_http_user_agent(request)[:300]
        request.session[AGENT_KEY] = agent
        methods = {method["method"] for method in get_authentication_records(request, user)}
        sign_in.record_sign_in(user=user, with_second_factor="mfa" in methods, agent=agent, at=timezone.now())

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Remember the browser: strangers who guess this person's password do not lock it out."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response.set_cookie(
            DEVICE_COOKIE,
            signing.dumps([user.pk, secrets.token_hex(8)], salt=DEVICE_SALT),
            max_age=DEVICE_AGE,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
        return response

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, User):
            sign_in.record_sign_out(user=request.user, at=timezone.now())
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        logger.warning("sign-in failed", extra={"address": self.get_client_ip(request)})

    def set_password(self, user: Any, password: str) -> None:
        sign_in.set_password(user=user, password=password, at=timezone.now())
        if context.request.user.pk == user.pk:
            context.request.session.cycle_key()  # the row of this session went with the others
        send_notice(user, "password")

    def clean_email(self, email: str) -> str:
        """As addresses are kept: an IDN domain is found however it is typed."""
        return address_key(email)

    def reauthenticate(self, user: Any, password: str) -> bool:
        again = self.authenticate(context.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Notices are sent where the change is made, by `accounts.mail.send_notice`."""

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures are counted by account, and apart for each browser the account was opened in."""
        email = address_key(credentials.get("email", ""))
        return f"{email}:{_known_device(request, email)}"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes change every 30 seconds and work once."),
        "cannot_generate_recovery_codes": _("Set up the authenticator app first."),
    }

    def get_totp_issuer(self) -> str:
        return f"Kvalita · {own_organization().name}"

    def build_totp_svg(self, url: str) -> str:
        """Inline, so that no picture with a secret in it has an address."""
        image = make_qr_code(url, image_factory=SvgPathImage, border=0)
        return str(image.to_string(encoding="unicode"))

    def encrypt(self, text: str) -> str:
        return seal(text.encode(), purpose="second factor")

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose="second factor").decode()


def _known_device(request: HttpRequest, email: str) -> str:
    try:
        user_id, device = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_SALT, max_age=DEVICE_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return "stranger"
    known = User.objects.filter(pk=user_id, email=email).exists()
    return str(device) if known else "stranger"
