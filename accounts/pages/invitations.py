"""The page behind the link of an invitation."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.models import Invitation
from accounts.pages.forms import AcceptInvitationForm
from accounts.queries import own_organization
from accounts.services.invitations import InvitationExpired, accept_invitation, invitation_of, is_usable
from accounts.services.people import EmailTaken


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password1", "password2")
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows the form and changes nothing; POST makes the account and signs in to it."""
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="invitation", limit_get=True)
    if limited:
        return limited
    try:
        invitation = invitation_of(token)
    except Invitation.DoesNotExist as error:
        raise Http404 from error
    if not is_usable(invitation, at=timezone.now()):
        return _closed(request)
    form = AcceptInvitationForm(
        request.POST if request.method == "POST" else None, email=invitation.email, initial={"name": invitation.name}
    )
    if request.method == "POST" and form.is_valid():
        return _accept(request, token, form)
    context = {"form": form, "invitation": invitation, "organization": own_organization()}
    return _private(render(request, "accounts/invitation.html", context))


def _accept(request: HttpRequest, token: str, form: AcceptInvitationForm) -> HttpResponse:
    try:
        member = accept_invitation(
            token=token,
            name=form.cleaned_data["name"],
            password=form.cleaned_data["password1"],
            language=get_language() or "",
            at=timezone.now(),
        )
    except (InvitationExpired, EmailTaken):
        return _closed(request)
    if request.user.is_authenticated:
        logout(request)  # somebody else's session in this browser
    response: HttpResponse = perform_login(request, Login(user=member.user))
    return _private(response)


def _closed(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "accounts/invitation_closed.html", status=410))


def _private(response: HttpResponse) -> HttpResponse:
    """The address is a secret: not for search engines, nor for the next page."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
