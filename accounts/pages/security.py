"""One's own door: password, authenticator app, recovery codes, where one is signed in."""

from typing import Any
from uuid import UUID

from allauth.account.views import PasswordChangeView
from allauth.mfa.base.views import IndexView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.mail import send_notice
from accounts.models import BrowserSession, User
from accounts.pages.agents import describe_agent
from accounts.services import sign_in
from accounts.sessions import key_hash


class OverviewPage(IndexView):  # type: ignore[misc]
    template_name = "accounts/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = key_hash(self.request.session.session_key or "")
        now = timezone.now()
        rows = BrowserSession.objects.filter(user=self.request.user, expires_at__gt=now).order_by("-used_at")
        sessions = [
            {"id": row.public_id, "row": row, "is_this": row.key_hash == own, "device": describe_agent(row.agent)}
            for row in rows
        ]
        done = self.request.GET.get("done", "")
        return {**super().get_context_data(**kwargs), "sessions": sessions, "done": done}


class ChangePasswordPage(PasswordChangeView):  # type: ignore[misc]
    def get_default_success_url(self) -> str:
        return _overview("password")


class SetUpAppPage(ActivateTOTPView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _note(self.request, "set_up")
        return response


class RemoveAppPage(DeactivateTOTPView):  # type: ignore[misc]
    def get_success_url(self) -> str:
        return _overview("removed")

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _note(self.request, "removed")
        return response


class NewRecoveryCodesPage(GenerateRecoveryCodesView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _note(self.request, "new_recovery_codes")
        return response


@require_POST
@login_required
def end_one(request: HttpRequest, session_id: UUID) -> HttpResponse:
    assert isinstance(request.user, User)
    try:
        sign_in.end_session(session_id=session_id, user=request.user, at=timezone.now())
    except BrowserSession.DoesNotExist as error:
        raise Http404 from error
    return HttpResponseRedirect(_overview("sessions"))


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    sign_in.end_other_sessions(user=request.user, own_key=request.session.session_key, at=timezone.now())
    return HttpResponseRedirect(_overview("sessions"))


def _overview(done: str) -> str:
    return f"{reverse('mfa_index')}?done={done}"


def _note(request: HttpRequest, what: str) -> None:
    """The event and the letter; not by the package's signals, which come after the scope is closed."""
    assert isinstance(request.user, User)
    sign_in.record_second_factor(user=request.user, what=what, at=timezone.now())
    send_notice(request.user, what)


overview = never_cache(login_required(OverviewPage.as_view()))
change_password = never_cache(login_required(ChangePasswordPage.as_view()))
set_up_app = never_cache(login_required(SetUpAppPage.as_view()))
remove_app = never_cache(login_required(RemoveAppPage.as_view()))
new_recovery_codes = never_cache(login_required(NewRecoveryCodesPage.as_view()))
