"""`/dev/mailbox/`: every mail of this organization, for whoever tries the product without a mail server.

It needs no sign-in, because the mail with the sign-in link is read here. Therefore it is there in demo and
development installations only (`MAIL_DEV_MAILBOX`) and everywhere else answers 404.
"""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.mail.compose import compose
from core.mail.models import OutgoingMail

PAGE = 50
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'"
MAIL_POLICY = f"sandbox allow-popups allow-popups-to-escape-sandbox; {PAGE_POLICY}; img-src data:"


def only_in_development[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.MAIL_DEV_MAILBOX:
            raise Http404
        response = view(*args, **kwargs)
        response.setdefault("Content-Security-Policy", PAGE_POLICY)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


@only_in_development
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest first; `?to=` narrows to one address."""
    mails = OutgoingMail.objects.order_by("-queued_at", "-pk").defer("text", "html")
    wanted = request.GET.get("to", "").strip()
    if wanted:
        mails = mails.filter(to__icontains=wanted)
    page = Paginator(mails, PAGE).get_page(request.GET.get("page"))
    return render(request, "core_mail/mailbox.html", {"page": page, "wanted": wanted})


@only_in_development
@require_safe
def one_mail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    mail = get_object_or_404(OutgoingMail, public_id=public_id)
    headers = compose(mail).partition(b"\r\n\r\n")[0].decode("utf-8", "replace")
    return render(request, "core_mail/mail.html", {"mail": mail, "headers": headers})


@only_in_development
@require_safe
def html_of_mail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Its HTML part, alone in a sandbox: links open, nothing runs, nothing is fetched."""
    mail = get_object_or_404(OutgoingMail, public_id=public_id)
    response = HttpResponse(f'<!doctype html><base target="_blank">{mail.html}')
    response["Content-Security-Policy"] = MAIL_POLICY.replace("base-uri 'none'; ", "")
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@only_in_development
@require_safe
def raw_mail(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The bytes as they went out, as a file."""
    mail = get_object_or_404(OutgoingMail, public_id=public_id)
    name = f'attachment; filename="{mail.public_id}.eml"'
    return HttpResponse(compose(mail), content_type="message/rfc822", headers={"Content-Disposition": name})
