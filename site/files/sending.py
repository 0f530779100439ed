"""A stored file as an answer: right type and name, parts of it on request (videos), nothing that a browser may run."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, http_date, parse_etags

from files.models import LicensedDocument

INLINE_TYPES = frozenset({"video/mp4", "video/webm", "text/vtt"})
"""Played by a page of ours; everything else is handed over as a download."""
_POLICY = "default-src 'none'; sandbox"
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_STEP = 64 * 1024


def send_document(
    request: HttpRequest, document: LicensedDocument, *, is_download: bool = False
) -> HttpResponseBase:
    """Answer GET or HEAD with the document's bytes. Call only after asking files.access. Raises Http404 when it is gone."""
    etag = f'"{document.get_file_hash()}"' if document.file_hash else ""
    asked = request.headers.get("If-None-Match", "")
    if (
        etag
        and asked
        and (asked.strip() == "*" or etag in {tag.removeprefix("W/") for tag in parse_etags(asked)})
    ):
        return _with_headers(HttpResponse(status=304), document, etag, is_download)
    try:
        source = document.file.open("rb")
    except OSError:
        raise Http404 from None
    size = document.file.size
    part = _part(request, size, etag)
    if part == "unsatisfiable":
        source.close()
        response: HttpResponseBase = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    elif isinstance(part, tuple):
        first, last = part
        response = StreamingHttpResponse(_bytes_of(source, first, last), status=206)
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        response.headers["Content-Length"] = str(last - first + 1)
    else:
        response = FileResponse(source)
        response.headers["Content-Length"] = str(size)
    return _with_headers(response, document, etag, is_download)


def _with_headers(
    response: HttpResponseBase, document: LicensedDocument, etag: str, is_download: bool
) -> HttpResponseBase:
    kind = document.content_type
    as_attachment = is_download or kind not in INLINE_TYPES
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment, document.filename) or "attachment"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Last-Modified"] = http_date(document.created_at.timestamp())
    if etag:
        response.headers["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return response


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
