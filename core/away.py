"""What people and programs are told while the database is away: 503, in their language, and the page comes back."""

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

AWAY_SECONDS = 5
AWAY_TEXT = gettext_lazy("We are back in a moment. Nothing was changed; please try again.")
PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{refresh}
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }}
body {{ margin: 0; min-height: 100vh; display: grid; place-content: center; }}
main {{ max-width: 32rem; padding: 2rem; }}
h1 {{ font-size: 1.5rem; margin: 0 0 .5rem; }}
p {{ margin: 0 0 .5rem; }}
</style>
</head>
<body><main><h1>{title}</h1><p>{text}</p><p>{again}</p></main></body>
</html>
"""


def away_page(request: HttpRequest) -> HttpResponse:
    """For a browser a page that asks again by itself; for anything else one line. Asks the database nothing."""
    with translation.override(translation.get_language_from_request(request)):
        if "text/html" in request.headers.get("Accept", ""):
            return HttpResponse(_page(loads_again=request.method in ("GET", "HEAD")), status=503)
        return HttpResponse(f"{AWAY_TEXT}\n", status=503, content_type="text/plain; charset=utf-8")


def _page(*, loads_again: bool) -> str:
    """What was sent by a form is not sent again by itself."""
    return format_html(
        PAGE,
        language=translation.get_language(),
        title=_("Back in a moment"),
        text=str(AWAY_TEXT),
        again=_("This page loads again by itself.") if loads_again else "",
        refresh=format_html('<meta http-equiv="refresh" content="{}">', AWAY_SECONDS) if loads_again else "",
    )
