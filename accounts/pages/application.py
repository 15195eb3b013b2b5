"""The one page the staff application lives in; everything else it needs it asks over the API."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@ensure_csrf_cookie
def application(request: HttpRequest) -> HttpResponse:
    """The application to whoever is signed in, the sign-in page to everybody else."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), "/login/")
    page = settings.FRONTEND_DIST / "index.html"
    if not page.exists():
        return HttpResponse(_("The application is not built yet: run python3 dev.py up."), status=503)
    return HttpResponse(page.read_bytes())
