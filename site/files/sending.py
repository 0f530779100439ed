"""A stored file as an answer: right type and name, parts of it on request (videos), nothing that a browser may run."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header, http_date, parse_etags

from files.models import LicensedDocument
from files.ranges import ranged_response

INLINE_TYPES = frozenset({"video/mp4", "video/webm", "text/vtt"})
"""Played by a page of ours; everything else is handed over as a download."""
_POLICY = "default-src 'none'; sandbox"


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
    response = ranged_response(request, source, document.file.size, etag)
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
