"""`/s/<token>`: one page for one customer. Looking changes nothing; only sending does (security.md §8)."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from helpdesk.models import Message
from surveys.mail import question_of
from surveys.models import Invitation, SurveyAnswer
from surveys.models.answer import MAX_COMMENT
from surveys.pages.answers import Filled, filled, rating_of
from surveys.pages.frame import closed, language_for, page, unknown
from surveys.pages.scanners import TOO_FAST, note_link, opened_many, too_many_tries
from surveys.services.answers import CHANGE_FOR, AnswerIsFinal, answer
from surveys.services.invitations import stop_surveys
from surveys.tokens import Nonce, digest

MOST_BYTES = 16 * 1024


def of_invitation(view: Callable[[HttpRequest, Invitation, datetime], HttpResponse]) -> Callable[..., HttpResponse]:
    """Finds the invitation of the token inside the host's organization; speaks its language.

    Unknown, malformed and foreign tokens are one and the same answer.
    """

    def found(request: HttpRequest, token: str) -> HttpResponse:
        invitations = Invitation.objects.select_related("ticket", "contact", "survey", "organization")
        invitation = invitations.filter(token_sha256=digest(token)).first()
        if invitation is None:
            return unknown(request)
        invitation.token = token  # type: ignore[attr-defined]
        with translation.override(language_for(request, invitation)):
            return view(request, invitation, timezone.now())

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(found))


@of_invitation
def survey(request: HttpRequest, invitation: Invitation, at: datetime) -> HttpResponse:
    given = SurveyAnswer.objects.counted().filter(invitation=invitation).first()
    if given and at - given.first_answered_at > CHANGE_FOR:
        return _thanks(request, invitation, given, at, status=409 if request.method == "POST" else 200)
    if invitation.expires_at is None or at >= invitation.expires_at:
        return closed(request, invitation, status=410)
    if request.method == "POST":
        return _sent(request, invitation, at)
    return _shown(request, invitation, given, at)


@of_invitation
def thanks(request: HttpRequest, invitation: Invitation, at: datetime) -> HttpResponse:
    """What was saved. Before anything was, the survey itself."""
    given = SurveyAnswer.objects.counted().filter(invitation=invitation).first()
    if given is None or request.method == "POST":
        return unknown(request)
    return _thanks(request, invitation, given, at)


@of_invitation
def stop(request: HttpRequest, invitation: Invitation, at: datetime) -> HttpResponse:
    """GET asks; POST, also the one-click POST of a mail program (RFC 8058), ends surveys for this address."""
    names = {"organization": invitation.organization.name}
    if request.method == "POST":
        stop_surveys(invitation=invitation, at=at)
        said = {"heading": _("No more surveys"), "words": _("%(organization)s will send you no more surveys.") % names}
        return page(request, "surveys/stop.html", invitation, said)
    asked = {
        "heading": _("No more surveys?"),
        "words": _("With one press %(organization)s stops asking you how it went.") % names,
        "action": f"/s/{_token(invitation)}/stop",
    }
    return page(request, "surveys/stop.html", invitation, asked)


def _shown(request: HttpRequest, invitation: Invitation, given: SurveyAnswer | None, at: datetime) -> HttpResponse:
    """The form: with the choice of the link, else with the answer given before."""
    chosen = rating_of(request.GET.get("r", ""))
    if chosen:
        note_link(request, invitation.token_sha256, chosen, at=at)
    values = Filled(
        said=None,
        errors={},
        rating=chosen or (given.rating if given else None),
        at_once=given.was_solved_at_once if given else None,
        comment=given.comment if given else "",
    )
    return _form(request, invitation, values, at, from_mail=chosen, is_change=given is not None)


def _sent(request: HttpRequest, invitation: Invitation, at: datetime) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _refused(request, invitation, at, _("This is too long. Please shorten your words."), status=413)
    if too_many_tries(invitation.token_sha256, at=at):
        return _refused(request, invitation, at, _("Too many tries. Please wait a minute and send again."), status=429)
    values = filled(request.POST)
    nonce = Nonce.opened(request.POST.get("nonce", ""), invitation.token_sha256, at=at)
    if nonce is None:
        old = _("This page was open for too long. Your words are still here; please send them again.")
        return _form(request, invitation, values._replace(errors={"page": old, **values.errors}), at, status=400)
    if values.said is None:
        return _form(request, invitation, values, at, status=422)
    return _kept(request, invitation, values, nonce, at)


def _kept(request: HttpRequest, invitation: Invitation, values: Filled, nonce: Nonce, at: datetime) -> HttpResponse:
    """Too fast for a person, or from a program that opened several links: kept aside, and asked once more."""
    is_machine = at - nonce.issued_at < TOO_FAST
    is_suspect = is_machine or (not nonce.confirms and opened_many(request, invitation.token_sha256))
    text = request.POST["nonce"]
    assert values.said is not None
    try:
        given = answer(invitation_id=invitation.pk, said=values.said, nonce=text, is_suspect=is_suspect, at=at)
    except AnswerIsFinal:
        given = SurveyAnswer.objects.get(invitation=invitation)
        return _thanks(request, invitation, given, at, status=409)
    if given.versions.filter(nonce_sha256=digest(text), is_suspect=True).exists():
        return _confirm(request, invitation, values, at)
    return _thanks(request, invitation, given, at)


def _form(
    request: HttpRequest,
    invitation: Invitation,
    values: Filled,
    at: datetime,
    *,
    status: int = 200,
    from_mail: int | None = None,
    is_change: bool = False,
) -> HttpResponse:
    shown = {
        "about": _about(invitation),
        "question": question_of(invitation),
        "ratings": _ratings(),
        "rating": values.rating,
        "at_once": values.at_once,
        "comment": values.comment,
        "errors": values.errors,
        "from_mail": from_mail,
        "is_change": is_change,
        "most": MAX_COMMENT,
        "nonce": Nonce.new(at=at).sealed(invitation.token_sha256),
        "action": f"/s/{_token(invitation)}",
        "stop": f"/s/{_token(invitation)}/stop",
    }
    return page(request, "surveys/form.html", invitation, shown, status=status)


def _confirm(request: HttpRequest, invitation: Invitation, values: Filled, at: datetime) -> HttpResponse:
    names = {"rating": values.rating}
    shown = {
        "heading": _("Confirm %(rating)d of 5?") % names,
        "button": _("Yes, %(rating)d of 5") % names,
        "said": values.said,
        "at_once": "" if values.at_once is None else "yes" if values.at_once else "no",
        "nonce": Nonce.new(at=at, confirms=True).sealed(invitation.token_sha256),
        "action": f"/s/{_token(invitation)}",
        "change": f"/s/{_token(invitation)}",
    }
    return page(request, "surveys/confirm.html", invitation, shown)


def _thanks(
    request: HttpRequest, invitation: Invitation, given: SurveyAnswer, at: datetime, *, status: int = 200
) -> HttpResponse:
    is_open = (
        at - given.first_answered_at <= CHANGE_FOR and invitation.expires_at is not None and at < invitation.expires_at
    )
    shown = {
        "answer": given,
        "is_final": status == 409,  # noqa: PLR2004 — the name of the status is its number
        "change": f"/s/{_token(invitation)}" if is_open else "",
        "stop": f"/s/{_token(invitation)}/stop",
    }
    return page(request, "surveys/thanks.html", invitation, shown, status=status)


def _refused(request: HttpRequest, invitation: Invitation, at: datetime, words: str, *, status: int) -> HttpResponse:
    values = Filled(said=None, errors={"page": words}, rating=None, at_once=None, comment="")
    return _form(request, invitation, values, at, status=status)


def _about(invitation: Invitation) -> str:
    """The number of the request, and who answered it, if the customer knows a name from the answers."""
    number = _("Request no. %(number)s") % {"number": invitation.ticket.number}
    answers = Message.objects.filter(ticket_id=invitation.ticket_id, kind="public", direction="out")
    latest = answers.exclude(membership=None).select_related("membership__user").order_by("at", "pk").last()
    return f"{number} · {latest.membership.user.name}" if latest and latest.membership else number


def _ratings() -> list[tuple[int, str]]:
    words = (_("1, very bad"), _("2, bad"), _("3, fair"), _("4, good"), _("5, excellent"))
    return list(enumerate(words, start=1))


def _token(invitation: Invitation) -> str:
    return str(invitation.token)  # type: ignore[attr-defined]
