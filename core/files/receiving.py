"""Bodies of uploads, received before anything else happens.

The rest of a request runs inside one transaction, and the database ends one that idles for a minute. A telephone
on a weak signal takes longer than that for a few megabytes: so its bytes are taken in first, counted, on a
temporary file, and only then does the request begin.
"""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, QueryDict, UnreadablePostError
from django.utils.datastructures import MultiValueDict

ADDRESS = "/api/v1/uploads/"
IN_MEMORY_BYTES = 256 * 1024
PIECE_BYTES = 64 * 1024


class Received(NamedTuple):
    """What came of a body: no more than one byte over the limit is ever taken."""

    file: IO[bytes]
    size: int  # counted
    declared: int  # by Content-Length
    is_whole: bool


class ReceiveFirst:
    """Outermost for one address: gives the view `request.received`, and throws the bytes away afterwards.

    Such a body is no form, and its repetition is another upload, so `Idempotency-Key` means nothing here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info != ADDRESS or request.method != "POST":
            return self.get_response(request)
        request.META.pop("HTTP_IDEMPOTENCY_KEY", None)
        with SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as file:
            request.received = receive(request, file, most=settings.UPLOAD_MAX_BYTES)  # type: ignore[attr-defined]
            request._body = b""  # who looks for a form field, as the check of origin does,
            request._post, request._files = QueryDict(), MultiValueDict()  # type: ignore[attr-defined]  # finds none
            return self.get_response(request)


def receive(request: HttpRequest, file: IO[bytes], *, most: int) -> Received:
    """Copy the body into the file until it ends or is too much; what is declared as too much is not read at all."""
    declared = int(request.META.get("CONTENT_LENGTH") or 0)
    size = 0
    try:
        while declared <= most and size <= most and (piece := request.read(min(PIECE_BYTES, most + 1 - size))):
            file.write(piece)
            size += len(piece)
    except UnreadablePostError:
        return Received(file, size, declared, is_whole=False)
    file.seek(0)
    return Received(file, size, declared, is_whole=size == declared)
