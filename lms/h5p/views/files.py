"""Files of libraries (public, for ever the same under their hash) and of content (only with a launch's or page's token).

Sent from the private storage to a frame of an opaque origin: readable across origins, without credentials.
"""

import gzip
import logging
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from files.ranges import ranged_response
from files.storage import private_storage
from lms.h5p.rules.file_types import is_inside, is_text, type_of
from lms.h5p.rules.frame_policy import FILE_POLICY
from lms.h5p.services.opening import open_token
from lms.xapi.exceptions import LaunchOver
from lms.xapi.models import Launch

_FOR_EVER = "public, max-age=31536000, immutable"
_LARGEST_COMPRESSED = 2 * 1024 * 1024
_RETRY_AFTER_SECONDS = "20"
_log = logging.getLogger(__name__)


@require_safe
@xframe_options_exempt
def library_file(request: HttpRequest, sha256: str, path: str) -> HttpResponseBase:
    """A file of a library. No query, no secret: whoever knows the hash of a library's files knows its files."""
    response = _send(request, f"h5p/libraries/{sha256}/", path, etag=f'"{sha256[:32]}"')
    if response.status_code < 400:
        response.headers["Cache-Control"] = _FOR_EVER
    return response


@require_safe
@xframe_options_exempt
def content_file(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """A file of the content: 404 without a token that was given out, 410 with one that is over. One query at most."""
    try:
        opened = open_token(token)
    except Launch.DoesNotExist:
        raise Http404 from None
    except LaunchOver:
        return _with_headers(HttpResponse(status=410), path)
    response = _send(request, f"h5p/versions/{opened.version_key}/", path, etag=f'"{opened.version_key.hex}"')
    if response.status_code < 400:
        response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def _send(request: HttpRequest, folder: str, path: str, *, etag: str) -> HttpResponseBase:
    """The file at `path` below `folder`. 404 when there is none, 503 when the storage does not answer (reliability 16)."""
    if not is_inside(path):
        raise Http404
    if etag in request.headers.get("If-None-Match", ""):
        return _with_headers(HttpResponse(status=304), path, etag)
    storage = private_storage()
    try:
        source: Any = storage.open(folder + path, "rb")
        size = source.size
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation, ValueError):
        raise Http404 from None
    except Exception:
        # Whatever a storage raises while it is down: disk, network, its own library's errors.
        _log.exception("A file of a package cannot be read")
        gone = HttpResponse(status=503, headers={"Retry-After": _RETRY_AFTER_SECONDS})
        return _with_headers(gone, path)
    if is_text(path) and size <= _LARGEST_COMPRESSED and _takes_gzip(request):
        with source:
            body = gzip.compress(source.read(), compresslevel=5, mtime=0)
        response: HttpResponseBase = HttpResponse(body)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
    else:
        response = ranged_response(request, source, size, etag)
        response.headers["Accept-Ranges"] = "bytes"
    return _with_headers(response, path, etag)


def _takes_gzip(request: HttpRequest) -> bool:
    return "gzip" in request.headers.get("Accept-Encoding", "") and "Range" not in request.headers


def _with_headers(response: HttpResponseBase, path: str, etag: str = "") -> HttpResponseBase:
    response.headers["Content-Type"] = type_of(path)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Disposition"] = "inline"
    if etag and response.status_code < 400:
        response.headers["ETag"] = etag
    return response
