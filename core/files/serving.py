"""The files host: answers `/f/<token>/` and `/i/<token>/`, and never with something that could run."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import BinaryIO

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from core.files.images import serve_image
from core.files.kinds import PICTURES
from core.files.links import RIGHTS, Link, read_link
from core.files.origins import web_origin
from core.files.store import open_file
from core.models import FileOpening, StoredFile

INLINE_TYPES = {
    *("audio/wav", "audio/x-wav", "audio/mpeg", "audio/ogg", "audio/mp4", "audio/flac", "audio/webm"),
    *PICTURES,
}
PIECE_BYTES = 256 * 1024
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


@require_safe
def serve_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file, or one range of it. Every refusal is the same 404."""
    link = read_link(token)
    stored = link and StoredFile.objects.filter(public_id=link.file).first()
    if not link or not stored or not _in_time(link, token, stored, at=timezone.now()):
        raise Http404
    may_open = RIGHTS.get(link.right)
    if may_open is None or not may_open(link.member, stored):
        raise Http404
    return _answer(request, stored, inline=link.inline)


def _in_time(link: Link, token: str, stored: StoredFile, *, at: datetime) -> bool:
    if at.timestamp() <= link.expires:
        if link.playing_seconds:
            FileOpening.objects.bulk_create(
                [
                    FileOpening(
                        link_sha256=_digest(token),
                        file=stored,
                        opened_at=at,
                        ends_at=at + timedelta(seconds=link.playing_seconds),
                    )
                ],
                ignore_conflicts=True,
            )
        return True
    return FileOpening.objects.filter(link_sha256=_digest(token), file=stored, ends_at__gt=at).exists()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _answer(request: HttpRequest, stored: StoredFile, *, inline: bool) -> HttpResponseBase:
    start, end, status = _range(request, stored)
    response: HttpResponseBase
    if status == 416:  # noqa: PLR2004 — the name of the status is its number
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{stored.size}"})
    elif request.method == "HEAD":
        response = HttpResponse(status=status)
    else:
        content = open_file(stored)
        response = StreamingHttpResponse(_pieces(content, start, end), status=status)
        response._resource_closers.append(content.close)  # type: ignore[attr-defined]  # also when nobody reads it
    shown = inline and stored.content_type in INLINE_TYPES
    disposition = content_disposition_header(as_attachment=not shown, filename=stored.name)
    for name, value in {
        "Content-Type": stored.content_type if shown else "application/octet-stream",
        "Content-Disposition": disposition or "attachment",
        "Content-Length": str(end - start),
        "Accept-Ranges": "bytes",
        "ETag": f'"{stored.sha256}"',
        "Cache-Control": "private, max-age=300",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-site",
        "Access-Control-Allow-Origin": web_origin(request.get_host().partition(":")[0].removeprefix("files.")),
    }.items():
        response[name] = value
    if status == 206:  # noqa: PLR2004
        response["Content-Range"] = f"bytes {start}-{end - 1}/{stored.size}"
    return response


def _range(request: HttpRequest, stored: StoredFile) -> tuple[int, int, int]:
    """Start, end (exclusive) and status. One range is honoured; several, or nonsense, are the whole."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    same = request.headers.get("If-Range", f'"{stored.sha256}"') == f'"{stored.sha256}"'
    if asked is None or not same or asked.groups() == ("", ""):
        return 0, stored.size, 200
    first, last = asked.groups()
    if not first:
        start, end = max(stored.size - int(last), 0), stored.size
    else:
        start, end = int(first), min(int(last) + 1 if last else stored.size, stored.size)
    if start >= end:
        return 0, 0, 416
    return start, end, 206


def _pieces(content: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """Read after the request's transaction is over: from the storage alone."""
    content.seek(start)
    left = end - start
    while left > 0 and (piece := content.read(min(PIECE_BYTES, left))):
        left -= len(piece)
        yield piece


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("Not found.\n", status=404, content_type="text/plain; charset=utf-8")


handler404 = "core.files.serving.not_found"
urlpatterns = [path("f/<str:token>/", serve_file), path("i/<str:token>/", serve_image)]
