"""Parts of a file on request (RFC 9110, 14): what videos need to be wound forward."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_STEP = 64 * 1024


def ranged_response(
    request: HttpRequest, source: BinaryIO | Any, size: int, etag: str = ""
) -> HttpResponseBase:
    """The bytes of an open file: all of them, the one part asked for, or 416. Closes the file. Other headers: the caller."""
    part = _part(request, size, etag)
    if part == "unsatisfiable":
        source.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if isinstance(part, tuple):
        first, last = part
        answer = StreamingHttpResponse(_bytes_of(source, first, last), status=206)
        answer.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        answer.headers["Content-Length"] = str(last - first + 1)
        return answer
    whole = FileResponse(source)
    whole.headers["Content-Length"] = str(size)
    return whole


def _part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | str | None:
    """First and last byte asked for; None for the whole file (also for several parts, which we do not give)."""
    header = request.headers.get("Range", "")
    condition = request.headers.get("If-Range")
    found = _RANGE.fullmatch(header.strip())
    if request.method != "GET" or not found or (condition and condition != etag):
        return None
    start, end = found.groups()
    if start:
        first, last = int(start), min(int(end), size - 1) if end else size - 1
    elif end and int(end):
        first, last = max(size - int(end), 0), size - 1
    else:
        return "unsatisfiable"
    return (first, last) if first <= last < size else "unsatisfiable"


def _bytes_of(source: BinaryIO | Any, first: int, last: int) -> Iterator[bytes]:
    with source:
        source.seek(first)
        left = last - first + 1
        while left > 0:
            piece = source.read(min(_STEP, left))
            if not piece:
                return
            left -= len(piece)
            yield piece
